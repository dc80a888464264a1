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

import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgQuery;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.QueryDataType;
import io.github.cameltencent.birdtalk.protocol.SynType;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatGroup;
import io.github.cameltencent.emulator.chat.state.ChatHistory;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ChatUser;
import io.github.cameltencent.emulator.chat.state.ErrorMessages;
import io.github.cameltencent.emulator.chat.state.StoredMessage;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;

/** Answers queries from the history, at most 100 entries each. */
public final class QueryHandler {

    private static final int PAGE = 100;

    private final ChatServerState state;

    public QueryHandler(ChatServerState state) {
        this.state = state;
    }

    public void query(ChatClient from, MsgQuery query) throws ChatErrorException {
        MsgQueryResult.Builder result = MsgQueryResult.newBuilder()
                .setSynType(query.getSynType())
                .setTm(state.now())
                .setQueryType(query.getQueryType());
        ChatUser user = state.users.get(from.userId);
        switch (query.getQueryType()) {
            case QueryDataTypeChatReply -> states(user, query, result);
            case QueryDataTypeFriendOP, QueryDataTypeGroupOP -> operations(user, query, result);
            case QueryDataTypeChatData -> {
                switch (query.getChatType()) {
                    case ChatTypeP2P -> users(user, query, result);
                    case ChatTypeGroup -> group(from, user, query, result);
                    default -> {
                        return;
                    }
                }
            }
            default -> throw new ChatErrorException(14, "query message, query type is unknown");
        }
        from.send(state.now(), ComMsgType.MsgTQueryResult, MsgPlain.newBuilder().setCommonQueryRet(result));
    }

    private static void users(ChatUser user, MsgQuery query, MsgQueryResult.Builder result) {
        long peer = query.getUserId();
        boolean all = peer == 0 || peer == user.id;
        Predicate<StoredMessage> requested =
                message -> all || ChatMessageHandler.isBetween(message.kept, user.id, peer);
        boolean descending = query.getSynType() == SynType.SynTypeBackward;
        entries(page(user.history, query, true, descending, requested), user.id, result);
        result.setChatType(ChatType.ChatTypeP2P).setUserId(peer).setResult("ok");
    }

    private void group(ChatClient from, ChatUser user, MsgQuery query, MsgQueryResult.Builder result)
            throws ChatErrorException {
        ChatGroup group = state.groups.get(query.getGroupId());
        if (group == null) {
            throw new ChatErrorException(14, "do not find a group with id");
        }
        result.setChatType(ChatType.ChatTypeGroup).setUserId(user.id);
        if (!group.roles.containsKey(user.id)) {
            ErrorMessages.send(from, state.now(), new ChatErrorException(14, "not a member"));
            result.setResult("fail").setDetail("not a member");
            return;
        }
        result.setGroupId(group.id);
        boolean descending = query.getSynType() != SynType.SynTypeForward;
        entries(page(group.history, query, true, descending, message -> true), user.id, result);
    }

    private void states(ChatUser user, MsgQuery query, MsgQueryResult.Builder result) {
        boolean descending = query.getSynType() == SynType.SynTypeBackward;
        List<StoredMessage> page = page(user.history, query, false, descending, message -> true);
        range(page, result);
        for (StoredMessage message : page) {
            result.addChatReplyList(message.state(user.id));
            if (message.kept.getFromId() == user.id && message.received == 0 && message.read == 0) {
                pushAgain(message);
            }
        }
        result.setChatType(ChatType.ChatTypeP2P).setUserId(user.id).setResult("ok");
    }

    private void operations(ChatUser user, MsgQuery query, MsgQueryResult.Builder result) throws ChatErrorException {
        if (query.getSynType() != SynType.SynTypeForward) {
            throw new ChatErrorException(14, "query message, syn type is not accepted");
        }
        result.setUserId(user.id);
        if (query.getQueryType() == QueryDataType.QueryDataTypeFriendOP) {
            user.operations.page(query.getLittleId(), result);
            return;
        }
        ChatGroup group = state.groups.get(query.getGroupId());
        if (group == null) {
            throw new ChatErrorException(14, "do not find a group with id");
        }
        if (!group.isAdmin(user.id)) {
            throw new ChatErrorException(16, "you are not admin");
        }
        group.operations.page(query.getLittleId(), result.setGroupId(group.id));
    }

    /** Messages without a receipt are sent again, with the type of a query result. */
    private void pushAgain(StoredMessage message) {
        Msg again = state.message(
                ComMsgType.MsgTQueryResult,
                MsgPlain.newBuilder().setChatData(message.kept.toBuilder().setUserId(message.kept.getFromId())));
        state.deliver(message.kept.getToId(), null, again);
    }

    private static void entries(List<StoredMessage> page, long ownId, MsgQueryResult.Builder result) {
        range(page, result);
        page.forEach(message -> result.addChatDataList(message.entry(ownId)));
    }

    private static void range(List<StoredMessage> page, MsgQueryResult.Builder result) {
        if (!page.isEmpty()) {
            result.setLittleId(page.get(0).id).setBigId(page.get(page.size() - 1).id);
        }
    }

    private static List<StoredMessage> page(
            ChatHistory history,
            MsgQuery query,
            boolean zeroIsNow,
            boolean descending,
            Predicate<StoredMessage> requested) {
        long min = query.getSynType() == SynType.SynTypeBackward ? 0 : query.getLittleId();
        long max = query.getSynType() == SynType.SynTypeForward || (query.getBigId() == 0 && zeroIsNow)
                ? Long.MAX_VALUE
                : query.getBigId();
        if (min > max) {
            return List.of();
        }
        NavigableMap<Long, StoredMessage> range = history.between(min, max);
        Collection<StoredMessage> ordered = descending ? range.descendingMap().values() : range.values();
        return ordered.stream().filter(requested).limit(PAGE).toList();
    }
}
