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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.ScriptedServer.Reply;
import io.github.cameltencent.testing.ScriptedServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A scripted server that answers like the IM REST API. */
final class ImServer implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final ScriptedServer server = ScriptedServer.start().always(ok(""));

    /** A successful answer; {@code more} are further fields. */
    static Reply ok(String more) {
        return answer("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0" + (more.isEmpty() ? "" : "," + more)
                + "}");
    }

    /** A failed answer. */
    static Reply failed(int code) {
        return answer("{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"as the test says\",\"ErrorCode\":" + code + "}");
    }

    /** An answer of a gateway. */
    static Reply unavailable() {
        return answer("503 Service Unavailable", "{}");
    }

    static Reply answer(String json) {
        return answer("200 OK", json);
    }

    private static Reply answer(String status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        return (request, socket) -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return true;
        };
    }

    /** A connection reset after the request was read. */
    static Reply reset() {
        return (request, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return false;
        };
    }

    ImServer then(Reply reply) {
        server.then(reply);
        return this;
    }

    ImServer always(Reply reply) {
        server.always(reply);
        return this;
    }

    String baseUri() {
        return "http://localhost:" + server.port();
    }

    List<Request> requests() {
        return server.requests();
    }

    Request request() {
        if (requests().size() != 1) {
            throw new AssertionError(requests().size() + " requests");
        }
        return requests().get(0);
    }

    static String path(Request request) {
        return request.target().substring(0, request.target().indexOf('?'));
    }

    static Map<String, String> query(Request request) {
        Map<String, String> query = new TreeMap<>();
        for (String pair :
                request.target().substring(request.target().indexOf('?') + 1).split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    static JsonNode json(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
