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

/** Builds calls for tests. The text of the answer is its result: {@code accepted}, {@code throttled}, … */
public final class HttpCallBuilder {

    private final URI uri;
    private final EndpointOptions options = new EndpointOptions();
    private final AtomicInteger signatures = new AtomicInteger();
    private String application = "tpns:1500000001";
    private RateLimit permits = RateLimit.NONE;
    private boolean idempotent;
    private boolean deduplicated;
    private byte[] body = "{\"audience_type\":\"token\"}".getBytes(StandardCharsets.UTF_8);

    private HttpCallBuilder(URI uri) {
        this.uri = uri;
        options.setConnectTimeout(1000);
        options.setResponseTimeout(2000);
        options.setRequestTimeout(5000);
        options.setAcquireTimeout(5000);
    }

    public static HttpCallBuilder to(URI uri) {
        return new HttpCallBuilder(uri);
    }

    public static HttpCallBuilder to(ScriptedServer server) {
        return new HttpCallBuilder(server.uri());
    }

    public EndpointOptions options() {
        return options;
    }

    /** The number of signed requests. */
    int signatures() {
        return signatures.get();
    }

    public HttpCallBuilder idempotent() {
        idempotent = true;
        return this;
    }

    HttpCallBuilder deduplicated() {
        deduplicated = true;
        return this;
    }

    public HttpCallBuilder application(String name) {
        application = name;
        return this;
    }

    public HttpCallBuilder permits(RateLimit rule) {
        permits = rule;
        return this;
    }

    /** Makes the call a GET without a body. */
    public HttpCallBuilder get() {
        body = null;
        return this;
    }

    public HttpCallBuilder retries(int most) {
        options.setMaxRetries(most);
        return this;
    }

    public HttpCall call() {
        return call(now -> sign());
    }

    public HttpCall call(RequestSigner signer) {
        return new HttpCall(
                "tpns",
                "push/app",
                application,
                permits,
                options,
                idempotent,
                deduplicated,
                signer,
                HttpCallBuilder::read);
    }

    private SignedRequest sign() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Sign", "signature-" + signatures.incrementAndGet());
        return body == null
                ? new SignedRequest("GET", uri, headers, null)
                : new SignedRequest("POST", uri, headers, RequestBody.of(body));
    }

    private static AttemptResult read(HttpAnswer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return switch (text) {
            case "accepted" -> AttemptResult.accepted("request-1", null);
            case "throttled" -> result(Outcome.THROTTLED, null, false, false);
            case "throttled 7 s" -> result(Outcome.THROTTLED, Duration.ofSeconds(7), false, false);
            case "transient" -> result(Outcome.TRANSIENT, null, false, false);
            case "rejected" -> result(Outcome.REJECTED, null, false, false);
            case "signature" -> result(Outcome.AUTH, null, true, false);
            case "keys" -> result(Outcome.AUTH, null, false, false);
            case "repeated" -> result(Outcome.REJECTED, null, false, true);
            case "failing reader" -> throw new IllegalStateException("a defect");
            default -> result(Outcome.AMBIGUOUS, null, false, false);
        };
    }

    private static AttemptResult result(Outcome outcome, Duration retryAfter, boolean signAnew, boolean repeated) {
        return new AttemptResult(
                outcome,
                "CODE_" + outcome,
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
