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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.command.MessageCallbackDecision;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImMessageRules;
import io.github.cameltencent.emulator.im.request.ImQuery;
import io.github.cameltencent.emulator.im.state.Group;
import io.github.cameltencent.emulator.im.state.Group.Post;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The commands for group messages. */
public final class GroupMessageCommands {

    public static final String SEND = "group_open_http_svc/send_group_msg";
    private static final int PARAMETER = GroupRules.PARAMETER;
    private static final int FORBIDDEN = 10016;
    private static final int MUTED = 10017;
    private static final int NOT_A_MEMBER = 10007;
    private static final int NO_SUCH_POST = 10030;

    private GroupMessageCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "group_open_http_svc/";
        commands.accept(SEND, GroupMessageCommands::send);
        commands.accept(service + "send_group_system_notification", GroupMessageCommands::notification);
        commands.accept(service + "send_broadcast_msg", GroupMessageCommands::broadcast);
        commands.accept(service + "group_msg_recall", GroupMessageCommands::recall);
        commands.accept(service + "group_msg_get_simple", GroupMessageCommands::read);
        commands.accept("openim/modify_group_msg", GroupMessageCommands::modify);
        commands.accept(service + "get_group_msg_receipt", GroupMessageCommands::receipts);
        commands.accept(service + "get_group_msg_receipt_detail", GroupMessageCommands::readers);
    }

    private static Group check(ImCall call) {
        ObjectNode body = call.body();
        Group group = GroupRules.group(call);
        ImFields.uint32(body, "Random", PARAMETER);
        ImMessageRules.elements(body, ImMessageRules.GROUP_TOO_LARGE);
        ImMessageRules.options(body);
        String priority = ImFields.textOr(body, "MsgPriority", "Normal", PARAMETER);
        if (!Set.of("High", "Normal", "Low").contains(priority)) {
            throw new ImErrorException(PARAMETER, "MsgPriority must be High, Normal or Low");
        }
        ImFields.flag(body, "OnlineOnlyFlag", PARAMETER);
        ImFields.textsOr(body, "To_Account", 50, PARAMETER);
        String from = from(call);
        boolean stranger = !group.isLiveRoom() && group.role(from).equals("NotMember");
        if (stranger && !call.state().users.isAdministrator(from)) {
            throw new ImErrorException(NOT_A_MEMBER, from + " is not in the group");
        }
        Group.Member member = group.members.get(from);
        if (member != null && member.mutedUntil > call.seconds()) {
            throw new ImErrorException(MUTED, from + " is muted");
        }
        return group;
    }

    private static String from(ImCall call) {
        return ImFields.textOr(call.body(), "From_Account", call.identifier(), PARAMETER);
    }

    private static String repeatKey(ImCall call) {
        ObjectNode body = call.body();
        return body.path("GroupId").asText() + "\n" + from(call) + "\n"
                + body.path("Random").asText() + "\n" + body.path("MsgBody");
    }

    /** Whether a valid call repeats a message of the last 5 minutes. */
    public static boolean wouldRepeat(ImCall call) {
        check(call);
        return call.state().groups.posted.find(repeatKey(call), call.now()) != null;
    }

    private static ImCommandResult send(ImCall call) {
        Group group = check(call);
        Post before = call.state().groups.posted.find(repeatKey(call), call.now());
        if (before != null) {
            return answer(group, before).note("dropped: a repeat within 5 minutes");
        }
        call.hook().check(FORBIDDEN, 10_100, 10_200);
        if (call.hook().drops()) {
            ObjectNode answer = Json.object().put("MsgTime", call.seconds()).put("MsgSeq", 0);
            return ImCommandResult.of(answer).note("dropped by the callback before sending");
        }
        MessageCallbackDecision hook = call.hook();
        ArrayNode elements = hook.body() == null ? (ArrayNode) call.body().get("MsgBody") : hook.body();
        String custom =
                hook.custom() == null ? call.body().path("CloudCustomData").asText() : hook.custom();
        long random = call.body().get("Random").longValue();
        Post post = group.post(from(call), random, call.seconds(), elements, custom);
        call.state().groups.posted.keep(repeatKey(call), post, call.now());
        return answer(group, post);
    }

    private static ImCommandResult answer(Group group, Post post) {
        ObjectNode answer = Json.object().put("MsgTime", post.time).put("MsgSeq", post.seq);
        return ImCommandResult.of(answer).ids(group.id + "_" + post.seq).targets(List.of(group.id));
    }

    private static ImCommandResult notification(ImCall call) {
        Group group = GroupRules.group(call);
        ImFields.text(call.body(), "Content", PARAMETER);
        List<String> members = ImFields.textsOr(call.body(), "ToMembers_Account", 500, PARAMETER);
        return ImCommandResult.empty().targets(members.isEmpty() ? List.of(group.id) : members);
    }

    private static ImCommandResult broadcast(ImCall call) {
        ImFields.uint32(call.body(), "Random", PARAMETER);
        ImMessageRules.elements(call.body(), ImMessageRules.GROUP_TOO_LARGE);
        long seq = ++call.state().groups.broadcasts;
        return ImCommandResult.of(Json.object().put("MsgSeq", seq))
                .ids("broadcast_" + seq)
                .targets(List.of("*"));
    }

    private static ImCommandResult recall(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("RecallRetList");
        for (ObjectNode requested : ImFields.objects(call.body(), "MsgSeqList", 10, PARAMETER, PARAMETER)) {
            long seq = ImFields.uint32(requested, "MsgSeq", PARAMETER);
            Post post = group.posts.stream()
                    .filter(each -> each.seq == seq && !each.recalled)
                    .findFirst()
                    .orElse(null);
            if (post != null) {
                post.recalled = true;
            }
            results.addObject().put("MsgSeq", seq).put("RetCode", post == null ? NO_SUCH_POST : 0);
        }
        return ImCommandResult.of(answer).targets(List.of(group.id));
    }

    private static ImCommandResult modify(ImCall call) {
        Group group = GroupRules.group(call);
        long seq = ImFields.uint32(call.body(), "MsgSeq", PARAMETER);
        Post post = group.posts.stream()
                .filter(each -> each.seq == seq)
                .findFirst()
                .orElseThrow(() -> new ImErrorException(NO_SUCH_POST, "no message " + seq));
        if (ImFields.has(call.body(), "MsgBody")) {
            post.elements = ImMessageRules.elements(call.body(), ImMessageRules.GROUP_TOO_LARGE);
        }
        post.custom = ImFields.textOr(call.body(), "CloudCustomData", post.custom, PARAMETER);
        return ImCommandResult.empty().targets(List.of(group.id));
    }

    /** Nobody has read a group message here. */
    private static ImCommandResult receipts(ImCall call) {
        Group group = GroupRules.group(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("GroupMsgReceiptList");
        for (ObjectNode requested : ImFields.objects(call.body(), "MsgSeqList", 50, PARAMETER, PARAMETER)) {
            long seq = ImFields.uint32(requested, "MsgSeq", PARAMETER);
            boolean there = group.posts.stream().anyMatch(post -> post.seq == seq);
            list.addObject()
                    .put("Code", there ? 0 : NO_SUCH_POST)
                    .put("MsgSeq", seq)
                    .put("ReadNum", 0)
                    .put("UnreadNum", Math.max(0, group.members.size() - 1));
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult readers(ImCall call) {
        Group group = GroupRules.group(call);
        long seq = ImFields.uint32(call.body(), "MsgSeq", PARAMETER);
        ObjectNode answer =
                Json.object().put("IsFinished", 1).put("MsgSeq", seq).put("Cursor", "");
        answer.putArray("ReadList");
        ArrayNode unread = answer.putArray("UnreadList");
        group.members.keySet().forEach(user -> unread.addObject().put("Unread_Account", user));
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult read(ImCall call) {
        Group group = GroupRules.group(call);
        long max = ImFields.number(call.body(), "ReqMsgNumber", 20, 1, 20, PARAMETER);
        long from = ImFields.uint32Or(call.body(), "ReqMsgSeq", ImQuery.UINT32, PARAMETER);
        List<Post> newestFirst = new java.util.ArrayList<>(
                group.posts.stream().filter(post -> post.seq <= from).toList());
        java.util.Collections.reverse(newestFirst);
        ObjectNode answer = Json.object().put("GroupId", group.id).put("IsFinished", newestFirst.size() <= max ? 1 : 0);
        ArrayNode list = answer.putArray("RspMsgList");
        newestFirst.stream().limit(max).forEach(post -> {
            ObjectNode json = list.addObject()
                    .put("From_Account", post.from)
                    .put("IsPlaceMsg", post.recalled ? 1 : 0)
                    .put("MsgRandom", post.random)
                    .put("MsgSeq", post.seq)
                    .put("MsgTimeStamp", post.time)
                    .put("CloudCustomData", post.custom);
            json.set("MsgBody", post.recalled ? Json.object().arrayNode() : post.elements);
        });
        return ImCommandResult.of(answer);
    }
}
