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
package io.github.cameltencent.examples.kafkafleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows the emulator's record, and sets its faults, by the control API. */
final class EmulatorRecord {

    private static final int PAGE = 2000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final List<String> accepted = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private long last;

    EmulatorRecord(String address) {
        this.address = address;
    }

    /** Reads on; returns how many pushes were accepted so far. */
    int readOn() throws IOException, InterruptedException {
        JsonNode page;
        do {
            page = json.readTree(call("GET", "/_emulator/requests?after=" + last + "&limit=" + PAGE, ""));
            for (JsonNode request : page) {
                add(request);
            }
        } while (page.size() == PAGE);
        return accepted.size();
    }

    /** The numbers have no gaps. With one missing, every count of the verdict would be worthless. */
    private void add(JsonNode request) throws IOException {
        long number = request.get("seq").asLong();
        if (number != ++last) {
            throw new IOException("the emulator's record misses request " + last);
        }
        if (request.path("accepted").asBoolean()) {
            accepted.add(request.path("targets").path(0).asText());
            times.add(Instant.parse(request.get("time").asText()));
        }
    }

    /** Returns the tokens of the accepted pushes, in their order at the emulator. */
    List<String> accepted() {
        return accepted;
    }

    /** Returns the accepted pushes a second from one to another. */
    double rate(int from, int to) {
        return (to - from)
                * 1e9
                / Duration.between(times.get(from), times.get(to)).toNanos();
    }

    void faults(String script) throws IOException, InterruptedException {
        call("PUT", "/_emulator/faults", script);
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("the emulator answers " + answer.statusCode() + " to " + method + ' ' + path);
        }
        return answer.body();
    }
}
