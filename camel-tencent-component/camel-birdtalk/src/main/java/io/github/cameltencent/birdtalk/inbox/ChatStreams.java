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
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.request.HistoryPage;
import io.github.cameltencent.birdtalk.request.OwnGroups;
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
 * The streams of an account, one of all users and one for each group, and how each is brought up to date when a connection
 * opens. How far they were handled is in the account's memory. Used by the connection's thread.
 */
final class ChatStreams {

    private static final Logger LOG = LoggerFactory.getLogger(ChatStreams.class);
    private static final long HISTORY_MILLIS = 15_000;
    private static final int MOST_EARLY = 1000;
    /** There is no such group, or the account is not in it. */
    private static final String NO_MEMBER = "14";

    private final ChatLink link;
    private final InboxOptions options;
    private final Sink sink;
    private final Map<Long, MessageStream> streams = new HashMap<>();
    private final Map<MessageStream, HistoryFetch> opening = new HashMap<>();
    private final Map<MessageStream, HistoryFetch> verifying = new HashMap<>();
    /** Groups that the account is not in any more: their history cannot be asked. */
    private final Set<MessageStream> left = new HashSet<>();

    /** Streams of which it is being asked where they begin. */
    private final Set<Long> beginning = new HashSet<>();
    /** What was pushed before it was known where its stream begins. */
    private final List<MsgChat> early = new ArrayList<>();
    /** The first of these by stream, also where more came than are held. */
    private final Map<Long, Long> earliest = new HashMap<>();

    private boolean listing;
    /** Whether there is a stream for each group of the account. */
    private boolean complete;

    /** Whether some streams could not be opened. */
    private boolean incomplete;

    private boolean stopped;

    /** Who takes what is found. */
    interface Sink {

        /** Takes a message that is new or not; false while there is no room, and then the fetch is told when there is. */
        boolean offer(MessageStream stream, MsgChat message, HistoryFetch fetch);

        /** Takes a message that was pushed a moment ago. */
        void replay(MsgChat message);
    }

    ChatStreams(ChatLink link, InboxOptions options, Sink sink) {
        this.link = link;
        this.options = options;
        this.sink = sink;
    }

    /** What is known of the streams is another's business now: none is begun any more. */
    void stop() {
        stopped = true;
    }

    Collection<MessageStream> all() {
        return streams.values();
    }

    /** Whether the history of a stream can be asked. */
    boolean canAsk(MessageStream stream) {
        return link.isReady() && !left.contains(stream);
    }

    /** The stream of a message that was pushed; where nothing was ever handled, it is the first. */
    MessageStream of(MsgChat message) {
        long key = key(message);
        MessageStream known = streams.get(key);
        if (known != null) {
            if (left.remove(known) && asksHistory()) {
                fetch(known, opening); // it was joined again, or was never left
            }
            return known;
        }
        long handled = remembered(key);
        MessageStream stream = stream(key, handled == 0 ? beforeEarly(key, message.getMsgId()) : handled);
        if (handled != 0 && (options.sync() == ChatSync.SINCE || options.sync() == ChatSync.ALL)) {
            fetch(stream, opening); // what is between comes first
        }
        return stream;
    }

    /** The fetch by which a stream is being brought up to date; null if it is. */
    HistoryFetch opening(MessageStream stream) {
        return opening.get(stream);
    }

    /** Brings all streams up to date, after a log-in. */
    void open() {
        if (!asksHistory()) {
            return;
        }
        incomplete = false;
        complete = false;
        open(HandledMessages.USERS);
        listing = true;
        link.ask(new OwnGroups(), HISTORY_MILLIS).whenComplete((groups, failure) -> {
            listing = false;
            if (stopped) {
                return;
            }
            if (failure == null) {
                groups.stream().map(GroupInfo::getGroupId).forEach(this::open);
                complete = true;
                streams.values().forEach(this::progress);
            } else if (link.isReady()) {
                incomplete = true;
                LOG.warn("The groups of the account are not known; they are asked for again later: {}", text(failure));
            }
            release();
        });
    }

    /** Takes what was held; what must still be is held again. */
    private void release() {
        List<MsgChat> again = List.copyOf(early);
        early.clear();
        earliest.keySet().removeAll(streams.keySet());
        again.forEach(sink::replay);
    }

    /**
     * Holds a message while it is not known which groups there are, or where its stream begins, so that older ones come
     * before it. More than can be held is found in the history.
     *
     * @return whether it was held
     */
    boolean hold(MsgChat message) {
        long key = key(message);
        if (!beginning.contains(key) && (!listing || key == HandledMessages.USERS)) {
            return false;
        }
        earliest.merge(key, message.getMsgId(), Math::min);
        if (early.size() < MOST_EARLY) {
            early.add(message);
        }
        return true;
    }

    private static long key(MsgChat message) {
        return message.getChatType() == ChatType.ChatTypeGroup ? message.getToId() : HandledMessages.USERS;
    }

    /** What comes before all that was held of a stream, and before a message. */
    private long beforeEarly(long key, long id) {
        Long first = earliest.remove(key);
        return (first == null ? id : Math.min(first, id)) - 1;
    }

    private void open(long key) {
        MessageStream stream = streams.get(key);
        if (stream != null) {
            left.remove(stream);
            fetch(stream, opening); // the connection came back
            return;
        }
        long handled = remembered(key);
        if (handled == 0 && options.sync() != ChatSync.ALL) {
            // the account got into the group since: what was written there before it was seen last is none of its
            // business
            handled = link.memory().lastSeen();
        }
        boolean first = handled == 0;
        if (options.sync() == ChatSync.ALL || (options.sync() == ChatSync.SINCE && !first)) {
            begin(key, handled);
        } else {
            beginNearTheEnd(key, handled);
        }
    }

