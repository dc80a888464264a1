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
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for robots: accounts with ids that start with {@code @RBT#}. */
public final class RobotCommands {

    private static final int PARAMETER = ImErrorException.ACCOUNT_PARAMETER;
    private static final int MAX = 10_000;
    private static final String START = "@RBT#";

    private static final Map<String, String> TAGS = Map.of(
            "Nick", "Tag_Profile_IM_Nick",
            "FaceUrl", "Tag_Profile_IM_Image",
            "SelfSignature", "Tag_Profile_IM_SelfSignature");

    private RobotCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "openim_robot_http_svc/";
        commands.accept(service + "create_robot", RobotCommands::create);
        commands.accept(service + "delete_robot", RobotCommands::delete);
        commands.accept(service + "get_all_robots", RobotCommands::list);
    }

    private static ImCommandResult create(ImCall call) {
        String robot = ImFields.text(call.body(), "UserID", PARAMETER);
        if (!robot.startsWith(START)) {
            throw new ImErrorException(PARAMETER, "UserID of a robot begins with " + START + ", not " + robot);
        }
        if (call.state().services.robots.size() >= MAX) {
            throw new ImErrorException(PARAMETER, "there are " + MAX + " robots already");
        }
        call.state().services.robots.add(robot);
        call.state().users.add(robot);
        TAGS.forEach((name, tag) -> {
            if (ImFields.has(call.body(), name)) {
                call.state().relations.profile(robot).put(tag, call.body().get(name));
            }
        });
        return ImCommandResult.empty().targets(List.of(robot));
    }

    private static ImCommandResult delete(ImCall call) {
        String robot = ImFields.text(call.body(), "Robot_Account", PARAMETER);
        if (!call.state().services.robots.remove(robot)) {
            throw new ImErrorException(ImErrorException.ACCOUNT_UNKNOWN, "no robot " + robot);
        }
        call.state().users.delete(robot);
        return ImCommandResult.empty().targets(List.of(robot));
    }

    private static ImCommandResult list(ImCall call) {
        ObjectNode answer = Json.object();
        call.state().services.robots.forEach(answer.putArray("Robot_Account")::add);
        return ImCommandResult.of(answer);
    }
}
