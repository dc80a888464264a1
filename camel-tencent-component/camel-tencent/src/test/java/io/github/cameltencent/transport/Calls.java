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
package io.github.cameltencent.transport;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.transport.limit.RateLimit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes calls for tests. The answers' words are their verdicts: {@code accepted}, {@code throttled}, … */
public final class Calls {

    private final URI uri;
    private final EndpointOptions options = new EndpointOptions();
    private final AtomicInteger signatures = new AtomicInteger();
    private String scope = "tpns:1500000001";
    private RateLimit permits = RateLimit.NONE;
    private boolean idempotent;
    private boolean deduplicated;
    private byte[] body = "{\"audience_type\":\"token\"}".getBytes(StandardCharsets.UTF_8);

    private Calls(URI uri) {
        this.uri = uri;
        options.setConnectTimeout(1000);
        options.setResponseTimeout(2000);
        options.setRequestTimeout(5000);
        options.setAcquireTimeout(5000);
    }

    public static Calls to(URI uri) {
        return new Calls(uri);
    }

    public static Calls to(ScriptedServer server) {
        return new Calls(server.uri());
    }

    public EndpointOptions options() {
        return options;
    }

    /** How often a request was signed. */
    int signatures() {
        return signatures.get();
    }

    public Calls idempotent() {
        idempotent = true;
        return this;
    }

    Calls deduplicated() {
        deduplicated = true;
        return this;
    }

    public Calls scope(String name) {
        scope = name;
        return this;
    }

    public Calls permits(RateLimit rule) {
        permits = rule;
        return this;
    }

    /** As a GET without a body. */
    public Calls get() {
        body = null;
        return this;
    }

    public Calls retries(int most) {
        options.setMaxRetries(most);
        return this;
    }

    public HttpCall call() {
        return call(now -> sign());
    }

    public HttpCall call(RequestSigner signer) {
        return new HttpCall("tpns", "push/app", scope, permits, options, idempotent, deduplicated, signer, Calls::read);
    }

    private SignedRequest sign() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Sign", "signature-" + signatures.incrementAndGet());
        return body == null
                ? new SignedRequest("GET", uri, headers, null)
                : new SignedRequest("POST", uri, headers, RequestBody.of(body));
    }

    private static Verdict read(HttpAnswer answer) {
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        return switch (said) {
            case "accepted" -> Verdict.accepted("request-1", null);
            case "throttled" -> verdict(Outcome.THROTTLED, null, false, false);
            case "throttled 7 s" -> verdict(Outcome.THROTTLED, Duration.ofSeconds(7), false, false);
            case "transient" -> verdict(Outcome.TRANSIENT, null, false, false);
            case "rejected" -> verdict(Outcome.REJECTED, null, false, false);
            case "signature" -> verdict(Outcome.AUTH, null, true, false);
            case "keys" -> verdict(Outcome.AUTH, null, false, false);
            case "repeated" -> verdict(Outcome.REJECTED, null, false, true);
            case "failing reader" -> throw new IllegalStateException("a defect");
            default -> verdict(Outcome.AMBIGUOUS, null, false, false);
        };
    }

    private static Verdict verdict(Outcome outcome, Duration retryAfter, boolean signAnew, boolean repeated) {
        return new Verdict(
                outcome,
                "SAID_" + outcome,
                true,
                "the server said so",
                null,
                retryAfter,
                signAnew,
                repeated,
                null,
                null);
    }
}
