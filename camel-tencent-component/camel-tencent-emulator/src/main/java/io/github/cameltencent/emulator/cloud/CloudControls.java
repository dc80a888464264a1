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
package io.github.cameltencent.emulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.cloud.action.ChatStreamSettings;
import io.github.cameltencent.emulator.cloud.action.CloudState;
import io.github.cameltencent.emulator.cloud.key.CloudKey;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.engine.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Configures the emulated Cloud API at run time. A reset undoes all of it. Thread-safe. */
public final class CloudControls {

    private static final int MAX_EVENTS = 1_000_000;

    private final CloudKeyStore keys;
    private final CloudState state;

    CloudControls(CloudKeyStore keys, CloudState state) {
        this.keys = keys;
        this.state = state;
    }

    /** Adds a key. */
    public void addKey(String secretId, String secretKey) {
        keys.add(new CloudKey(secretId, secretKey, null, null));
    }

    /** Adds temporary credentials, valid only with their token and until they expire. */
    public void addTemporaryKey(String secretId, String secretKey, String token, Instant end) {
        keys.add(new CloudKey(secretId, secretKey, token, end));
    }

    /** Removes a key, as if it had been deleted. */
    public void removeKey(String secretId) {
        keys.remove(secretId);
    }

    /** Expires all temporary credentials; calls with them are refused with AuthFailure.TokenFailure. */
    public void endTemporaryKeys() {
        keys.endTemporary();
    }

    /** Sets the number of items of a paged action such as "cvm/DescribeInstances"; items are generated on request. */
    public void items(String operation, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count must not be negative");
        }
        state.items(operation, Long.valueOf(count));
    }

    /** Sets the content of {@code Response} for an action such as "cls/SearchLog". */
    public void answer(String operation, String json) {
        ObjectNode response = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (response == null) {
            throw new IllegalArgumentException("an answer must be a JSON object");
        }
        state.answer(operation, response);
    }

    /** Sets the number of content events that a chat streams, and their interval. */
    public void stream(int events, Duration interval) {
        check(events);
        state.chat(new ChatStreamSettings(events, interval.toMillis(), null, null));
    }

    /** Makes a chat end with an error event after some content events. */
    public void failingStream(int events, Duration interval, String code, String message) {
        check(events);
        state.chat(new ChatStreamSettings(events, interval.toMillis(), code, message));
    }

    /**
     * Applies the same settings from JSON: {@code
     * {"items":{"cvm/DescribeInstances":1000000},"answers":{"cls/SearchLog":{}},
     * "stream":{"events":5,"delay":20,"code":"InternalError","message":"…"}}}. Each part is optional.
     */
    public void apply(String json) {
        ObjectNode requested = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (requested == null) {
            throw new IllegalArgumentException("expected a JSON object with items, answers, stream");
        }
        requested.fieldNames().forEachRemaining(name -> {
            if (!Set.of("items", "answers", "stream").contains(name)) {
                throw new IllegalArgumentException("unknown key \"" + name + "\"");
            }
        });
        requested
                .path("items")
                .properties()
                .forEach(item -> items(item.getKey(), item.getValue().asLong(-1)));
        requested
                .path("answers")
                .properties()
                .forEach(answer -> answer(answer.getKey(), answer.getValue().toString()));
        JsonNode stream = requested.path("stream");
        if (stream.isObject()) {
            int events = stream.path("events").asInt(ChatStreamSettings.DEFAULT.events());
            Duration interval = Duration.ofMillis(stream.path("delay").asLong(0));
            if (stream.has("code")) {
                failingStream(
                        events,
                        interval,
                        stream.path("code").asText(),
                        stream.path("message").asText());
            } else {
                stream(events, interval);
            }
        }
    }

    private static void check(int events) {
        if (events < 0 || events > MAX_EVENTS) {
            throw new IllegalArgumentException("events must be from 0 to " + MAX_EVENTS);
        }
    }
}
