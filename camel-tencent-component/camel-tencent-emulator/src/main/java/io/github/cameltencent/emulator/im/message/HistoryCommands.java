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
package io.github.cameltencent.emulator.im.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImMessageRules;
import io.github.cameltencent.emulator.im.state.SentMessage;
import java.util.List;
import java.util.function.BiConsumer;

/** The commands for sent messages: read, withdraw, modify, mark as read. */
public final class HistoryCommands {

    private static final int NO_MESSAGE = 20022;
    private static final int RECALLED = 20023;
    private static final int PARAMETER = 20001;
    private static final int WITHDRAWN_FLAG = 8;

    private HistoryCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept("openim/admin_getroammsg", HistoryCommands::read);
        commands.accept("openim/getroammsg", HistoryCommands::read);
        commands.accept("openim/admin_msgwithdraw", HistoryCommands::withdraw);
        commands.accept("openim/modify_c2c_msg", HistoryCommands::modify);
        commands.accept("openim/delete_c2c_msg_ramble", HistoryCommands::delete);
        commands.accept("openim/admin_set_msg_read", HistoryCommands::markRead);
        commands.accept("openim/get_c2c_unread_msg_num", HistoryCommands::unread);
    }

    private static ImCommandResult read(ImCall call) {
        ObjectNode body = call.body();
        // older clients still use the former names of the two
        boolean older = !ImFields.has(body, "Operator_Account") && ImFields.has(body, "From_Account");
        String one = ImFields.text(body, older ? "From_Account" : "Operator_Account", PARAMETER);
        String other = ImFields.text(body, older ? "To_Account" : "Peer_Account", PARAMETER);
        int max = (int) ImFields.number(body, "MaxCnt", 100, 1, 1000, PARAMETER);
        long from = ImFields.uint32(body, "MinTime", PARAMETER);
        long to = ImFields.uint32(body, "MaxTime", PARAMETER);
        String before = ImFields.textOr(body, "LastMsgKey", "", PARAMETER);
        List<SentMessage> all = call.state().messages.between(one, other).stream()
                .filter(message -> message.time >= from && message.time <= to)
                .toList();
        int end = all.size();
        for (int i = 0; i < all.size() && !before.isEmpty(); i++) {
            if (all.get(i).key().equals(before)) {
                end = i;
            }
        }
        int begin = Math.max(0, end - max);
        ObjectNode answer = Json.object().put("Complete", begin == 0 ? 1 : 0).put("MsgCnt", end - begin);
        // pages go from new to old; within a page the oldest comes first, and the next page continues from it
        answer.put("LastMsgTime", end > begin ? all.get(begin).time : 0);
        answer.put("LastMsgKey", end > begin ? all.get(begin).key() : "");
        ArrayNode list = answer.putArray("MsgList");
        all.subList(begin, end).forEach(message -> list.add(json(message)));
        return ImCommandResult.of(answer);
    }

    private static ObjectNode json(SentMessage message) {
        ObjectNode json = Json.object()
                .put("From_Account", message.from)
                .put("To_Account", message.to)
                .put("MsgSeq", message.seq)
                .put("MsgRandom", message.random)
                .put("MsgTimeStamp", message.time)
                .put("MsgFlagBits", message.withdrawn ? WITHDRAWN_FLAG : 0)
                .put("IsPeerRead", message.read ? 1 : 0)
                .put("MsgKey", message.key());
        json.set("MsgBody", message.withdrawn ? Json.object().arrayNode() : message.elements);
        return json.put("CloudCustomData", message.custom);
    }

    private static ImCommandResult withdraw(ImCall call) {
        SentMessage message = find(call);
        if (message.withdrawn) {
            throw new ImErrorException(RECALLED, "the message was withdrawn before");
        }
        message.withdrawn = true;
        return ImCommandResult.empty().ids(message.key()).targets(List.of(message.to));
    }

    private static ImCommandResult modify(ImCall call) {
        SentMessage message = find(call);
        if (ImFields.has(call.body(), "MsgBody")) {
            message.elements = ImMessageRules.elements(call.body(), ImMessageRules.TOO_LARGE);
        }
        message.custom = ImFields.textOr(call.body(), "CloudCustomData", message.custom, PARAMETER);
        return ImCommandResult.empty().ids(message.key()).targets(List.of(message.to));
    }

    private static SentMessage find(ImCall call) {
        String from = ImFields.text(call.body(), "From_Account", ImErrorException.FROM_ACCOUNT);
        String to = ImFields.text(call.body(), "To_Account", ImErrorException.TO_ACCOUNT);
        String key = ImFields.text(call.body(), "MsgKey", PARAMETER);
        SentMessage message = call.state().messages.find(from, to, key);
        if (message == null) {
            throw new ImErrorException(NO_MESSAGE, "no such message");
        }
        return message;
    }

    /** Deletes for both users, as the emulator keeps one history for the two. */
    private static ImCommandResult delete(ImCall call) {
        String one = ImFields.text(call.body(), "Operator_Account", PARAMETER);
        String other = ImFields.text(call.body(), "Peer_Account", PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode invalid = answer.putArray("InvalidMsgKeyList");
        for (String key : ImFields.texts(call.body(), "MsgKeyList", 100, PARAMETER, PARAMETER)) {
            SentMessage message = call.state().messages.find(one, other, key);
            if (message == null) {
                invalid.add(key);
            } else {
                call.state().messages.remove(message);
            }
        }
        return ImCommandResult.of(answer);
    }

    private static ImCommandResult markRead(ImCall call) {
        String reader = ImFields.text(call.body(), "Report_Account", PARAMETER);
        String peer = ImFields.text(call.body(), "Peer_Account", PARAMETER);
        long until = ImFields.uint32Or(call.body(), "MsgReadTime", call.seconds(), PARAMETER);
        for (SentMessage message : call.state().messages.between(reader, peer)) {
            message.read |= message.to.equals(reader) && message.time <= until;
        }
        return ImCommandResult.empty().targets(List.of(peer));
    }

    private static ImCommandResult unread(ImCall call) {
        List<SentMessage> unread = call.state().messages.unread(ImFields.text(call.body(), "To_Account", PARAMETER));
        List<String> peers = ImFields.textsOr(call.body(), "Peer_Account", 10, PARAMETER);
        ObjectNode answer = Json.object().put("AllC2CUnreadMsgNum", unread.size());
        ArrayNode list = answer.putArray("C2CUnreadMsgNumList");
        for (String peer : peers) {
            long count =
                    unread.stream().filter(message -> message.from.equals(peer)).count();
            list.addObject().put("Peer_Account", peer).put("C2CUnreadMsgNum", count);
        }
        return ImCommandResult.of(answer);
    }
}
