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
package io.github.cameltencent.birdtalk.operation;

import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgQuery;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.QueryDataType;
import io.github.cameltencent.birdtalk.protocol.SynType;
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
import io.github.cameltencent.birdtalk.request.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The actions of {@code birdtalk:query}: messages, receipts and records. */
public final class QueryActions {

    private static final int MAX_MESSAGES = 10_000;
    private static final long MAX_BYTES = 64L << 20;
    private static final String DIRECTIONS = "The argument direction must be forward, backward or between";

    private QueryActions() {}

    public static Map<String, ChatAction> all() {
        return Map.of(
                "messages", QueryActions::messages,
                "receipts", QueryActions::receipts,
                "records", QueryActions::records);
    }

    private static CompletableFuture<Map<String, Object>> messages(
            ChatAction.RequestSender sender, ActionArguments arguments) {
        boolean group = arguments.has("groupId");
        long peer = group ? arguments.number("groupId") : arguments.number("userId", 0);
        ChatType type = group ? ChatType.ChatTypeGroup : ChatType.ChatTypeP2P;
        SynType direction = direction(arguments);
        // the server accepts 0 for no upper bound only when it reads backward
        long to = direction == SynType.SynTypeBetween ? arguments.number("to") : arguments.number("to", 0);
        return page(
                sender,
                new HistoryRange(type, peer, direction, arguments.number("from", 0), to),
                arguments.flag("all"),
                new FoundMessages());
    }

    private static CompletableFuture<Map<String, Object>> page(
            ChatAction.RequestSender sender, HistoryRange range, boolean all, FoundMessages found) {
        return sender.send(range.page()).thenCompose(result -> {
            found.add(result);
            boolean more = result.getChatDataListCount() == HistoryPageRequest.SIZE;
            if (more && all && found.hasRoom()) {
                return page(sender, range.after(result), true, found);
            }
            return CompletableFuture.completedFuture(Map.of("messages", found.messages, "more", more));
        });
    }

    /** The messages found so far, up to a bound. */
    private static final class FoundMessages {

        private final List<Map<String, Object>> messages = new ArrayList<>();
        private long bytes;

        void add(MsgQueryResult page) {
            page.getChatDataListList().forEach(message -> messages.add(ProtoMaps.of(message)));
            bytes += page.getSerializedSize();
        }

        boolean hasRoom() {
            return messages.size() < MAX_MESSAGES && bytes < MAX_BYTES;
        }
    }

    private static CompletableFuture<Map<String, Object>> receipts(
            ChatAction.RequestSender sender, ActionArguments arguments) {
        MsgQuery.Builder query = MsgQuery.newBuilder()
                .setQueryType(QueryDataType.QueryDataTypeChatReply)
                .setChatType(ChatType.ChatTypeP2P)
                .setSynType(direction(arguments))
                .setLittleId(arguments.number("from", 0))
                // the server does not accept 0 for no upper bound in this query
                .setBigId(arguments.number("to", Long.MAX_VALUE));
        return sender.send(new RecordQuery("query/receipts", query))
                .thenApply(result -> Map.of(
                        "receipts",
                        result.getChatReplyListList().stream()
                                .filter(reply -> reply.getMsgId() != 0) // received messages have no id here
                                .map(ProtoMaps::of)
                                .toList(),
                        "last",
                        result.getBigId(),
                        "more",
                        result.getChatReplyListCount() == HistoryPageRequest.SIZE));
    }

    private static CompletableFuture<Map<String, Object>> records(
            ChatAction.RequestSender sender, ActionArguments arguments) {
        boolean group = arguments.has("groupId");
        MsgQuery.Builder query = MsgQuery.newBuilder()
                .setQueryType(group ? QueryDataType.QueryDataTypeGroupOP : QueryDataType.QueryDataTypeFriendOP)
                .setChatType(group ? ChatType.ChatTypeGroup : ChatType.ChatTypeP2P)
                .setSynType(SynType.SynTypeForward)
                .setGroupId(arguments.number("groupId", 0))
                .setLittleId(arguments.number("from", 0));
        return sender.send(new RecordQuery("query/records", query))
                .thenApply(result -> Map.of(
                        "friends",
                        result.getFriendOpRetListList().stream()
                                .map(ProtoMaps::of)
                                .toList(),
                        "groups",
                        result.getGroupOpRetListList().stream()
                                .map(ProtoMaps::of)
                                .toList()));
    }

    private static SynType direction(ActionArguments arguments) {
        return switch (arguments.textOr("direction", "forward")) {
            case "forward" -> SynType.SynTypeForward;
            case "backward" -> SynType.SynTypeBackward;
            case "between" -> SynType.SynTypeBetween;
            default -> throw new IllegalArgumentException(DIRECTIONS);
        };
    }

    /** A range of the history. */
    private record HistoryRange(ChatType type, long peer, SynType direction, long from, long to) {

        HistoryPageRequest page() {
            return new HistoryPageRequest(type, peer, direction, from, to);
        }

        /** The range after a page. The order between two ids depends on the chat type. */
        HistoryRange after(MsgQueryResult page) {
            long last = page.getChatDataList(page.getChatDataListCount() - 1).getMsgId();
            boolean descending = direction == SynType.SynTypeBackward
                    || (direction == SynType.SynTypeBetween && type == ChatType.ChatTypeGroup);
            return descending
                    ? new HistoryRange(type, peer, direction, from, last - 1)
                    : new HistoryRange(type, peer, direction, last + 1, to);
        }
    }
}
