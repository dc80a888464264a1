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
package io.github.cameltencent.emulator.im.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A server's answer to a callback.
 *
 * @param status the HTTP status
 * @param time the time from sending to the end of the answer
 */
public record ImCallbackAnswer(int status, String body, Duration time) {

    /** The body as a JSON object; an empty object if it is not one. */
    public ObjectNode json() {
        ObjectNode object = Json.objectOrNull(body.getBytes(StandardCharsets.UTF_8));
        return object == null ? Json.object() : object;
    }
}
