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
package io.github.cameltencent.emulator.chat.state;

import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A group with its members and messages. */
public final class ChatGroup {

    public static final String OWNER = "ou";
    public static final String ADMIN = "au";
    public static final String MEMBER = "u";

    public final long id;
    public String name = "";
    String type = "chat";
    public List<String> tags = new ArrayList<>();
    public final Map<String, String> params =
            new LinkedHashMap<>(Map.of("visibility", "public", "jointype", "direct", "brief", "", "icon", ""));
    /** The members with their roles. */
    public final TreeMap<Long, String> roles = new TreeMap<>();

    public final Map<Long, String> nicks = new LinkedHashMap<>();
    public final ChatHistory history = new ChatHistory();
    public final OperationLog operations = new OperationLog();

    ChatGroup(long id) {
        this.id = id;
    }

    public boolean isOwner(long userId) {
        return OWNER.equals(roles.get(userId));
    }

    public boolean isAdmin(long userId) {
        return isOwner(userId) || ADMIN.equals(roles.get(userId));
    }

    public void update(GroupInfo from) {
        if (!from.getGroupName().isEmpty()) {
            name = from.getGroupName();
        }
        if (from.getTagsCount() > 0) {
            tags = List.copyOf(from.getTagsList());
        }
        if (!from.getGroupType().isEmpty()) {
            type = from.getGroupType();
        }
        params.putAll(from.getParamsMap());
    }

    public GroupInfo info() {
        Map<String, String> shown = new LinkedHashMap<>(params);
        shown.remove("joinanswer");
        return GroupInfo.newBuilder()
                .setGroupId(id)
                .setGroupName(name)
                .addAllTags(tags)
                .setGroupType(type)
                .putAllParams(shown)
                .build();
    }

    public GroupMember member(long userId, String defaultValue) {
        return GroupMember.newBuilder()
                .setUserId(userId)
                .setGroupId(id)
                .setRole(roles.getOrDefault(userId, "-"))
                .setNick(nicks.getOrDefault(userId, defaultValue))
                .build();
    }
}
