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
import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.cloud.request.Parameters;
import io.github.cameltencent.emulator.cloud.request.UniqueIdGenerator;
import io.github.cameltencent.emulator.engine.ChunkedBody;
import io.github.cameltencent.emulator.engine.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A chat model that answers with numbered words, as one answer or as server-sent events. */
final class ChatActions {

    private final Supplier<ChatStreamSettings> plan;
    private final UniqueIdGenerator ids;

    ChatActions(Supplier<ChatStreamSettings> plan, UniqueIdGenerator ids) {
        this.plan = plan;
        this.ids = ids;
    }

    CloudResult completions(CloudContext context) {
        Parameters parameters = context.parameters();
        parameters.required("Model");
        if (parameters.get("Messages").isEmpty()) {
            throw CloudErrorException.missing("Messages");
        }
        ChatStreamSettings current = plan.get();
        String id = ids.requestId();
        long created = context.now().getEpochSecond();
        return parameters.flag("Stream") ? streamed(current, id, created) : whole(current, id, created);
    }

    private static CloudResult streamed(ChatStreamSettings plan, String id, long created) {
        return CloudResult.stream(
                new ChunkedBody(plan.events() + 1, number -> event(plan, number, id, created), plan.intervalMillis()));
    }

    private static byte[] event(ChatStreamSettings plan, int number, String id, long created) {
        ObjectNode data = Json.object();
        boolean last = number == plan.events();
        if (last && plan.errorCode() != null) {
            data.putObject("ErrorMsg").put("Msg", plan.errorMessage()).put("Code", plan.errorCode());
        } else {
            data.put("Id", id).put("Created", created);
            ObjectNode choice = data.putArray("Choices").addObject().put("Index", 0);
            choice.putObject("Delta").put("Role", "assistant").put("Content", last ? "" : word(number));
            choice.put("FinishReason", last ? "stop" : "");
            usage(data, number);
        }
        return ("data: " + new String(Json.bytes(data), StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static CloudResult whole(ChatStreamSettings plan, String id, long created) {
        if (plan.errorCode() != null) {
            throw new CloudErrorException(plan.errorCode(), plan.errorMessage());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < plan.events(); i++) {
            text.append(word(i));
        }
        ObjectNode body = Json.object().put("Id", id).put("Created", created);
        ObjectNode choice = body.putArray("Choices").addObject().put("Index", 0).put("FinishReason", "stop");
        choice.putObject("Message").put("Role", "assistant").put("Content", text.toString());
        usage(body, plan.events());
        return CloudResult.of(body);
    }

    private static void usage(ObjectNode into, int words) {
        into.putObject("Usage")
                .put("PromptTokens", 1)
                .put("CompletionTokens", words)
                .put("TotalTokens", words + 1);
    }

    private static String word(int number) {
        return "word" + number + ' ';
    }
}
