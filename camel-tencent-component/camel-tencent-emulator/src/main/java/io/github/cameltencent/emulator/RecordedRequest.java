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
package io.github.cameltencent.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.SecretMasker;
import io.github.cameltencent.emulator.engine.VerificationStep;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A recorded request and its result. Immutable, except that its duration is set when it has been answered. Credentials in its headers are masked. */
public final class RecordedRequest {

    private static final Set<String> SECRETS =
            Set.of("sign", "authorization", "proxy-authorization", "cookie", "x-tc-token");

    private static final int ANSWER_KEPT = 16 * 1024;

    private final long sequence;
    private final Instant time;
    private final String service;
    private final String method;
    private final String path;
    private final String query;
    private final String[] headers;
    private final byte[] body;
    private final int bodyLength;
    private final RecordedVerdict verdict;
    private final Decision decision;
    private final int status;
    private final Fault fault;
    private final String answerType;
    private final byte[] answerBody;
    private final int answerLength;
    private volatile long durationNanos = -1;

    public RecordedRequest(
            long sequence,
            String service,
            Call call,
            byte[] body,
            RecordedVerdict verdict,
            Answer answer,
            Fault fault) {
        this.sequence = sequence;
        this.time = call.received();
        this.service = service;
        this.method = call.method();
        this.path = call.path();
        this.query = call.query();
        this.headers = masked(call.headers());
        this.body = body;
        this.bodyLength = call.body().length;
        this.verdict = verdict;
        this.decision = answer.decision();
        this.status = answer.status();
        this.fault = fault;
        this.answerType = answer.status() == 0 ? "" : answer.contentType();
        this.answerLength = answer.body().length;
        this.answerBody = answerLength <= ANSWER_KEPT ? answer.body() : Arrays.copyOf(answer.body(), ANSWER_KEPT);
    }

    /** The sequence number, starting at 1 without gaps; the oldest records are dropped when there are too many. */
    public long sequence() {
        return sequence;
    }

    public Instant time() {
        return time;
    }

    /** The short name of the service, such as "tpns". */
    public String service() {
        return service;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The raw query with signature and token masked; empty if there is none. */
    public String query() {
        return SecretMasker.form(query);
    }

    /**
     * The operation if the path does not name it, such as "cvm/DescribeInstances" of the Cloud API; otherwise empty.
     */
    public String operation() {
        return verdict.operation();
    }

    /** The request id that the service assigned, as the Cloud API does; otherwise empty. */
    public String requestId() {
        return verdict.requestId();
    }

    /** The id of the application that the request names, such as the AccessId of TPNS. */
    public String application() {
        return verdict.application();
    }

    /** The result of verifying the credentials: "signature ok", "signature wrong", … */
    public String verdict() {
        return verdict.text();
    }

    /** Whether the credentials are valid. */
    public boolean verified() {
        return verdict.ok();
    }

    /** Whether the service accepted the request. The client may not have seen that: see {@link #fault()}. */
    public boolean accepted() {
        return decision.accepted();
    }

    /** The code of the service, "0" for success. */
    public String code() {
        return decision.code();
    }

    public String message() {
        return decision.message();
    }

    /** The HTTP status of the answer; 0 if a fault suppressed the answer. */
    public int status() {
        return status;
    }

    /** Ids that the service assigned, such as push ids. */
    public List<String> ids() {
        return decision.ids();
    }

    /** The accepted tokens or accounts; "*" for everybody; the tags of a push by tags. */
    public List<String> targets() {
        return decision.targets();
    }

    /** The fault applied to the request, such as "reset_after", or "". */
    public String fault() {
        return fault == null ? "" : fault.kind().scriptName();
    }

    /** The headers in the order received; values of a repeated header are joined by a comma. */
    public Map<String, String> headers() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.merge(headers[i], headers[i + 1], (first, next) -> first + ", " + next);
        }
        return Collections.unmodifiableMap(map);
    }

    /** The body as text, with signature and token of forms masked. Of a long body, only the recorded beginning. */
    public String body() {
        String text = new String(body, StandardCharsets.UTF_8);
        return isForm() ? SecretMasker.form(text) : text;
    }

    private boolean isForm() {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase("Content-Type")) {
                return headers[i + 1].startsWith("application/x-www-form-urlencoded");
            }
        }
        return false;
    }

    /** The full length of the body in bytes. */
    public int bodyLength() {
        return bodyLength;
    }

    /** The body as a JSON object; an empty object if it is not one. */
    public ObjectNode json() {
        ObjectNode object = body.length == bodyLength ? Json.objectOrNull(body) : null;
        return object == null ? Json.object() : object;
    }

    /** The complete body as received, unmasked; null if only its beginning is recorded. */
    public byte[] bodyBytes() {
        return body.length == bodyLength ? body.clone() : null;
    }

    /** The media type of the answer; "" if a fault suppressed it. */
    public String answerType() {
        return answerType;
    }

    /** The body of the answer as text, with secrets masked; only its first 16 KiB, and "" for streams. */
    public String answer() {
        return SecretMasker.json(new String(answerBody, StandardCharsets.UTF_8));
    }

    /** The full length of the answer's body in bytes. */
    public int answerLength() {
        return answerLength;
    }

    /** The time from the receipt of the request to the end of its answer; null while it is being answered. */
    public Duration duration() {
        long nanos = durationNanos;
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }

    /** Sets the duration once the answer has been written. */
    public void answered(long nanos) {
        durationNanos = nanos;
    }

    /** The verification steps, including the check of the fields and the fault. */
    public List<VerificationStep> steps() {
        List<VerificationStep> steps = new ArrayList<>(verdict.steps());
        if (verdict.ok()) {
            boolean faulted = fault != null && !fault.executes();
            String unseen = "not checked: a fault was applied first";
            String taken = decision.accepted() ? "as documented" : decision.code() + " " + decision.message();
            steps.add(new VerificationStep("Fields", decision.accepted() || faulted, faulted ? unseen : taken));
        }
        if (fault != null) {
            steps.add(new VerificationStep("Fault", false, fault() + " by the fault script"));
        }
        return List.copyOf(steps);
    }

    public int recordedBytes() {
        return body.length + answerBody.length;
    }

    private static String[] masked(HttpHeaders headers) {
        String[] pairs = new String[headers.size() * 2];
        int i = 0;
        for (Map.Entry<String, String> header : headers) {
            if (i == pairs.length) {
                break;
            }
            pairs[i++] = header.getKey();
            pairs[i++] = mask(header.getKey(), header.getValue());
        }
        return pairs;
    }

    private static String mask(String name, String value) {
        return SECRETS.contains(name.toLowerCase(Locale.ROOT)) ? SecretMasker.header(value) : value;
    }

    @Override
    public String toString() {
        return "#" + sequence + " " + method + " " + path + ": " + verdict.text() + ", "
                + (decision.accepted() ? "accepted " + decision.ids() : "refused " + decision.code())
                + (fault == null ? "" : ", fault " + fault());
    }
}
