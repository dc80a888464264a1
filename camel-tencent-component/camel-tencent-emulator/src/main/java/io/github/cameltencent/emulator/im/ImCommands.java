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

import io.github.cameltencent.emulator.im.account.AccountCommands;
import io.github.cameltencent.emulator.im.command.ImLimits;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.group.GroupAttributeCommands;
import io.github.cameltencent.emulator.im.group.GroupBanCommands;
import io.github.cameltencent.emulator.im.group.GroupCommands;
import io.github.cameltencent.emulator.im.group.GroupImportCommands;
import io.github.cameltencent.emulator.im.group.GroupMemberCommands;
import io.github.cameltencent.emulator.im.group.GroupMessageCommands;
import io.github.cameltencent.emulator.im.group.TopicCommands;
import io.github.cameltencent.emulator.im.message.ContactGroupCommands;
import io.github.cameltencent.emulator.im.message.ConversationCommands;
import io.github.cameltencent.emulator.im.message.HistoryCommands;
import io.github.cameltencent.emulator.im.message.MessageCommands;
import io.github.cameltencent.emulator.im.message.MessageExtensionCommands;
import io.github.cameltencent.emulator.im.push.PushAttributeCommands;
import io.github.cameltencent.emulator.im.push.PushCommands;
import io.github.cameltencent.emulator.im.push.PushTagCommands;
import io.github.cameltencent.emulator.im.relation.BlackListCommands;
import io.github.cameltencent.emulator.im.relation.FollowCommands;
import io.github.cameltencent.emulator.im.relation.FriendCommands;
import io.github.cameltencent.emulator.im.relation.FriendGroupCommands;
import io.github.cameltencent.emulator.im.relation.ProfileCommands;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.service.AuditCommands;
import io.github.cameltencent.emulator.im.service.ConfigurationCommands;
import io.github.cameltencent.emulator.im.service.OfficialAccountCommands;
import io.github.cameltencent.emulator.im.service.RobotCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The known commands, their rate limits and their implementations. */
final class ImCommands {

    private static final String LIST = "/io/github/cameltencent/emulator/im-commands.txt";
    private static final int USUAL_RATE = 200;

    private final Map<String, Integer> rates = new HashMap<>();
    private final Map<String, ImOperation> operations = new HashMap<>();

    ImCommands(ImLimits limits) {
        read();
        AccountCommands.register(operations::put);
        MessageCommands.register(operations::put);
        HistoryCommands.register(operations::put);
        GroupCommands.register(operations::put);
        GroupMemberCommands.register(operations::put);
        GroupMessageCommands.register(operations::put);
        new PushCommands(limits).register(operations::put);
        PushTagCommands.register(operations::put);
        PushAttributeCommands.register(operations::put);
        MessageExtensionCommands.register(operations::put);
        ConversationCommands.register(operations::put);
        ContactGroupCommands.register(operations::put);
        GroupAttributeCommands.register(operations::put);
        GroupBanCommands.register(operations::put);
        GroupImportCommands.register(operations::put);
        TopicCommands.register(operations::put);
        FriendCommands.register(operations::put);
        FriendGroupCommands.register(operations::put);
        BlackListCommands.register(operations::put);
        FollowCommands.register(operations::put);
        ProfileCommands.register(operations::put);
        RobotCommands.register(operations::put);
        ConfigurationCommands.register(operations::put);
        AuditCommands.register(operations::put);
        OfficialAccountCommands.register(operations::put);
        operations.keySet().forEach(command -> rates.putIfAbsent(command, USUAL_RATE));
    }

    private void read() {
        try (InputStream in = ImCommands.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + LIST);
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(line -> rates.put(line[0], line.length > 1 ? Integer.parseInt(line[1]) : USUAL_RATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The implementation of a command; known commands without one are accepted without effect. */
    ImOperation find(String operation) {
        if (!rates.containsKey(operation)) {
            throw new ImErrorException(ImErrorException.NO_COMMAND, "no such command: " + operation);
        }
        return operations.getOrDefault(operation, call -> ImCommandResult.empty());
    }

    int rate(String operation) {
        return rates.get(operation);
    }
}
