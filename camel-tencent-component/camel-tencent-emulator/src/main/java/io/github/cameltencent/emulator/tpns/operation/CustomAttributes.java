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
package io.github.cameltencent.emulator.tpns.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.tpns.request.AnswerStyle;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /v3/device/set_custom_attribute}. Keys that start with "unknown" count as unknown to the console. */
public final class CustomAttributes implements TpnsOperation {

    private static final int BYTES = 50;

    @Override
    public Answer run(TpnsCall call) {
        long command = TpnsRequestFields.integer(call.body(), "cmd");
        if (command < 1 || command > 5) {
            throw TpnsErrorException.invalid(
                    "cmd", "must be from 1 to 5", call.body().get("cmd"));
        }
        String token = TpnsRequestFields.text(call.body(), "token");
        if (!call.state().isDevice(token)) {
            throw new TpnsErrorException(TpnsErrorException.BAD_TOKEN, "invalid token");
        }
        Map<String, String> given = command <= 3 ? given(call.body()) : Map.of();
        List<String> invalid = new ArrayList<>();
        return call.state().locked(() -> {
            Map<String, String> own = call.state().attributes.computeIfAbsent(token, unused -> new LinkedHashMap<>());
            given.forEach((key, value) -> {
                if (key.startsWith("unknown")) {
                    invalid.add(key);
                } else if (command == 3) {
                    own.remove(key);
                } else if (own.size() < 100 || own.containsKey(key)) {
                    own.put(key, value);
                } else {
                    invalid.add(key);
                }
            });
            if (command == 4) {
                own.clear();
            }
            ObjectNode answer = call.style().body(call.seq(), "0", "");
            invalid.forEach(answer.putArray("invalidAttribute")::add);
            if (command == 5) {
                own.forEach(answer.putObject("attributeInfo").putObject("attributeMap")::put);
            }
            return AnswerStyle.success(answer, List.of(), List.of(token));
        });
    }

    private static Map<String, String> given(ObjectNode body) {
        ObjectNode map = TpnsRequestFields.object(TpnsRequestFields.object(body, "attributeInfo"), "attributeMap");
        Map<String, String> given = new LinkedHashMap<>();
        map.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isTextual() || tooLong(entry.getKey()) || tooLong(value.textValue())) {
                throw TpnsErrorException.invalid("attributeMap", "must hold strings of at most 50 bytes");
            }
            given.put(entry.getKey(), value.textValue());
        });
        return given;
    }

    private static boolean tooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > BYTES;
    }
}
