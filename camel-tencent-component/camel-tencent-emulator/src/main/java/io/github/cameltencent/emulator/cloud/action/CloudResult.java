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
package io.github.cameltencent.emulator.cloud.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.ChunkedBody;
import io.github.cameltencent.emulator.engine.Json;
import java.util.List;

/**
 * The result of an action.
 *
 * @param body the content of the envelope
 * @param ids the created ids, for the record
 * @param events the events of a streamed answer, or null
 */
public record CloudResult(ObjectNode body, List<String> ids, ChunkedBody events) {

    public static CloudResult of(ObjectNode body) {
        return new CloudResult(body, List.of(), null);
    }

    public static CloudResult of(ObjectNode body, List<String> ids) {
        return new CloudResult(body, List.copyOf(ids), null);
    }

    static CloudResult stream(ChunkedBody events) {
        return new CloudResult(Json.object(), List.of(), events);
    }

    public static CloudResult empty() {
        return of(Json.object());
    }
}
