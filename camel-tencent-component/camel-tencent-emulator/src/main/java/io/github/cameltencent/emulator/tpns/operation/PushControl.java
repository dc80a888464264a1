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
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.state.AcceptedPushes;
import java.util.List;

/** Stops, revokes or cancels a push. */
public final class PushControl implements TpnsOperation {

    private final String becomes;

    public PushControl(String becomes) {
        this.becomes = becomes;
    }

    @Override
    public Answer run(TpnsCall call) {
        // the manual's tables say pushId, its samples pushid
        JsonNode id = call.body().has("pushId")
                ? call.body().get("pushId")
                : call.body().path("pushid");
        if (!id.isValueNode() || id.asText().isEmpty()) {
            throw TpnsErrorException.missing("pushId");
        }
        if (call.app().ios() && becomes.equals("PUSH_FINISHED")) {
            throw TpnsErrorException.invalid("stop_push_msg", "is for Android only");
        }
        return call.state().locked(() -> {
            AcceptedPushes.Push push = call.state().pushes.get(id.asText());
            if (becomes.equals("PUSH_CANCELED") && !push.statusAt(call.now()).equals("PUSH_WAIT")) {
                throw TpnsErrorException.invalid("pushId", "is not a timed push that is still pending");
            }
            push.status = becomes;
            Decision decision = new Decision(true, "0", "", List.of(push.id), List.of());
            return Answer.json(call.style().body(call.seq(), "0", ""), decision);
        });
    }
}
