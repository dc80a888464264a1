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
import io.github.cameltencent.emulator.cloud.action.ChatPlan;
import io.github.cameltencent.emulator.cloud.action.EmulatedCloudState;
import io.github.cameltencent.emulator.cloud.key.CloudKey;
import io.github.cameltencent.emulator.cloud.key.KnownCloudKeys;
import io.github.cameltencent.emulator.engine.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a test can tell the emulated Cloud API while it runs. A reset takes all of it back. Thread-safe. */
public final class CloudControls {

    private static final int MOST_EVENTS = 1_000_000;

    private final KnownCloudKeys keys;
    private final EmulatedCloudState state;

    CloudControls(KnownCloudKeys keys, EmulatedCloudState state) {
        this.keys = keys;
        this.state = state;
    }

    /** Makes a key known. */
    public void addKey(String secretId, String secretKey) {
        keys.add(new CloudKey(secretId, secretKey, null, null));
    }

    /** Makes temporary credentials known, which are right with their token only and until their end. */
    public void addTemporaryKey(String secretId, String secretKey, String token, Instant end) {
        keys.add(new CloudKey(secretId, secretKey, token, end));
    }

    /** Forgets a key, as if somebody had deleted it. */
    public void removeKey(String secretId) {
        keys.remove(secretId);
    }

    /** Ends all temporary credentials at once; calls with them are refused with AuthFailure.TokenFailure. */
    public void endTemporaryKeys() {
        keys.endTemporary();
    }

    /** How many items a paged action has, such as "cvm/DescribeInstances"; they are made up as they are asked for. */
    public void items(String operation, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count must not be negative");
        }
        state.items(operation, Long.valueOf(count));
    }

    /** Gives an action, such as "cls/SearchLog", this JSON object as the content of {@code Response}. */
    public void answer(String operation, String json) {
        ObjectNode response = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (response == null) {
            throw new IllegalArgumentException("an answer must be a JSON object");
        }
        state.answer(operation, response);
    }

    /** How many events with content a chat streams, and how far they are apart. */
    public void stream(int events, Duration apart) {
        check(events);
        state.chat(new ChatPlan(events, apart.toMillis(), null, null));
    }

    /** Lets a chat end in an error event after so many events with content. */
    public void failingStream(int events, Duration apart, String code, String message) {
        check(events);
        state.chat(new ChatPlan(events, apart.toMillis(), code, message));
    }

    /**
     * The same from JSON: {@code {"items":{"cvm/DescribeInstances":1000000},"answers":{"cls/SearchLog":{}},
     * "stream":{"events":5,"delay":20,"code":"InternalError","message":"…"}}}, each part optional.
     */
    public void apply(String json) {
        ObjectNode wanted = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (wanted == null) {
            throw new IllegalArgumentException("a JSON object with items, answers, stream is wanted");
        }
        wanted.fieldNames().forEachRemaining(name -> {
            if (!Set.of("items", "answers", "stream").contains(name)) {
                throw new IllegalArgumentException("unknown key \"" + name + "\"");
            }
        });
        wanted.path("items")
                .properties()
                .forEach(item -> items(item.getKey(), item.getValue().asLong(-1)));
        wanted.path("answers")
                .properties()
                .forEach(answer -> answer(answer.getKey(), answer.getValue().toString()));
        JsonNode stream = wanted.path("stream");
        if (stream.isObject()) {
            int events = stream.path("events").asInt(ChatPlan.DEFAULT.events());
            Duration apart = Duration.ofMillis(stream.path("delay").asLong(0));
            if (stream.has("code")) {
                failingStream(
                        events,
                        apart,
                        stream.path("code").asText(),
                        stream.path("message").asText());
            } else {
                stream(events, apart);
            }
        }
    }

    private static void check(int events) {
        if (events < 0 || events > MOST_EVENTS) {
            throw new IllegalArgumentException("events must be from 0 to " + MOST_EVENTS);
        }
    }
}
