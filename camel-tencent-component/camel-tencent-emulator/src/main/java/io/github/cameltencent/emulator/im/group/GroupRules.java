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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.state.Group;
import java.util.Map;
import java.util.Set;

/** Checks shared by the group commands. */
final class GroupRules {

    static final int PARAMETER = 10004;
    static final int TOO_MANY = 10005;
    static final int NO_GROUP = 10010;
    static final int UNKNOWN_USER = 10019;
    static final int MAX_MEMBERS = 300;
    private static final int BAD_ID = 10004;
    private static final String OWN_ID = "@TGS#";
    private static final String COMMUNITY_ID = "@TGS#_";
    static final Set<String> TYPES = Set.of("Public", "Work", "Meeting", "AVChatRoom", "Community");

    /** The former names of group types. */
    static final Map<String, String> OLDER = Map.of("Private", "Work", "ChatRoom", "Meeting");

    private GroupRules() {}

    /** The group named by a call. */
    static Group group(ImCall call) {
        String id = ImFields.text(call.body(), "GroupId", PARAMETER);
        Group group = call.state().groups.find(id);
        if (group == null) {
            throw new ImErrorException(NO_GROUP, "no group " + id);
        }
        return group;
    }

    /** The current name of a type; unknown names are returned unchanged. */
    static String type(String name) {
        return OLDER.getOrDefault(name, name);
    }

    /** The role of a member in a list of members. */
    static String role(JsonNode member) {
        String role = ImFields.textOr(member, "Role", "Member", PARAMETER);
        if (!role.equals("Admin") && !role.equals("Member")) {
            throw new ImErrorException(PARAMETER, "Role must be Admin or Member, not " + role);
        }
        return role;
    }

    /** Refuses a custom id with the service's prefix; ids of communities must have theirs. */
    static void checkId(String id, String type) {
        boolean community = type.equals("Community");
        if (!id.isEmpty() && community && !id.startsWith(COMMUNITY_ID)) {
            throw new ImErrorException(BAD_ID, "GroupId of a community begins with " + COMMUNITY_ID + ", not " + id);
        }
        if (!community && id.startsWith(OWN_ID)) {
            throw new ImErrorException(BAD_ID, "GroupId must not begin with " + OWN_ID + ": " + id);
        }
    }

    static String user(ImCall call, String name) {
        String user = ImFields.text(call.body(), name, PARAMETER);
        if (!call.state().users.exists(user)) {
            throw new ImErrorException(UNKNOWN_USER, name + " " + user + " is no account");
        }
        return user;
    }
}
