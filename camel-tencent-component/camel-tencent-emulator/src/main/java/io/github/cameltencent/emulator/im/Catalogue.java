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

import io.github.cameltencent.emulator.im.account.Accounts;
import io.github.cameltencent.emulator.im.command.ImLimits;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.group.GroupCommands;
import io.github.cameltencent.emulator.im.group.GroupMembers;
import io.github.cameltencent.emulator.im.group.GroupPosts;
import io.github.cameltencent.emulator.im.message.Chats;
import io.github.cameltencent.emulator.im.message.History;
import io.github.cameltencent.emulator.im.push.PushAttributes;
import io.github.cameltencent.emulator.im.push.PushTags;
import io.github.cameltencent.emulator.im.push.Pushes;
import io.github.cameltencent.emulator.im.request.ImRefusal;
import io.github.cameltencent.emulator.im.request.ImResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Which commands exist, how often each may be called, and what the emulator does for them. */
final class Catalogue {

    private static final String LIST = "/io/github/cameltencent/emulator/im-commands.txt";
    private static final int USUAL_RATE = 200;

    private final Map<String, Integer> rates = new HashMap<>();
    private final Map<String, ImOperation> operations = new HashMap<>();

    Catalogue(ImLimits limits) {
        read();
        Accounts.fill(operations::put);
        Chats.fill(operations::put);
        History.fill(operations::put);
        GroupCommands.fill(operations::put);
        GroupMembers.fill(operations::put);
        GroupPosts.fill(operations::put);
        new Pushes(limits).fill(operations::put);
        PushTags.fill(operations::put);
        PushAttributes.fill(operations::put);
        operations.keySet().forEach(command -> rates.putIfAbsent(command, USUAL_RATE));
    }

    private void read() {
        try (InputStream in = Catalogue.class.getResourceAsStream(LIST)) {
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

    /** What a command does; commands that the emulator knows by name only are taken and do nothing. */
    ImOperation find(String operation) {
        if (!rates.containsKey(operation)) {
            throw new ImRefusal(ImRefusal.NO_COMMAND, "no such command: " + operation);
        }
        return operations.getOrDefault(operation, call -> ImResult.empty());
    }

    int rate(String operation) {
        return rates.get(operation);
    }
}
