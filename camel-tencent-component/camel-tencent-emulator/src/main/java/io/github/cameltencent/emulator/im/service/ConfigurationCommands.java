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
package io.github.cameltencent.emulator.im.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import java.util.List;
import java.util.function.BiConsumer;

/** The commands for the application: muted users, figures, file addresses. */
public final class ConfigurationCommands {

    private static final int PARAMETER = ImErrorException.ACCOUNT_PARAMETER;

    private ConfigurationCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept("openconfigsvr/setnospeaking", ConfigurationCommands::silence);
        commands.accept("openconfigsvr/getnospeaking", ConfigurationCommands::silenced);
        commands.accept("openconfigsvr/getappinfo", ConfigurationCommands::figures);
        commands.accept("open_msg_svc/get_history", call -> lists("File"));
        commands.accept("ConfigSvc/GetIPList", call -> lists("IPList"));
        commands.accept("im_cos_msg/get_cos_sig", ConfigurationCommands::links);
    }

    private static ImCommandResult lists(String name) {
        ObjectNode answer = Json.object();
        answer.putArray(name);
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult silence(ImCall call) {
        String user = ImFields.text(call.body(), "Set_Account", PARAMETER);
        long[] before = call.state().services.silenced.getOrDefault(user, new long[2]);
        call.state().services.silenced.put(user, new long[] {
            ImFields.uint32Or(call.body(), "C2CmsgNospeakingTime", before[0], PARAMETER),
            ImFields.uint32Or(call.body(), "GroupmsgNospeakingTime", before[1], PARAMETER)
        });
        return ImCommandResult.empty().targets(List.of(user));
    }

    private static ImCommandResult silenced(ImCall call) {
        String user = ImFields.text(call.body(), "Get_Account", PARAMETER);
        long[] seconds = call.state().services.silenced.getOrDefault(user, new long[2]);
        return ImCommandResult.of(
                Json.object().put("C2CmsgNospeakingTime", seconds[0]).put("GroupmsgNospeakingTime", seconds[1]));
    }

    private static ImCommandResult figures(ImCall call) {
        ObjectNode answer = Json.object();
        answer.putArray("Result")
                .addObject()
                .put("AppId", call.state().sdkAppId)
                .put("AppName", "emulated");
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult links(ImCall call) {
        ObjectNode answer = Json.object();
        var list = answer.putArray("PreSigURLs");
        for (ObjectNode requested : ImFields.objects(call.body(), "RawURLs", 100, PARAMETER, PARAMETER)) {
            list.addObject()
                    .put("Code", 0)
                    .put("Desc", "")
                    .put("ResourceID", requested.path("ResourceID").asInt())
                    .put("PreSigURL", requested.path("RawURL").asText())
                    .put("Status", 0);
        }
        return ImCommandResult.of(answer);
    }
}
