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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.tpns.request.AnswerStyle;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import io.github.cameltencent.emulator.tpns.state.TpnsState;
import java.time.Instant;

/** An authenticated request to an operation. */
public record TpnsCall(Call http, TpnsApp app, TpnsState state, ObjectNode body, AnswerStyle style) {

    Instant now() {
        return http.received();
    }

    /** The sequence number that the answer echoes; 0 if none was sent. */
    public long seq() {
        return body.path("seq").asLong(0);
    }

    String path() {
        return http.path();
    }
}
