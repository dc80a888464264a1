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
package io.github.cameltencent.emulator.chat.handler;

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.GroupMember;
import io.github.cameltencent.birdtalk.protocol.GroupOpReq;
import io.github.cameltencent.birdtalk.protocol.GroupOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatGroup;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.OperationLog;
import io.github.cameltencent.emulator.chat.state.ServerCrashException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Handles group operations: create, invite, join, leave, administer. */
public final class GroupHandler {

    private static final int PAGE = 100;

    private final ChatServerState state;

    public GroupHandler(ChatServerState state) {
        this.state = state;
    }

    public void operate(ChatClient from, GroupOpReq request) throws ChatErrorException {
        long own = from.userId;
        switch (request.getOperation()) {
            case GroupInviteAnswer -> throw new ServerCrashException("GroupInviteAnswer as groupOp");
            case GroupJoinAnswer -> throw new ChatErrorException(14, "group info is null");
            case GroupCreate -> create(own, request);
            case GroupSearch -> search(from, request);
            case GroupListIn -> listIn(from, request);
            default -> {
                ChatGroup group = state.groups.get(request.getGroup().getGroupId());
                if (group == null) {
                    throw new ChatErrorException(14, "group info id is wrong");
                }
                inGroup(from, group, request);
            }
        }
    }

    private void inGroup(ChatClient from, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        long own = from.userId;
        switch (request.getOperation()) {
            case GroupDissolve -> {
                owner(group, own);
                state.groups.remove(group.id);
                deliver(
                        new TreeSet<>(group.roles.keySet()),
                        result(request, own, "").setGroup(request.getGroup()));
            }
            case GroupSetInfo -> {
                admin(group, own);
                group.update(request.getGroup());
                deliver(group, result(request, own, ""));
            }
            case GroupKickMember -> {
                admin(group, own);
                some(request).forEach(member -> group.roles.remove(member.getUserId()));
                deliver(group, result(request, own, "").addAllMembers(request.getMembersList()));
            }
            case GroupInviteRequest -> invite(from, group, request);
            case GroupJoinRequest -> join(own, group, request);
            case GroupQuit -> quit(own, group, request);
            case GroupAddAdmin, GroupDelAdmin -> admins(own, group, request);
            case GroupTransferOwner -> transfer(own, group, request);
            case GroupSetMemberInfo -> nick(own, group, request);
            case GroupSearchMember -> members(from, group, request);
            default -> throw new ChatErrorException(14, "unknown operation");
        }
    }

    private void create(long own, GroupOpReq request) {
        ChatGroup group = state.addGroup();
        group.update(request.getGroup());
        group.roles.put(own, ChatGroup.OWNER);
        for (GroupMember member : request.getMembersList()) {
            if (!state.clients(member.getUserId()).isEmpty()) {
                group.roles.putIfAbsent(member.getUserId(), ChatGroup.MEMBER);
            }
        }
        GroupOpResult.Builder result = result(request, own, "").addAllMembers(request.getMembersList());
        if (!request.hasReqMem()) {
            result.clearReqMem();
        }
        deliver(group, result);
    }

    private void invite(ChatClient from, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        if ("private".equals(group.params.get("visibility"))) {
            admin(group, from.userId);
        }
        for (GroupMember member : some(request)) {
            if (state.users.containsKey(member.getUserId())) {
                group.roles.putIfAbsent(member.getUserId(), ChatGroup.MEMBER);
                GroupOpResult.Builder result = result(request, from.userId, "invite ok")
                        .setOperation(GroupOperationType.GroupJoinAnswer)
                        .addMembers(member);
                OperationLog.invited(
                        state.users.get(from.userId), state.users.get(member.getUserId()), group.id, result);
                deliver(group, result);
            }
        }
        from.send(message(result(request, from.userId, "group invitation")
                .setGroup(group.info())
                .setResult("invite ok")));
    }

    private void join(long own, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        if (group.roles.containsKey(own)) {
            throw new ChatErrorException(14, "already joined the group");
        }
        switch (group.params.getOrDefault("jointype", "direct")) {
            case "auth" -> throw new ServerCrashException("a request to join a group whose jointype is auth");
            case "question" ->
                throw new ChatErrorException(
                        14, "question", Map.of("question", group.params.getOrDefault("joinquestion", "")));
            case "direct" -> {
                group.roles.put(own, ChatGroup.MEMBER);
                deliver(
                        group,
                        result(request, own, "direct")
                                .setOperation(GroupOperationType.GroupJoinAnswer)
                                .addMembers(group.member(own, state.users.get(own).nick)));
            }
            default -> throw new ChatErrorException(16, "group can be joined by invitation only");
        }
    }

    private void quit(long own, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        if (group.isOwner(own)) {
            throw new ChatErrorException(16, "owner can not quit");
        }
        TreeSet<Long> recipients = new TreeSet<>(group.roles.keySet());
        group.roles.remove(own);
        GroupOpResult.Builder result = result(request, own, "notice");
        OperationLog.changed(group, result);
        deliver(recipients, result.setGroup(group.info()));
    }

