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
 * Makes the requests of one call: the administrator's UserSig and a random number go into the address. For one call, whose
 * attempts follow one another.
 */
final class ImSigner implements RequestSigner {

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json; charset=utf-8");

    private final AdminUserSig admin;
    private final HostFailover hosts;
    private final String command;
    private final RequestBody body;
    private final LongSupplier random;
    private final ImSending sending;
    private final Duration window;

    private AdminUserSig.Ticket used;
    private Instant began;
    private boolean mayBeExecuted;

    /**
     * The signer of a call.
     *
     * @param sending null for a call without a random number of its own
     * @param window null where equal calls are not known to be dropped
     */
    ImSigner(
            AdminUserSig admin,
            HostFailover hosts,
            String command,
            byte[] body,
            LongSupplier random,
            ImSending sending,
            Duration window) {
        this.admin = admin;
        this.hosts = hosts;
        this.command = command;
        this.body = RequestBody.of(body);
        this.random = random;
        this.sending = sending;
        this.window = window;
    }

    @Override
    public SignedRequest sign(Instant now) {
        try {
            used = admin.at(now);
        } catch (IllegalArgumentException e) {
            throw TencentException.of(Outcome.AUTH, "NO_KEYS", e.getMessage()).build();
        }
        began = now;
        if (sending != null) {
            sending.begins(now, window);
        }
        String query = "?sdkappid=" + used.sdkAppId() + "&identifier="
                + URLEncoder.encode(used.userId(), StandardCharsets.UTF_8).replace("+", "%20")
                + "&usersig=" + used.text() + "&random=" + random.getAsLong() + "&contenttype=json";
        return hosts.sign(
                base -> new SignedRequest("POST", URI.create(base + "/v4/" + command + query), HEADERS, body));
    }

    @Override
    public void ended(SignedRequest request, AttemptResult result) {
        // what IM itself says shows that its host works
        hosts.ended(
                result.content() instanceof ImAnswer
                        ? AttemptResult.failed(Outcome.REJECTED, result.code(), result.message())
                        : result);
        Outcome outcome = result.outcome();
        boolean executed = outcome == Outcome.ACCEPTED || outcome == Outcome.AMBIGUOUS || outcome == Outcome.PARTIAL;
        mayBeExecuted |= executed;
        if (sending != null && !mayBeExecuted) {
            sending.notExecuted(began);
        }
    }

    /** Whether the service may have carried the call out, by what its attempts ended with so far. */
    boolean mayBeExecuted() {
        return mayBeExecuted;
    }

    /** Where no other UserSig can be made, such as without keys, {@link #sign} refuses the next attempt, and says why. */
    @Override
    public CompletionStage<?> renew(AttemptResult refused) {
        try {
            admin.renewed(used, began);
        } catch (RuntimeException e) {
            // the keys are looked up again by the next attempt
        }
        return null;
    }

    @Override
    public boolean failsOver() {
        return hosts.failsOver();
    }

    @Override
    public boolean isSafeAt(Instant now) {
        return sending == null || window == null || sending.isSafeAt(now, window);
    }
}
