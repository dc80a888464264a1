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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.tpns.request.AnswerStyle;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import io.github.cameltencent.emulator.tpns.state.AcceptedPushes;
import io.github.cameltencent.emulator.tpns.state.PushRequest;
import io.github.cameltencent.emulator.tpns.state.TpnsState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /v3/push/app}: checks the request and accepts the push. */
public final class PushApp implements TpnsOperation {

    private static final Set<String> AUDIENCES = Set.of(
            "all",
            "tag",
            "token",
            "token_list",
            "account",
            "account_list",
            "package_account_push",
            "package_token_push");
    private static final Set<String> BROADCASTS = Set.of("all", "tag", "package_account_push", "package_token_push");

    @Override
    public Answer run(TpnsCall call) {
        ObjectNode body = call.body();
        String audience = TpnsRequestFields.oneOf(body, "audience_type", AUDIENCES);
        String messageType = TpnsRequestFields.oneOf(body, "message_type", Set.of("notify", "message"));
        ObjectNode message = TpnsRequestFields.object(body, "message");
        if (call.app().ios()) {
            TpnsRequestFields.oneOf(body, "environment", Set.of("product", "dev"));
        }
        TpnsMessageRules.check(
                call.http().body().length, message, messageType, call.app().ios());
        OptionRules.check(body, message, call.app().ios());
        Instant due = TimingRules.due(body, audience, call.now());
        int loops = TimingRules.loops(body, audience, call.now());
        AudienceRules.Targets targets = AudienceRules.targets(call, audience);
        if (targets.accepted().isEmpty()) {
            return nobody(call, targets.invalid());
        }
        PushRequest request = new PushRequest(
                audience,
                messageType,
                message,
                targets.accepted(),
                targets.invalid(),
                TpnsRequestFields.textOr(body, "plan_id", TpnsRequestFields.textOr(body, "group_id", "")));
        return call.state().locked(() -> accept(call, request, due, loops));
    }

    private static Answer nobody(TpnsCall call, List<String> invalid) {
        String words = "invalid token";
        ObjectNode answer = call.style().body(call.seq(), TpnsErrorException.INVALID_TOKEN, words);
        invalid.forEach(answer.putArray("invalid_targe_list")::add);
        return Answer.json(answer, Decision.refused(TpnsErrorException.INVALID_TOKEN, words));
    }

    private static Answer accept(TpnsCall call, PushRequest request, Instant due, int loops) {
        TpnsState state = call.state();
        if (BROADCASTS.contains(request.audience())) {
            state.broadcasts.admit(call.body(), !request.audience().equals("package_token_push"), call.now());
        }
        List<String> ids = new ArrayList<>(Math.max(1, loops));
        for (int i = 0; i < Math.max(1, loops); i++) {
            String id = state.nextPushId();
            ids.add(id);
            state.pushes.add(new AcceptedPushes.Push(id, call.now(), due, request));
        }
        ObjectNode answer = call.style().body(call.seq(), "0", "");
        if (loops > 0) {
            ids.forEach(answer.putArray("push_id")::add);
        } else {
            answer.put("push_id", ids.get(0));
        }
        if (call.app().ios()) {
            answer.put("environment", call.body().path("environment").asText());
        }
        answer.put("result", "[0]");
        if (call.body().path("ignore_invalid_token").asInt() == 1) {
            ArrayNode invalid = answer.putArray("invalid_targe_list");
            request.invalid().forEach(invalid::add);
        }
        return AnswerStyle.success(answer, List.copyOf(ids), request.targets());
    }
}
