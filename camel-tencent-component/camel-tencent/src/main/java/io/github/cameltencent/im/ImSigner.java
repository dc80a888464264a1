/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltencent.im;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.AdminUserSig;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HostFailover;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.RequestSigner;
import io.github.cameltencent.transport.SignedRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Signs the requests of one call: adds the UserSig of the administrator and a random number to the query. One for each
 * call; not thread-safe, since attempts follow one another.
 */
final class ImSigner implements RequestSigner {

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json; charset=utf-8");

    private final AdminUserSig admin;
    private final HostFailover hosts;
    private final String command;
    private final RequestBody body;
    private final LongSupplier random;
    private final MsgRandomState state;
    private final Duration window;

    private AdminUserSig.Ticket ticket;
    private Instant startedAt;
    private boolean mayBeExecuted;

    /**
     * Creates the signer of a call.
     *
     * @param state null for a command without a random number in its body
     * @param window the deduplication window, null if there is none
     */
    ImSigner(
            AdminUserSig admin,
            HostFailover hosts,
            String command,
            byte[] body,
            LongSupplier random,
            MsgRandomState state,
            Duration window) {
        this.admin = admin;
        this.hosts = hosts;
        this.command = command;
        this.body = RequestBody.of(body);
        this.random = random;
        this.state = state;
        this.window = window;
    }

    @Override
    public SignedRequest sign(Instant now) {
        try {
            ticket = admin.at(now);
        } catch (IllegalArgumentException e) {
            throw TencentException.of(Outcome.AUTH, "NO_KEYS", e.getMessage()).build();
        }
        startedAt = now;
        if (state != null) {
            state.attemptStarted(now, window);
        }
        String query = "?sdkappid=" + ticket.sdkAppId() + "&identifier="
                + URLEncoder.encode(ticket.userId(), StandardCharsets.UTF_8).replace("+", "%20")
                + "&usersig=" + ticket.text() + "&random=" + random.getAsLong() + "&contenttype=json";
        return hosts.sign(
                base -> new SignedRequest("POST", URI.create(base + "/v4/" + command + query), HEADERS, body));
    }

    @Override
    public void ended(SignedRequest request, AttemptResult result) {
        // an error code of IM shows that its host works
        hosts.ended(
                result.content() instanceof ImAnswer
                        ? AttemptResult.failed(Outcome.REJECTED, result.code(), result.message())
                        : result);
        Outcome outcome = result.outcome();
        boolean executed = outcome == Outcome.ACCEPTED || outcome == Outcome.AMBIGUOUS || outcome == Outcome.PARTIAL;
        mayBeExecuted |= executed;
        if (state != null && !mayBeExecuted) {
            state.attemptNotExecuted(startedAt);
        }
    }

    /** Returns whether an attempt so far may have been executed. */
    boolean mayBeExecuted() {
        return mayBeExecuted;
    }

    /** Creates a new UserSig. If that fails, for instance without keys, {@link #sign} reports it for the next attempt. */
    @Override
    public CompletionStage<?> renew(AttemptResult refused) {
        try {
            admin.renewed(ticket, startedAt);
        } catch (RuntimeException e) {
            // the next attempt looks up the keys again and reports the failure
        }
        return null;
    }

    @Override
    public boolean failsOver() {
        return hosts.failsOver();
    }

    @Override
    public boolean isSafeAt(Instant now) {
        return state == null || window == null || state.isSafeAt(now, window);
    }

    @Override
    public boolean isRecognizedAt(Instant answered) {
        return state == null || window == null || state.attemptAnswered(answered, window);
    }
}
