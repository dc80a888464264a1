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
package io.github.cameltencent.birdtalk.inbox;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.request.GroupListRequest;
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
import io.github.cameltencent.birdtalk.state.HandledMessages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message streams of an account, one for all users and one for each group, and their synchronisation with the
 * history when a connection opens. Progress is recorded in the account's state. On the connection's thread.
 */
final class MessageStreams {

    private static final Logger LOG = LoggerFactory.getLogger(MessageStreams.class);
    private static final long HISTORY_MILLIS = 15_000;
    private static final int MAX_EARLY = 1000;
    /** The error code for an unknown group, or one that the account is not in. */
    private static final String NO_MEMBER = "14";

    private final AccountClient client;
    private final InboxOptions options;
    private final Sink sink;
    private final Map<Long, MessageStream> streams = new HashMap<>();
    private final Map<MessageStream, HistoryFetch> openFetches = new HashMap<>();
    private final Map<MessageStream, HistoryFetch> verifications = new HashMap<>();
    /** Streams of groups that the account has left, whose history cannot be queried. */
    private final Set<MessageStream> left = new HashSet<>();

    /** Streams whose start is being queried. */
    private final Set<Long> startPending = new HashSet<>();
    /** Messages pushed before the start of their stream was known. */
    private final List<MsgChat> early = new ArrayList<>();
    /** The lowest id of these for each stream, including those that were not buffered. */
    private final Map<Long, Long> earliest = new HashMap<>();

    private boolean listing;
    /** Whether all groups of the account have a stream. */
    private boolean complete;

    /** Whether some streams could not be opened. */
    private boolean incomplete;

    private boolean stopped;

    /** Receives what is found. */
    interface Sink {

        /** Takes a message, new or not; false if there is no room: the fetch is resumed later. */
        boolean offer(MessageStream stream, MsgChat message, HistoryFetch fetch);

        /** Takes a buffered message that was pushed before. */
        void replay(MsgChat message);
    }

    MessageStreams(AccountClient client, InboxOptions options, Sink sink) {
        this.client = client;
        this.options = options;
        this.sink = sink;
    }

    /** Starts no more fetches: another consumer takes over. */
    void stop() {
        stopped = true;
    }

    Collection<MessageStream> all() {
        return streams.values();
    }

    /** Whether the history of a stream can be queried. */
    boolean canQuery(MessageStream stream) {
        return client.isReady() && !left.contains(stream);
    }

    /** The stream of a message that was pushed. Without stored progress it starts with this message. */
    MessageStream of(MsgChat message) {
        long key = key(message);
        MessageStream known = streams.get(key);
        if (known != null) {
            if (left.remove(known) && usesHistory()) {
                fetch(known, openFetches); // the group was joined again, or never left
            }
            return known;
        }
        long handled = storedMark(key);
        MessageStream stream = stream(key, handled == 0 ? beforeEarly(key, message.getMsgId()) : handled);
        if (handled != 0 && (options.sync() == HistorySync.SINCE || options.sync() == HistorySync.ALL)) {
            fetch(stream, openFetches); // messages in between come first
        }
        return stream;
    }

    /** The fetch that brings a stream up to date; null for none. */
    HistoryFetch opening(MessageStream stream) {
        return openFetches.get(stream);
    }

    /** Brings all streams up to date, after a login. */
    void open() {
        if (!usesHistory()) {
            return;
        }
        incomplete = false;
        complete = false;
        open(HandledMessages.USERS);
        listing = true;
        client.send(new GroupListRequest(), HISTORY_MILLIS).whenComplete((groups, failure) -> {
            listing = false;
            if (stopped) {
                return;
            }
            if (failure == null) {
                groups.stream().map(GroupInfo::getGroupId).forEach(this::open);
                complete = true;
                streams.values().forEach(this::progress);
            } else if (client.isReady()) {
                incomplete = true;
                LOG.warn(
                        "The groups of the account could not be listed; the request is repeated later: {}",
                        text(failure));
            }
            replayEarly();
        });
    }

