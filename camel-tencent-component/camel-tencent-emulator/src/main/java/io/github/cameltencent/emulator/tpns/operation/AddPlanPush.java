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
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.tpns.request.AnswerStyle;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import java.util.List;

/** {@code /v3/push/plan/add_plan_push}. */
public final class AddPlanPush implements TpnsOperation {

    private static final int CALLS_A_DAY = 200;

    @Override
    public Answer run(TpnsCall call) {
        String name = TpnsRequestFields.limited(call.body(), "planName", 60);
        String description = TpnsRequestFields.limited(call.body(), "planDescribe", 300);
        return call.state().locked(() -> {
            call.state().quotas.acquire(call.path(), CALLS_A_DAY, 86_400, call.now());
            String id = call.state().nextPushId();
            call.state().plans.put(id, name);
            ObjectNode answer = call.style().body(call.seq(), "0", "");
            answer.putObject("result")
                    .put("planId", id)
                    .put("planName", name)
                    .put("planDescribe", description)
                    .put("planPushSource", "API")
                    .put("createdAt", call.now().getEpochSecond())
                    .put("updateAt", call.now().getEpochSecond());
            return AnswerStyle.success(answer, List.of(id), List.of());
        });
    }
}
