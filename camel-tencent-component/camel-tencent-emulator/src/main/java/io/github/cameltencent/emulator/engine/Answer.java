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
package io.github.cameltencent.emulator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer and the decision of the service. */
public record Answer(
        int status,
        String contentType,
        byte[] body,
        Map<String, String> headers,
        Decision decision,
        ChunkedBody chunks) {

    /** An answer with a complete body. */
    public Answer(int status, String contentType, byte[] body, Map<String, String> headers, Decision decision) {
        this(status, contentType, body, headers, decision, null);
    }

    static final String TEXT = "text/plain; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";

    /** An answer of a service: HTTP 200 with a JSON body. */
    public static Answer json(JsonNode body, Decision decision) {
        return new Answer(200, JSON, Json.bytes(body), Map.of(), decision);
    }

    /** A JSON answer of the emulator itself. */
    public static Answer json(JsonNode body) {
        return json(body, Decision.success());
    }

    /** A refusal by HTTP status with a plain text. */
    public static Answer refusal(int status, String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        return new Answer(status, TEXT, bytes, Map.of(), Decision.refused(Integer.toString(status), text));
    }

    /** A file, such as the page. */
    public static Answer of(String contentType, byte[] body, Map<String, String> headers) {
        return new Answer(200, contentType, body, headers, Decision.success());
    }

    /** A streamed answer, such as server-sent events. */
    public static Answer stream(
            String contentType, ChunkedBody chunks, Map<String, String> headers, Decision decision) {
        return new Answer(200, contentType, new byte[0], headers, decision, chunks);
    }

    Answer withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, body, all, decision, chunks);
    }

    Answer withBody(String type, byte[] other) {
        return new Answer(status, type, other, headers, decision);
    }
}
