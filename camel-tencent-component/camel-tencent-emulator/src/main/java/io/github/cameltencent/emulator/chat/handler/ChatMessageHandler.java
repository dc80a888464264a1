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

import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatGroup;
import io.github.cameltencent.emulator.chat.state.ChatHistory;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ChatUser;
import io.github.cameltencent.emulator.chat.state.ErrorMessages;
import io.github.cameltencent.emulator.chat.state.ServerCrashException;
import io.github.cameltencent.emulator.chat.state.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Accepts, stores and delivers messages and receipts. */
public final class ChatMessageHandler {

    private static final int MAY_CHAT = 4;

    private final ChatServerState state;

    public ChatMessageHandler(ChatServerState state) {
        this.state = state;
    }

    public void message(ChatClient from, Msg msg) {
        MsgChat chat = msg.getPlainMsg().getChatData();
        if (chat.getChatType() != ChatType.ChatTypeP2P && chat.getChatType() != ChatType.ChatTypeGroup) {
            return;
        }
        if (!from.isLoggedIn()) {
            reply(from, chat, chat.getMsgId(), "fail", "should login first.");
        } else if (chat.getFromId() != from.userId) {
            reply(from, chat, chat.getMsgId(), "fail", "from id is not same as session user id");
        } else if (chat.getMsgId() != chat.getSendId()) {
            reply(from, chat, chat.getMsgId(), "fail", "msgId is not same as sendId");
        } else if (chat.getChatType() == ChatType.ChatTypeP2P) {
            toUser(from, msg, chat);
        } else {
            toGroup(from, msg, chat);
        }
    }

    private void toUser(ChatClient from, Msg msg, MsgChat chat) {
        ChatUser sender = state.users.get(from.userId);
        ChatUser receiver = state.users.get(chat.getToId());
        long id = state.nextId();
        boolean recall = chat.getMsgType() == ChatMsgType.DELETE;
        boolean friends = recall || receiver == sender || (receiver != null && receiver.follows.contains(sender.id));
        if (receiver == null || !friends) {
            ErrorMessages.send(
                    from,
                    state.now(),
                    new ChatErrorException(21, "not friend", Map.of("uid", Long.toString(chat.getToId()))));
            reply(from, chat, id, "fail", "not friend");
            return;
        }
        Integer permission = recall ? null : receiver.permissions.get(sender.id);
        if (permission != null && (permission & MAY_CHAT) == 0) {
            throw new ServerCrashException("a message to a follower who has withdrawn the permission to chat");
        }
        // a recall in one's own dialogue is stored without looking for the message
        if (receiver != sender && !recalled(chat, sender.history, sender.id, receiver.id)) {
            reply(from, chat, id, "fail", "ref error");
            return;
        }
        StoredMessage stored = new StoredMessage(id, chat, state.now());
        state.keep(sender.history, stored);
        if (receiver != sender) {
            state.keep(receiver.history, stored);
        }
        Msg push = pushed(msg, chat.toBuilder().setMsgId(id).setTm(stored.time));
        if (receiver == sender) {
            state.deliver(sender.id, from, push);
            reply(from, chat, id, "ok", "send to self");
        } else {
            reply(from, chat, id, "ok", "save data ok");
            state.deliver(receiver.id, null, push);
            state.deliver(sender.id, from, push);
        }
    }

    private void toGroup(ChatClient from, Msg msg, MsgChat chat) {
        ChatGroup group = state.groups.get(chat.getToId());
        long id = state.nextId();
        if (group == null) {
            reply(from, chat, id, "fail", "group id error");
            return;
        }
        if (!group.roles.containsKey(from.userId)) {
            reply(from, chat, id, "fail", "you are not a group member ");
            return;
        }
        if (!recalled(chat, group.history, 0, 0)) {
            reply(from, chat, id, "fail", "ref error");
            return;
        }
        state.keep(group.history, new StoredMessage(id, chat, state.now()));
        reply(from, chat, id, "ok", "save data ok");
        Msg push = pushed(msg, chat.toBuilder().setMsgId(id));
        for (long member : group.roles.keySet()) {
            state.deliver(member, from, push);
        }
    }

    /** Applies a recall; returns false if it refers to an unknown message. */
    private static boolean recalled(MsgChat chat, ChatHistory history, long sender, long receiver) {
        if (chat.getMsgType() != ChatMsgType.DELETE) {
            return true;
        }
        StoredMessage message = history.get(chat.getRefMessageId());
        if (message == null || (sender != 0 && !isBetween(message.kept, sender, receiver))) {
            return false;
        }
        message.recalled = true;
        return true;
    }

    static boolean isBetween(MsgChat message, long one, long other) {
        return (message.getFromId() == one && message.getToId() == other)
                || (message.getFromId() == other && message.getToId() == one);
    }

    private static Msg pushed(Msg msg, MsgChat.Builder chat) {
        return msg.toBuilder()
                .setPlainMsg(MsgPlain.newBuilder().setChatData(chat))
                .build();
    }

    private void reply(ChatClient to, MsgChat chat, long id, String result, String detail) {
        boolean group = chat.getChatType() == ChatType.ChatTypeGroup;
        long now = state.now();
        to.send(
                now,
                ComMsgType.MsgTChatReply,
                MsgPlain.newBuilder()
                        .setChatReply(MsgChatReply.newBuilder()
                                .setMsgId(id)
                                .setSendId(chat.getSendId())
                                .setSendOk(now)
                                .setExtraMsg(result)
                                .setUserId(to.userId)
                                .setFromId(chat.getToId())
                                .putParams("gid", group ? Long.toString(chat.getToId()) : "0")
                                .putParams("detail", detail)));
    }

    public void receipt(ChatClient from, Msg msg) {
        if (!from.isLoggedIn()) {
            return;
        }
        MsgChatReply receipt = msg.getPlainMsg().getChatReply();
        if (receipt.getParamsCount() == 0) {
            throw new ServerCrashException("a receipt with an empty params map");
        }
        ChatUser sender = state.users.get(receipt.getUserId());
        List<StoredMessage> found = new ArrayList<>();
        for (String id : receipt.getParamsOrDefault("batch", Long.toString(receipt.getMsgId()))
                .split(",")) {
            StoredMessage message =
                    sender == null || !id.matches("\\d{1,19}") ? null : sender.history.get(Long.parseUnsignedLong(id));
            if (message == null || message.kept.getFromId() != sender.id || message.kept.getToId() != from.userId) {
                return;
            }
            found.add(message);
        }
        long now = state.now();
        for (StoredMessage message : found) {
            message.received = receipt.getRecvOk() > 0 ? now : message.received;
            message.read = receipt.getReadOk() > 0 ? now : message.read;
        }
        MsgPlain.Builder body =
                MsgPlain.newBuilder().setChatReply(receipt.toBuilder().putParams("gid", "0"));
        state.deliver(sender.id, null, msg.toBuilder().setPlainMsg(body).build());
    }
}
