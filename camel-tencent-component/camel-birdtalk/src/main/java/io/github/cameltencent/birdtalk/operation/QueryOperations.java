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
import io.github.cameltencent.birdtalk.request.HistoryPage;
import io.github.cameltencent.birdtalk.request.RecordsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What {@code birdtalk:query} can ask: the history, what became of own messages, and what was done. */
public final class QueryOperations {

    private static final int MOST_MESSAGES = 10_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final String DIRECTIONS = "The argument direction is forward, backward or between";

    private QueryOperations() {}

    public static Map<String, ChatOperation> all() {
        return Map.of(
                "messages", QueryOperations::messages,
                "receipts", QueryOperations::receipts,
                "records", QueryOperations::records);
    }

    private static CompletableFuture<Map<String, Object>> messages(ChatOperation.Asker asker, Arguments arguments) {
        boolean group = arguments.has("groupId");
        long peer = group ? arguments.number("groupId") : arguments.number("userId", 0);
        ChatType type = group ? ChatType.ChatTypeGroup : ChatType.ChatTypeP2P;
        SynType direction = direction(arguments);
        // the server takes 0 for the newest only where it goes backward
        long to = direction == SynType.SynTypeBetween ? arguments.number("to") : arguments.number("to", 0);
        return page(
                asker,
                new Span(type, peer, direction, arguments.number("from", 0), to),
                arguments.flag("all"),
                new Found());
    }

    private static CompletableFuture<Map<String, Object>> page(
            ChatOperation.Asker asker, Span span, boolean all, Found found) {
        return asker.ask(span.page()).thenCompose(result -> {
            found.add(result);
            boolean more = result.getChatDataListCount() == HistoryPage.SIZE;
            if (more && all && found.hasRoom()) {
                return page(asker, span.after(result), true, found);
            }
            return CompletableFuture.completedFuture(Map.of("messages", found.messages, "more", more));
        });
    }

    /** What was found so far. Of long histories only a part fits into memory. */
    private static final class Found {

        private final List<Map<String, Object>> messages = new ArrayList<>();
        private long bytes;

        void add(MsgQueryResult page) {
            page.getChatDataListList().forEach(message -> messages.add(ProtoMaps.of(message)));
            bytes += page.getSerializedSize();
        }

        boolean hasRoom() {
            return messages.size() < MOST_MESSAGES && bytes < MOST_BYTES;
        }
    }

    private static CompletableFuture<Map<String, Object>> receipts(ChatOperation.Asker asker, Arguments arguments) {
        MsgQuery.Builder query = MsgQuery.newBuilder()
                .setQueryType(QueryDataType.QueryDataTypeChatReply)
                .setChatType(ChatType.ChatTypeP2P)
                .setSynType(direction(arguments))
                .setLittleId(arguments.number("from", 0))
                // the server takes no 0 for now in this query
                .setBigId(arguments.number("to", Long.MAX_VALUE));
        return asker.ask(new RecordsRequest("query/receipts", query))
                .thenApply(result -> Map.of(
                        "receipts",
                        result.getChatReplyListList().stream()
                                .filter(reply ->
                                        reply.getMsgId() != 0) // of messages that were received, which have none
                                .map(ProtoMaps::of)
                                .toList(),
                        "last",
                        result.getBigId(),
                        "more",
                        result.getChatReplyListCount() == HistoryPage.SIZE));
    }

    private static CompletableFuture<Map<String, Object>> records(ChatOperation.Asker asker, Arguments arguments) {
        boolean group = arguments.has("groupId");
        MsgQuery.Builder query = MsgQuery.newBuilder()
                .setQueryType(group ? QueryDataType.QueryDataTypeGroupOP : QueryDataType.QueryDataTypeFriendOP)
                .setChatType(group ? ChatType.ChatTypeGroup : ChatType.ChatTypeP2P)
                .setSynType(SynType.SynTypeForward)
                .setGroupId(arguments.number("groupId", 0))
                .setLittleId(arguments.number("from", 0));
        return asker.ask(new RecordsRequest("query/records", query))
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

    private static SynType direction(Arguments arguments) {
        return switch (arguments.textOr("direction", "forward")) {
            case "forward" -> SynType.SynTypeForward;
            case "backward" -> SynType.SynTypeBackward;
            case "between" -> SynType.SynTypeBetween;
            default -> throw new IllegalArgumentException(DIRECTIONS);
        };
    }

    /** A part of the history. */
    private record Span(ChatType type, long peer, SynType direction, long from, long to) {

        HistoryPage page() {
            return new HistoryPage(type, peer, direction, from, to);
        }

        /** What is left behind a page. The order of a span between two ids depends on the kind of dialogue. */
        Span after(MsgQueryResult page) {
            long last = page.getChatDataList(page.getChatDataListCount() - 1).getMsgId();
            boolean descending = direction == SynType.SynTypeBackward
                    || (direction == SynType.SynTypeBetween && type == ChatType.ChatTypeGroup);
            return descending
                    ? new Span(type, peer, direction, from, last - 1)
                    : new Span(type, peer, direction, last + 1, to);
        }
    }
}