    /** Replays the buffered messages; those that must still wait are buffered again. */
    private void replayEarly() {
        List<MsgChat> again = List.copyOf(early);
        early.clear();
        earliest.keySet().removeAll(streams.keySet());
        again.forEach(sink::replay);
    }

    /**
     * Buffers a message while the groups or the start of its stream are not known, so that older messages come first.
     * Messages beyond the bound are found in the history.
     *
     * @return whether it was buffered
     */
    boolean bufferEarly(MsgChat message) {
        long key = key(message);
        if (!startPending.contains(key) && (!listing || key == HandledMessages.USERS)) {
            return false;
        }
        earliest.merge(key, message.getMsgId(), Math::min);
        if (early.size() < MAX_EARLY) {
            early.add(message);
        }
        return true;
    }

    private static long key(MsgChat message) {
        return message.getChatType() == ChatType.ChatTypeGroup ? message.getToId() : HandledMessages.USERS;
    }

    /** The id before all buffered messages of a stream and a further one. */
    private long beforeEarly(long key, long id) {
        Long first = earliest.remove(key);
        return (first == null ? id : Math.min(first, id)) - 1;
    }

    private void open(long key) {
        MessageStream stream = streams.get(key);
        if (stream != null) {
            left.remove(stream);
            fetch(stream, openFetches); // after a reconnect
            return;
        }
        long handled = storedMark(key);
        if (handled == 0 && options.sync() != HistorySync.ALL) {
            // the account joined the group since then: messages before the last seen one are not delivered
            handled = client.state().lastSeen();
        }
        boolean first = handled == 0;
        if (options.sync() == HistorySync.ALL || (options.sync() == HistorySync.SINCE && !first)) {
            openAt(key, handled);
        } else {
            openNearEnd(key, handled);
        }
    }

    private void openAt(long key, long handled) {
        MessageStream stream = stream(key, handled);
        progress(stream); // so that another start continues here
        fetch(stream, openFetches);
    }

    private MessageStream stream(long key, long mark) {
        MessageStream stream = new MessageStream(key, mark, client.state().beyond(key), usesHistory());
        streams.put(key, stream);
        return stream;
    }

    /** Starts after or with the newest page. */
    private void openNearEnd(long key, long handled) {
        if (!startPending.add(key)) {
            return; // a lost answer is requested again by the queue
        }
        history(HistoryPageRequest.before(MessageStream.type(key), key, 0)).whenComplete((page, failure) -> {
            startPending.remove(key);
            if (stopped) {
                return;
            }
            if (failure != null) {
                incomplete = true;
                LOG.warn("The end of the history could not be queried; the query is repeated later: {}", text(failure));
            } else {
                openAt(key, Math.max(1, startNear(page.getChatDataListList(), key, handled)));
                // above 0, so that the next start is not taken for the first
            }
            replayEarly();
        });
    }

    /**
     * The id after the newest or before the oldest message of a page, but before all that was pushed since the login.
     */
    private long startNear(List<MsgChat> newestFirst, long key, long handled) {
        long newest = newestFirst.isEmpty() ? 0 : newestFirst.get(0).getMsgId();
        long oldest = newestFirst.isEmpty()
                ? 0
                : newestFirst.get(newestFirst.size() - 1).getMsgId() - 1;
        long begin = options.sync() == HistorySync.LATEST ? oldest : newest;
        return Math.max(handled, Math.min(begin, beforeEarly(key, newest + 1)));
    }

    /** Queries the history for messages that the server may have dropped. */
    void verify() {
        if (!usesHistory()) {
            return;
        }
        if (incomplete) {
            open(); // includes groups that were left, if the account is in them again
        } else if (!left.isEmpty()) {
            rejoin();
        }
        for (MessageStream stream : List.copyOf(streams.values())) {
            if (canQuery(stream) && !openFetches.containsKey(stream)) {
                fetch(stream, stream.isBehind() ? openFetches : verifications);
            }
        }
    }

