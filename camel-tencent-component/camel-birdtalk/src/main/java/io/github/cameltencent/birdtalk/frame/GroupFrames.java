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
package io.github.cameltencent.birdtalk.frame;

import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupMember;
import io.github.cameltencent.birdtalk.protocol.GroupOpReq;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.List;
import java.util.Set;

/**
 * Builds the requests of one user about groups. Each contains the user id, since results go to all members and are
 * matched by it.
 */
public final class GroupFrames {

    private static final Set<GroupOperationType> ABOUT_MEMBERS = Set.of(
            GroupOperationType.GroupKickMember,
            GroupOperationType.GroupInviteRequest,
            GroupOperationType.GroupAddAdmin,
            GroupOperationType.GroupDelAdmin,
            GroupOperationType.GroupTransferOwner);
    private static final Set<GroupOperationType> ABOUT_THE_GROUP = Set.of(
            GroupOperationType.GroupDissolve, GroupOperationType.GroupQuit, GroupOperationType.GroupSearchMember);

    private final long ownId;

    public GroupFrames(long ownId) {
        this.ownId = FrameRules.positive(ownId, "the own user id");
    }

    public ChatFrame create(long now, long sendId, GroupInfo group, List<Long> members) {
        return frame(now, request(sendId, GroupOperationType.GroupCreate).setGroup(group), members);
    }

    /** Changes the fields that are set. */
    public ChatFrame setInfo(long now, long sendId, GroupInfo group) {
        FrameRules.positive(group.getGroupId(), "the id of the group");
        return frame(now, request(sendId, GroupOperationType.GroupSetInfo).setGroup(group), List.of());
    }

    /** Dissolves or leaves a group, or lists its members. */
    public ChatFrame about(long now, long sendId, GroupOperationType operation, long groupId) {
        known(ABOUT_THE_GROUP, operation);
        return frame(now, request(sendId, operation).setGroup(group(groupId)), List.of());
    }

    /** Removes or invites members, adds or removes administrators, or transfers the group. */
    public ChatFrame members(long now, long sendId, GroupOperationType operation, long groupId, List<Long> members) {
        known(ABOUT_MEMBERS, operation);
        if (members.isEmpty()) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.OPERATION, "At least one member is required");
        }
        return frame(now, request(sendId, operation).setGroup(group(groupId)), members);
    }

    /** Joins a group that was searched for before. */
    public ChatFrame join(long now, long sendId, GroupInfo asSearched, String info) {
        GroupOpReq.Builder request = request(sendId, GroupOperationType.GroupJoinRequest)
                .setGroup(group(asSearched.getGroupId()))
                .putParams("info", info);
        return ChatFrame.join(now, asSearched, MsgPlain.newBuilder().setGroupOp(request));
    }

    public ChatFrame setNick(long now, long sendId, long groupId, String nick) {
        GroupOpReq.Builder request = request(sendId, GroupOperationType.GroupSetMemberInfo)
                .setGroup(group(groupId))
                .putParams("nick", nick);
        return frame(now, request, List.of());
    }

    public ChatFrame search(long now, long sendId, String keyword) {
        GroupOpReq.Builder request =
                request(sendId, GroupOperationType.GroupSearch).putParams("keyword", keyword);
        return frame(now, request, List.of());
    }

    /** Lists the groups of the account. */
    public ChatFrame own(long now, long sendId) {
        return frame(now, request(sendId, GroupOperationType.GroupListIn), List.of());
    }

    private GroupOpReq.Builder request(long sendId, GroupOperationType operation) {
        return GroupOpReq.newBuilder()
                .setOperation(operation)
                .setReqMem(GroupMember.newBuilder().setUserId(ownId))
                .setSendId(FrameRules.positive(sendId, "the send id"));
    }

    private static GroupInfo.Builder group(long id) {
        return GroupInfo.newBuilder().setGroupId(FrameRules.positive(id, "the id of the group"));
    }

    private static ChatFrame frame(long now, GroupOpReq.Builder request, List<Long> members) {
        for (long member : members) {
            request.addMembers(GroupMember.newBuilder().setUserId(FrameRules.positive(member, "the id of the member")));
        }
        return ChatFrame.of(now, MsgPlain.newBuilder().setGroupOp(request));
    }

    private static void known(Set<GroupOperationType> these, GroupOperationType operation) {
        if (!these.contains(operation)) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.OPERATION, "Not an operation of this kind: " + operation);
        }
    }
}
