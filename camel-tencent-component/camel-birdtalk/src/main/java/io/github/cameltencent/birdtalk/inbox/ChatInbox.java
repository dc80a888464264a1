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

import com.google.protobuf.Message;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.account.ChatEvent;
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.account.ChatObserver;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.protocol.ChatMsgStatus;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.request.HistoryPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came in and is to go through a route: each message once, those of a dialogue in order and one at a time, none of
 * them lost. The socket is always read, since the server drops what a slow reader leaves; beyond a bound it is the inbox
 * that drops, and it fetches from the history when there is room again. Used by the connection's thread, but for what the
 * route tells.
 */
public final class ChatInbox implements ChatObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ChatInbox.class);
    private static final long HISTORY_MILLIS = 15_000;

    private final ChatLink link;
    private final InboxOptions options;
    private final ChatRoute route;
    private final ReceiptBook receipts;
    private final ChatStreams streams;
    private final InboxBuffer buffer;
    private final Map<Dialogue, DialogueQueue> dialogues = new HashMap<>();
    /** Fetches that wait for room. */
    private final Queue<HistoryFetch> waiting = new ArrayDeque<>();

    private long ownId;
    private int events;
    private volatile int inRoute;
    private volatile boolean paused;
    private boolean warned;
    private long nextResync;
    /** Null unless the route is being stopped. */
    private CompletableFuture<Void> end;

    public ChatInbox(ChatLink link, InboxOptions options, ChatRoute route) {
        this.link = link;
        this.options = options;
        this.route = route;
        this.receipts = new ReceiptBook(options.receipts());
        this.buffer = new InboxBuffer(options.maxBuffered());
        this.streams = new ChatStreams(link, options, new Fetching());
    }

    /** Gives the route nothing more; what it has goes on. From any thread. */
    public void pause() {
        paused = true;
    }

    /** Gives the route what waits. From any thread. */
    public void resume() {
        paused = false; // now: a pause that follows must not be undone when the loop gets there
        onLoop(() -> new ArrayList<>(dialogues.values()).forEach(this::go));
    }

    /** How many exchanges the route has. From any thread. */
    public int inRoute() {
        return inRoute;
    }

    public boolean isPaused() {
        return paused;
    }

    /** Completes when the route has handled what it has, and the receipts are sent. To be called after a pause. */
    public CompletableFuture<Void> ended() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try {
            link.loop().execute(() -> {
                end = ended;
                streams.stop();
                endIfIdle();
            });
        } catch (RejectedExecutionException e) {
            ended.complete(null); // the component was stopped before
        }
        return ended;
    }

    private void endIfIdle() {
        if (end != null && inRoute == 0) {
            receipts.flush(link);
            end.complete(null);
        }
    }

    @Override
    public void ready(long own) {
        ownId = own;
        receipts.flush(link);
        nextResync = link.ticks() + options.resyncInterval();
        if (wants(ChatEvent.MESSAGE)) {
            streams.open();
        }
    }

    @Override
    public void message(MsgChat message) {
        if (!wants(ChatEvent.MESSAGE)) {
            return;
        }
        if (streams.hold(message)) {
            return;
        }
        MessageStream stream = streams.of(message);
        long id = message.getMsgId();
        if (!stream.isNew(id)) {
            if (receipts.had(id)) {
                receipt(message); // that it comes again may mean that the first was lost
            }
            return;
        }
        HistoryFetch opening = streams.opening(stream);
        if (opening != null) {
            opening.hold(message);
        } else {
            pushed(stream, message);
        }
    }

    private void pushed(MessageStream stream, MsgChat message) {
        if (isNothingToHandle(message)) {
            pass(stream, message);
            return;
        }
        DialogueQueue queue = queue(stream, message);
        if (queue.fetch() != null) {
            queue.fetch().hold(message);
        } else if (queue.isStale() || buffer.isFull() || stream.isFull()) {
            lose(queue, message);
        } else {
            take(queue, message);
        }
    }

    /** Takes a message of the history; false while there is no room, and then the fetch goes on later. */
    boolean fetched(DialogueQueue queue, MsgChat message, HistoryFetch by) {
        if (isNothingToHandle(message)) {
            pass(queue.stream(), message);
        } else if (buffer.isFull()) {
            waiting.add(by);
            return false;
        } else {
            queue.wanted(message.getMsgId());
            take(queue, message);
        }
        return true;
    }

    private void lose(DialogueQueue queue, MsgChat message) {
        if (!warned) {
            warned = true;
            LOG.warn("The route is slower than the chat: messages are dropped, and fetched from the history later");
        }
        queue.lose(message.getMsgId());
    }

    /** Own messages come from other terminals of the account; what was recalled has nothing to say. */
    private boolean isNothingToHandle(MsgChat message) {
        return message.getFromId() == ownId || message.getStatus() == ChatMsgStatus.DELETED;
    }

    private void pass(MessageStream stream, MsgChat message) {
        stream.pass(message.getMsgId());
        streams.progress(stream);
        streams.taken(stream);
    }

    private void take(DialogueQueue queue, MsgChat message) {
        queue.stream().take(message.getMsgId());
        buffer.add(message);
        queue.add(message);
        go(queue);
        streams.taken(queue.stream());
    }

    private void go(DialogueQueue queue) {
        if (!paused && queue.canGo()) {
            inRoute++;
            route.messages(queue.next(), new Reporting(queue));
        }
    }

    private void done(DialogueQueue queue, MsgChat message, boolean well) {
        buffer.remove(message);
        queue.stream().close(message.getMsgId());
        streams.handled(queue.stream(), message.getMsgId());
        if (well) {
            receipt(message);
        }
        fetchOn();
    }

    private void fetchOn() {
        while (!waiting.isEmpty() && buffer.hasRoom()) {
            waiting.poll().go();
        }
    }

    private void finished(DialogueQueue queue, List<MsgChat> left, boolean failed) {
        inRoute--;
        queue.ready();
        if (failed) {
            left.forEach(message -> giveBack(queue, message));
            queue.pause(link.ticks() + options.resyncInterval()).forEach(message -> giveBack(queue, message));
        } else {
            queue.putBack(left);
        }
        go(queue);
        heal();
        if (queue.isIdle()) {
            dialogues.remove(queue.dialogue(), queue);
        }
        endIfIdle();
    }

    private void giveBack(DialogueQueue queue, MsgChat message) {
        buffer.remove(message);
        queue.stream().close(message.getMsgId());
        queue.giveBack(message.getMsgId());
    }

    /** Fetches what was dropped, when there is room. */
    private void heal() {
        if (!buffer.hasRoom() || end != null) {
            return;
        }
        for (MessageStream stream : List.copyOf(streams.all())) {
            if (!streams.canAsk(stream)) {
                continue;
            }
            for (DialogueQueue queue : new ArrayList<>(stream.stale())) {
                if (queue.fetch() == null && !queue.isPaused(link.ticks())) {
                    new DialogueHealing(queue, this, this::history).begin();
                }
            }
        }
        warned = warned
                && streams.all().stream().anyMatch(stream -> !stream.stale().isEmpty());
    }

    private void receipt(MsgChat message) {
        boolean toSelf = message.getChatType() == ChatType.ChatTypeP2P && message.getFromId() != ownId;
        if (toSelf && receipts.add(message.getFromId(), message.getMsgId())) {
            link.loop().schedule(() -> receipts.flush(link), InboxOptions.RECEIPTS_AFTER, TimeUnit.MILLISECONDS);
        }
    }

    private DialogueQueue queue(MessageStream stream, MsgChat message) {
        Dialogue dialogue = message.getChatType() == ChatType.ChatTypeGroup
                ? Dialogue.group(message.getToId())
                : Dialogue.user(message.getFromId());
        return dialogues.computeIfAbsent(dialogue, key -> new DialogueQueue(key, stream));
    }

    /** What was dropped of a dialogue could not be fetched: of a group that was left it is not tried again. */
    void failed(DialogueQueue queue, Throwable why) {
        streams.isLeft(queue.stream(), why);
    }

    /** Remembers how far the messages of a dialogue were handled. */
    void progress(DialogueQueue queue) {
        streams.progress(queue.stream());
    }

    private CompletableFuture<MsgQueryResult> history(HistoryPage page) {
        return link.ask(page, HISTORY_MILLIS);
    }

    @Override
    public void event(ChatEvent kind, Message what) {
        if (!wants(kind) || paused) {
            return;
        }
        if (events >= options.maxBuffered()) {
            LOG.warn("The route is slower than the chat: an event of the kind {} is lost", kind.word());
            return;
        }
        events++;
        route.event(kind, what, () -> onLoop(() -> events--));
    }

    private boolean wants(ChatEvent kind) {
        return options.events().contains(kind);
    }

    @Override
    public void tick(long now) {
        fetchOn();
        heal();
        if (now >= nextResync && link.isReady() && wants(ChatEvent.MESSAGE)) {
            nextResync = now + options.resyncInterval();
            streams.verify();
        }
    }

    @Override
    public void refused(TencentException why) {
        route.refused(why);
    }

    private void onLoop(Runnable task) {
        try {
            link.loop().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A message was handled after the end of the connection: it will come again");
        }
    }

    /** What fetches of whole streams find. */
    private final class Fetching implements ChatStreams.Sink {

        @Override
        public boolean offer(MessageStream stream, MsgChat message, HistoryFetch fetch) {
            if (!stream.isNew(message.getMsgId())) {
                return true;
            }
            DialogueQueue queue = queue(stream, message);
            if (queue.isStale()) { // it is fetched by itself, this message with it
                queue.alsoLost(message.getMsgId());
                return true;
            }
            return fetched(queue, message, fetch);
        }

        @Override
        public void replay(MsgChat message) {
            ChatInbox.this.message(message);
        }
    }

    /** What the route tells of the messages of a dialogue. */
    private final class Reporting implements ChatRoute.Progress {

        private final DialogueQueue queue;

        Reporting(DialogueQueue queue) {
            this.queue = queue;
        }

        @Override
        public void done(MsgChat message, boolean well) {
            onLoop(() -> ChatInbox.this.done(queue, message, well));
        }

        @Override
        public void finished(List<MsgChat> left, boolean failed) {
            onLoop(() -> ChatInbox.this.finished(queue, left, failed));
        }
    }
}