    private void begin(long key, long handled) {
        MessageStream stream = stream(key, handled);
        progress(stream); // another start goes on here, however soon
        fetch(stream, opening);
    }

    private MessageStream stream(long key, long mark) {
        MessageStream stream = new MessageStream(key, mark, link.memory().beyond(key), asksHistory());
        streams.put(key, stream);
        return stream;
    }

    /** The newest page tells where to begin: behind it, or with it. */
    private void beginNearTheEnd(long key, long handled) {
        if (!beginning.add(key)) {
            return; // a lost answer is asked for again by itself
        }
        history(HistoryPage.before(MessageStream.type(key), key, 0)).whenComplete((page, failure) -> {
            beginning.remove(key);
            if (stopped) {
                return;
            }
            if (failure != null) {
                incomplete = true;
                LOG.warn("Where the history ends is not known; it is asked again later: {}", text(failure));
            } else {
                begin(key, Math.max(1, near(page.getChatDataListList(), key, handled)));
                // something above 0, so that the next start is not a first one
            }
            release();
        });
    }

    /** Behind the newest or before the oldest of a page, and before what was pushed since the log-in. */
    private long near(List<MsgChat> newestFirst, long key, long handled) {
        long newest = newestFirst.isEmpty() ? 0 : newestFirst.get(0).getMsgId();
        long oldest = newestFirst.isEmpty()
                ? 0
                : newestFirst.get(newestFirst.size() - 1).getMsgId() - 1;
        long begin = options.sync() == ChatSync.LATEST ? oldest : newest;
        return Math.max(handled, Math.min(begin, beforeEarly(key, newest + 1)));
    }

    /** Asks the history for what the server may have dropped. */
    void verify() {
        if (!asksHistory()) {
            return;
        }
        if (incomplete) {
            open(); // with the groups that were left, if the account is in them again
        } else if (!left.isEmpty()) {
            rejoin();
        }
        for (MessageStream stream : List.copyOf(streams.values())) {
            if (canAsk(stream) && !opening.containsKey(stream)) {
                fetch(stream, stream.isBehind() ? opening : verifying);
            }
        }
    }

    /** Looks whether the account is again in groups that it was not in. */
    private void rejoin() {
        link.ask(new OwnGroups(), HISTORY_MILLIS).whenComplete((groups, failure) -> {
            if (failure == null) {
                groups.stream()
                        .map(GroupInfo::getGroupId)
                        .filter(id -> left.contains(streams.get(id)))
                        .forEach(this::open);
            }
        });
    }

    /** The history of a stream cannot be asked; whether that is because the account is not in the group, which is told. */
    boolean isLeft(MessageStream stream, Throwable why) {
        boolean noMember = stream.key() != HandledMessages.USERS
                && why instanceof TencentException known
                && NO_MEMBER.equals(known.getCode());
        if (noMember && left.add(stream)) {
            LOG.warn(
                    "The history of the group {} cannot be asked until the account is in it again: {}",
                    stream.key(),
                    text(why));
        }
        return noMember;
    }

    /** A message was taken: asks the history in time, since each that it has not confirmed is saved by itself. */
    void taken(MessageStream stream) {
        boolean asking = opening.containsKey(stream) || verifying.containsKey(stream);
        if (stream.isDue() && !asking && !stream.isBehind() && canAsk(stream)) {
            fetch(stream, verifying);
        }
    }

    private void fetch(MessageStream stream, Map<MessageStream, HistoryFetch> running) {
        HistoryFetch before = running.get(stream);
        if (before != null) {
            before.more(); // it goes on by itself, up to the end, which may have moved while nobody was connected
            return;
        }
        Whole target = new Whole(stream, running);
        HistoryFetch fetch =
                new HistoryFetch(stream.type(), stream.key(), Math.max(1, stream.verified()), this::history, target);
        target.fetch = fetch;
        running.put(stream, fetch);
        stream.asked();
        fetch.begin();
    }

    private CompletableFuture<MsgQueryResult> history(HistoryPage page) {
        return link.ask(page, HISTORY_MILLIS);
    }

    private boolean asksHistory() {
        return options.sync() != ChatSync.NONE;
    }

    private long remembered(long key) {
        return link.memory().mark(key);
    }

    /** Remembers that a message was handled. */
    void handled(MessageStream stream, long id) {
        link.memory().handled(stream.key(), id);
        progress(stream);
    }

    /** Remembers up to where a stream was handled. */
    void progress(MessageStream stream) {
        link.memory().reached(stream.key(), stream.mark());
        if (!asksHistory() || (complete && !incomplete && beginning.isEmpty())) {
            link.memory().seen(stream.highest());
        }
    }

    private static String text(Throwable failure) {
        return failure instanceof TencentException known ? known.getMessage() : failure.toString();
    }

    /** A fetch of all that is new in a stream. */
    private final class Whole implements HistoryFetch.Target {

        private final MessageStream stream;
        private final Map<MessageStream, HistoryFetch> running;
        private HistoryFetch fetch;

        Whole(MessageStream stream, Map<MessageStream, HistoryFetch> running) {
            this.stream = stream;
            this.running = running;
        }

        @Override
        public boolean offer(MsgChat message) {
            return sink.offer(stream, message, fetch);
        }

        @Override
        public void reached(long id) {
            stream.verify(id);
        }

        @Override
        public void complete(long upTo) {
            running.remove(stream);
            stream.verify(upTo);
            if (running == opening) {
                stream.upToDate();
            }
            progress(stream);
        }

        @Override
        public void failed(Throwable why) {
            running.remove(stream);
            if (running == opening) {
                stream.behind();
            }
            if (!isLeft(stream, why)) {
                LOG.warn("The history cannot be asked; it is tried again later: {}", text(why));
            }
        }
    }
}
