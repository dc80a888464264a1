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

import io.github.cameltencent.birdtalk.protocol.FriendOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupMember;
import io.github.cameltencent.birdtalk.protocol.GroupOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.util.TreeMap;

/** The operations on a user or group by id, limited in number; the oldest are dropped. */
public final class OperationLog {

    private static final int MAX = 10_000;
    private static final int PAGE = 100;
    private static final String DONE = "accept";

    private final TreeMap<Long, Operation> operations = new TreeMap<>();

    /** Logs for both users that one follows the other. */
    public static void followed(ChatUser who, ChatUser whom, FriendOpResult.Builder result) {
        FriendOpResult kept = FriendOpResult.newBuilder()
                .setOperation(UserOperationType.AddFriend)
                .setResult(DONE)
                .setMsgId(result.getMsgId())
                .setSendId(result.getSendId())
                .setUser(UserInfo.newBuilder().setUserId(who.id))
                .addUsers(UserInfo.newBuilder().setUserId(whom.id))
                .build();
        who.operations.add(kept.getMsgId(), new Operation(kept, null));
        whom.operations.add(kept.getMsgId(), new Operation(kept, null));
    }

    /** Logs for both users that one invited the other into a group. */
    public static void invited(ChatUser who, ChatUser whom, long groupId, GroupOpResult.Builder result) {
        GroupOpResult kept = entry(GroupOperationType.GroupInviteRequest, who.id, groupId, result)
                .addMembers(GroupMember.newBuilder().setUserId(whom.id))
                .build();
        who.operations.add(kept.getMsgId(), new Operation(null, kept));
        whom.operations.add(kept.getMsgId(), new Operation(null, kept));
    }

    /** Logs a change of a group. The real server stores most of the fields wrongly; so does this. */
    public static void changed(ChatGroup group, GroupOpResult.Builder result) {
        long who = result.getMembersCount() > 0
                ? result.getMembers(0).getUserId()
                : result.getReqMem().getUserId();
        GroupOpResult kept =
                switch (result.getOperation()) {
                    case GroupJoinAnswer, GroupSetInfo ->
                        entry(GroupOperationType.GroupJoinRequest, who, group.id, result)
                                .build();
                    default -> GroupOpResult.getDefaultInstance();
                };
        group.operations.add(result.getMsgId(), new Operation(null, kept));
    }

    private static GroupOpResult.Builder entry(
            GroupOperationType operation, long who, long groupId, GroupOpResult.Builder result) {
        return GroupOpResult.newBuilder()
                .setOperation(operation)
                .setResult(DONE)
                .setMsgId(result.getMsgId())
                .setSendId(result.getSendId())
                .setReqMem(GroupMember.newBuilder().setUserId(who))
                .setGroup(GroupInfo.newBuilder().setGroupId(groupId));
    }

    private void add(long id, Operation operation) {
        operations.put(id, operation);
        if (operations.size() > MAX) {
            operations.pollFirstEntry();
        }
    }

    /** Writes a page of operations, starting at an id. */
    public void page(long littleId, MsgQueryResult.Builder into) {
        operations.tailMap(littleId, true).values().stream().limit(PAGE).forEach(operation -> {
            if (operation.friend != null) {
                into.addFriendOpRetList(operation.friend);
            } else {
                into.addGroupOpRetList(operation.group);
            }
        });
    }

    private record Operation(FriendOpResult friend, GroupOpResult group) {}
}
