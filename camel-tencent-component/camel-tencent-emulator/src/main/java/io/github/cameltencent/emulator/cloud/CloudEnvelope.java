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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.cloud.action.CloudResult;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.signing.CloudAuthenticationException;
import io.github.cameltencent.emulator.cloud.signing.LegacyErrorCode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Json;
import java.util.List;
import java.util.Map;

/** Builds the envelopes of answers, always with status 200 and a request id. */
final class CloudEnvelope {

    private static final String TYPE = "application/json";
    private static final String ID_HEADER = "X-TC-RequestId";

    private CloudEnvelope() {}

    static Answer success(ReceivedCloudCall call, CloudResult result) {
        // a call that created nothing is recorded by its request id, so that both sides can be compared
        List<String> ids = result.ids().isEmpty() ? List.of(call.requestId) : result.ids();
        Decision decision = new Decision(true, "0", "", ids, List.of());
        if (result.events() != null) {
            return Answer.stream("text/event-stream", result.events(), headers(call), decision);
        }
        ObjectNode envelope = Json.object();
        if (call.isFlat()) {
            envelope.put("code", 0).put("message", "").put("codeDesc", "Success");
            envelope.setAll(result.body());
        } else {
            ObjectNode response = envelope.putObject("Response");
            response.setAll(result.body());
            response.put("RequestId", call.requestId);
        }
        return answer(call, envelope, decision);
    }

    static Answer refusal(ReceivedCloudCall call, String code, String message) {
        ObjectNode envelope = Json.object();
        String shown = code;
        if (call.isFlat()) {
            LegacyErrorCode old = LegacyErrorCode.of(code);
            shown = Integer.toString(old.number());
            envelope.put("code", old.number()).put("message", message).put("codeDesc", old.name());
        } else {
            if (call.old && code.equals(CloudAuthenticationException.SIGNATURE)) {
                shown = "InvalidParameter.SignatureFailure";
            }
            ObjectNode response = envelope.putObject("Response");
            response.putObject("Error").put("Code", shown).put("Message", message);
            response.put("RequestId", call.requestId);
        }
        return answer(call, envelope, Decision.refused(shown, message));
    }

    private static Answer answer(ReceivedCloudCall call, ObjectNode envelope, Decision decision) {
        return new Answer(200, TYPE, Json.bytes(envelope), headers(call), decision);
    }

    private static Map<String, String> headers(ReceivedCloudCall call) {
        return Map.of(ID_HEADER, call.requestId);
    }
}