    private void admins(long own, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        owner(group, own);
        boolean add = request.getOperation() == GroupOperationType.GroupAddAdmin;
        for (GroupMember member : some(request)) {
            if (!group.isOwner(member.getUserId())) {
                group.roles.computeIfPresent(
                        member.getUserId(), (id, role) -> add ? ChatGroup.ADMIN : ChatGroup.MEMBER);
            }
        }
        deliver(group, result(request, own, "").addAllMembers(request.getMembersList()));
    }

    private void transfer(long own, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        if (!group.isOwner(own)) {
            throw new ChatErrorException(16, "you are not owner");
        }
        long next = some(request).get(0).getUserId();
        if (!group.roles.containsKey(next)) {
            throw new ChatErrorException(14, "new owner is not a member of the group");
        }
        group.roles.put(own, ChatGroup.MEMBER);
        group.roles.put(next, ChatGroup.OWNER);
        deliver(group, result(request, own, "change owner").addAllMembers(request.getMembersList()));
    }

    private void nick(long own, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        member(group, own);
        String nick = request.getParamsOrDefault("nick", "");
        if (nick.isEmpty()) {
            throw new ChatErrorException(14, "must have a nick in msg params");
        }
        group.nicks.put(own, nick);
        deliver(
                group,
                result(request, own, "update nick")
                        .setOperation(GroupOperationType.GroupSetInfo)
                        .setReqMem(group.member(own, nick)));
    }

    private void members(ChatClient from, ChatGroup group, GroupOpReq request) throws ChatErrorException {
        member(group, from.userId);
        GroupOpResult.Builder result = result(request, from.userId, "find some").setGroup(group.info());
        group.roles.keySet().stream()
                .limit(PAGE)
                .forEach(id -> result.addMembers(group.member(id, state.users.get(id).nick)));
        from.send(message(result));
    }

    private void search(ChatClient from, GroupOpReq request) throws ChatErrorException {
        String keyword = request.getParamsOrDefault("keyword", "");
        if (keyword.isEmpty()) {
            throw new ChatErrorException(14, "must have a keyword in msg params");
        }
        GroupOpResult.Builder result = result(request, from.userId, "find it");
        state.groups.values().stream()
                .filter(group -> keyword.equals(Long.toString(group.id))
                        || group.name.contains(keyword)
                        || group.tags.contains(keyword))
                .limit(PAGE)
                .forEach(group -> result.addGroups(group.info()));
        if (result.getGroupsCount() == 0) {
            result.setResult("fail").setDetail("not find by keyword");
        }
        from.send(message(result));
    }

    private void listIn(ChatClient from, GroupOpReq request) {
        GroupOpResult.Builder result = result(request, from.userId, "");
        state.groups.values().stream()
                .filter(group -> group.roles.containsKey(from.userId))
                .forEach(group -> result.addGroups(group.info()));
        from.send(message(result));
    }

    private static List<GroupMember> some(GroupOpReq request) throws ChatErrorException {
        if (request.getMembersCount() == 0) {
            throw new ChatErrorException(14, "must give out the users in members");
        }
        return request.getMembersList();
    }

    private static void owner(ChatGroup group, long userId) throws ChatErrorException {
        if (!group.isOwner(userId)) {
            throw new ChatErrorException(14, "you are not owner");
        }
    }

    private static void admin(ChatGroup group, long userId) throws ChatErrorException {
        if (!group.isAdmin(userId)) {
            throw new ChatErrorException(14, "you are not admin");
        }
    }

    private static void member(ChatGroup group, long userId) throws ChatErrorException {
        if (!group.roles.containsKey(userId)) {
            throw new ChatErrorException(16, "not a member");
        }
    }

    private GroupOpResult.Builder result(GroupOpReq request, long own, String detail) {
        GroupMember asked = request.hasReqMem()
                ? request.getReqMem()
                : GroupMember.newBuilder().setUserId(own).build();
        return GroupOpResult.newBuilder()
                .setOperation(request.getOperation())
                .setReqMem(asked)
                .setResult("ok")
                .setDetail(detail)
                .setSendId(request.getSendId())
                .setMsgId(state.nextId());
    }

    private Msg message(GroupOpResult.Builder result) {
        return state.message(ComMsgType.MsgTGroupOpRet, MsgPlain.newBuilder().setGroupOpRet(result));
    }

    private void deliver(ChatGroup group, GroupOpResult.Builder result) {
        OperationLog.changed(group, result);
        deliver(group.roles.keySet(), result.setGroup(group.info()));
    }

    private void deliver(Iterable<Long> members, GroupOpResult.Builder result) {
        Msg msg = message(result);
        for (long member : members) {
            state.deliver(member, null, msg);
        }
    }
}