    /** Checks whether the account is again in groups that it had left. */
    private void rejoin() {
        client.send(new GroupListRequest(), HISTORY_MILLIS).whenComplete((groups, failure) -> {
            if (failure == null) {
                groups.stream()
                        .map(GroupInfo::getGroupId)
                        .filter(id -> left.contains(streams.get(id)))
                        .forEach(this::open);
            }
        });
    }

    /** Whether a query failed because the account has left the group, which is logged. */
    boolean isLeft(MessageStream stream, Throwable cause) {
        boolean noMember = stream.key() != HandledMessages.USERS
                && cause instanceof TencentException known
                && NO_MEMBER.equals(known.getCode());
        if (noMember && left.add(stream)) {
            LOG.warn(
                    "The history of the group {} cannot be queried until the account is in it again: {}",
                    stream.key(),
                    text(cause));
        }
        return noMember;
    }

    /** Queries the history if enough messages were received since the last query. */
    void messageTaken(MessageStream stream) {
        boolean asking = openFetches.containsKey(stream) || verifications.containsKey(stream);
        if (stream.isDue() && !asking && !stream.isBehind() && canQuery(stream)) {
            fetch(stream, verifications);
        }
    }

    private void fetch(MessageStream stream, Map<MessageStream, HistoryFetch> running) {
        HistoryFetch before = running.get(stream);
        if (before != null) {
            before.askAgain(); // it continues up to the end, which may have moved while disconnected
            return;
        }
        StreamFetch target = new StreamFetch(stream, running);
        HistoryFetch fetch =
                new HistoryFetch(stream.type(), stream.key(), Math.max(1, stream.verified()), this::history, target);
        target.fetch = fetch;
        running.put(stream, fetch);
        stream.verificationStarted();
        fetch.start();
    }

    private CompletableFuture<MsgQueryResult> history(HistoryPageRequest page) {
        return client.send(page, HISTORY_MILLIS);
    }

    private boolean usesHistory() {
        return options.sync() != HistorySync.NONE;
    }

    private long storedMark(long key) {
        return client.state().mark(key);
    }

    /** Records a handled message. */
    void handled(MessageStream stream, long id) {
        client.state().markHandled(stream.key(), id);
        progress(stream);
    }

    /** Records the progress of a stream. */
    void progress(MessageStream stream) {
        client.state().markHandledUpTo(stream.key(), stream.mark());
        if (!usesHistory() || (complete && !incomplete && startPending.isEmpty())) {
            client.state().markSeen(stream.highest());
        }
    }

    private static String text(Throwable failure) {
        return failure instanceof TencentException known ? known.getMessage() : failure.toString();
    }

    /** Receives all new messages of a stream. */
    private final class StreamFetch implements HistoryFetch.Target {

        private final MessageStream stream;
        private final Map<MessageStream, HistoryFetch> running;
        private HistoryFetch fetch;

        StreamFetch(MessageStream stream, Map<MessageStream, HistoryFetch> running) {
            this.stream = stream;
            this.running = running;
        }

        @Override
        public boolean offer(MsgChat message) {
            return sink.offer(stream, message, fetch);
        }

        @Override
        public void fetchedUpTo(long id) {
            stream.verify(id);
        }

        @Override
        public void complete(long upTo) {
            running.remove(stream);
            stream.verify(upTo);
            if (running == openFetches) {
                stream.markUpToDate();
            }
            progress(stream);
        }

        @Override
        public void failed(Throwable cause) {
            running.remove(stream);
            if (running == openFetches) {
                stream.markBehind();
            }
            if (!isLeft(stream, cause)) {
                LOG.warn("The history could not be queried; the query is repeated later: {}", text(cause));
            }
        }
    }
}
