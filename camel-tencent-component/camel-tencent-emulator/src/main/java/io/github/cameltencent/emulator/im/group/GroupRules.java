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
package io.github.cameltencent.emulator.im.group;

import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImRefusal;
import io.github.cameltencent.emulator.im.state.Group;
import java.util.Map;
import java.util.Set;

/** What the commands about groups have in common. */
final class GroupRules {

    static final int PARAMETER = 10004;
    static final int TOO_MANY = 10005;
    static final int NO_GROUP = 10010;
    static final int UNKNOWN_USER = 10019;
    static final int MOST_MEMBERS = 300;
    static final Set<String> TYPES = Set.of("Public", "Work", "Meeting", "AVChatRoom", "Community");

    /** Names that types had before. */
    static final Map<String, String> OLDER = Map.of("Private", "Work", "ChatRoom", "Meeting");

    private GroupRules() {}

    /** The group that a call names. */
    static Group group(ImCall call) {
        String id = ImFields.text(call.body(), "GroupId", PARAMETER);
        Group group = call.state().groups.find(id);
        if (group == null) {
            throw new ImRefusal(NO_GROUP, "no group " + id);
        }
        return group;
    }

    /** A type by its present name; what was never one stays as it is. */
    static String type(String name) {
        return OLDER.getOrDefault(name, name);
    }

    static String user(ImCall call, String name) {
        String user = ImFields.text(call.body(), name, PARAMETER);
        if (!call.state().users.exists(user)) {
            throw new ImRefusal(UNKNOWN_USER, name + " " + user + " is no account");
        }
        return user;
    }
}
