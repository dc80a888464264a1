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
package io.github.cameltencent.emulator.im;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.request.ImCommandResult;

/** Builds the envelope of answers, always with HTTP status 200. */
final class ImEnvelope {

    private ImEnvelope() {}

    static Answer success(ImCommandResult result) {
        ObjectNode body = head(result.status(), result.code(), result.code() == 0 ? "" : result.note());
        body.setAll(result.fields());
        String code = Integer.toString(result.code());
        Decision decision = new Decision(result.code() == 0, code, result.note(), result.ids(), result.targets());
        return Answer.json(body, decision);
    }

    static Answer refusal(int code, String message) {
        return Answer.json(head("FAIL", code, message), Decision.refused(Integer.toString(code), message));
    }

    private static ObjectNode head(String status, int code, String message) {
        return Json.object()
                .put("ActionStatus", status)
                .put("ErrorInfo", message)
                .put("ErrorCode", code);
    }
}
