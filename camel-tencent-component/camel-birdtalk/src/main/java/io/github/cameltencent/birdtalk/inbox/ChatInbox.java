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
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.account.AccountListener;
import io.github.cameltencent.birdtalk.account.ChatEventType;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.protocol.ChatMsgStatus;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
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
 * Delivers the messages of an account to a consumer: each once, those of a dialogue one at a time and in order,
 * without loss. The socket is always read, since the server drops what a slow reader leaves. When the buffer is full
 * the inbox drops messages itself, and fetches them from the history later.
 *
 * <p>On the connection's thread, except for the methods that say otherwise.
 */
public final class ChatInbox implements AccountListener {

    private static final Logger LOG = LoggerFactory.getLogger(ChatInbox.class);
    private static final long HISTORY_MILLIS = 15_000;

    private final AccountClient client;
    private final InboxOptions options;
    private final InboxListener listener;
    private final PendingReceipts receipts;
    private final MessageStreams streams;
    private final InboxBuffer buffer;
    private final Map<Dialogue, DialogueQueue> dialogues = new HashMap<>();
    /** Fetches that wait for room in the buffer. */
    private final Queue<HistoryFetch> waiting = new ArrayDeque<>();

    private long ownId;
    private int events;
    private volatile int inFlight;
    private volatile boolean paused;
    private boolean warned;
    private long nextResync;
    /** Null unless the consumer is being stopped. */
    private CompletableFuture<Void> draining;

    public ChatInbox(AccountClient client, InboxOptions options, InboxListener listener) {
        this.client = client;
        this.options = options;
        this.listener = listener;
        this.receipts = new PendingReceipts(options.receipts());
        this.buffer = new InboxBuffer(options.maxBuffered());
        this.streams = new MessageStreams(client, options, new FetchSink());
    }

    /** Stops delivery; exchanges in flight continue. From any thread. */
    public void pause() {
        paused = true;
    }

    /** Resumes delivery. From any thread. */
    public void resume() {
        paused = false; // immediately, so that it cannot undo a later pause
        onLoop(() -> new ArrayList<>(dialogues.values()).forEach(this::dispatch));
    }

    /** The number of batches in flight. From any thread. */
    public int inFlight() {
        return inFlight;
    }

    public boolean isPaused() {
        return paused;
    }

    /**
     * Completes when no exchanges are in flight and the receipts are sent. Call {@link #pause} first. From any
     * thread.
     */
    public CompletableFuture<Void> drained() {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        try {
            client.loop().execute(() -> {
                draining = drained;
                streams.stop();
                completeIfIdle();
            });
        } catch (RejectedExecutionException e) {
            drained.complete(null); // the component is stopped already
        }
        return drained;
    }

    private void completeIfIdle() {
        if (draining != null && inFlight == 0) {
            receipts.flush(client);
            draining.complete(null);
        }
    }

    @Override
    public void ready(long own) {
        ownId = own;
        receipts.flush(client);
        nextResync = client.monotonicMillis() + options.resyncInterval();
        if (wants(ChatEventType.MESSAGE)) {
            streams.open();
        }
    }

    @Override
    public void messageReceived(MsgChat message) {
        if (!wants(ChatEventType.MESSAGE)) {
            return;
        }
        if (streams.bufferEarly(message)) {
            return;
        }
        MessageStream stream = streams.of(message);
        long id = message.getMsgId();
        if (!stream.isNew(id)) {
            if (receipts.wasSent(id)) {
                receipt(message); // the server may have lost the first receipt
            }
            return;
        }
        HistoryFetch opening = streams.opening(stream);
        if (opening != null) {
            opening.buffer(message);
        } else {
            messagePushed(stream, message);
        }
    }

    private void messagePushed(MessageStream stream, MsgChat message) {
        if (isIgnored(message)) {
            skip(stream, message);
            return;
        }
        DialogueQueue queue = queue(stream, message);
        if (queue.fetch() != null) {
            queue.fetch().buffer(message);
        } else if (queue.isStale() || buffer.isFull() || stream.isFull()) {
            drop(queue, message);
        } else {
            enqueue(queue, message);
        }
    }

    /** Takes a message of the history; false if the buffer is full: the fetch is resumed later. */
    boolean fetched(DialogueQueue queue, MsgChat message, HistoryFetch by) {
        if (isIgnored(message)) {
            skip(queue.stream(), message);
        } else if (buffer.isFull()) {
            waiting.add(by);
            return false;
        } else {
            queue.markFetched(message.getMsgId());
            enqueue(queue, message);
        }
        return true;
    }

    private void drop(DialogueQueue queue, MsgChat message) {
        if (!warned) {
            warned = true;
            LOG.warn("The route is slower than the chat: messages are dropped and will be fetched from the history");
        }
        queue.markDropped(message.getMsgId());
    }

    /** Whether not to deliver a message: it was sent by the account itself on another device, or was recalled. */
    private boolean isIgnored(MsgChat message) {
        return message.getFromId() == ownId || message.getStatus() == ChatMsgStatus.DELETED;
    }

    private void skip(MessageStream stream, MsgChat message) {
        stream.skip(message.getMsgId());
        streams.progress(stream);
        streams.messageTaken(stream);
    }

    private void enqueue(DialogueQueue queue, MsgChat message) {
        queue.stream().take(message.getMsgId());
        buffer.add(message);
        queue.add(message);
        dispatch(queue);
        streams.messageTaken(queue.stream());
    }

    private void dispatch(DialogueQueue queue) {
        if (!paused && queue.canDispatch()) {
            inFlight++;
            listener.messagesReceived(queue.next(), new BatchProgress(queue));
        }
    }

    private void messageDone(DialogueQueue queue, MsgChat message, boolean succeeded) {
        buffer.remove(message);
        queue.stream().messageDone(message.getMsgId());
        streams.handled(queue.stream(), message.getMsgId());
        if (succeeded) {
            receipt(message);
        }
        resumeFetches();
    }

    private void resumeFetches() {
        while (!waiting.isEmpty() && buffer.hasRoom()) {
            waiting.poll().resume();
        }
    }

    private void batchDone(DialogueQueue queue, List<MsgChat> left, boolean failed) {
        inFlight--;
        queue.ready();
        if (failed) {
            left.forEach(message -> returnMessage(queue, message));
            queue.pause(client.monotonicMillis() + options.resyncInterval())
                    .forEach(message -> returnMessage(queue, message));
        } else {
            queue.putBack(left);
        }
        dispatch(queue);
        refetchDropped();
        if (queue.isIdle()) {
            dialogues.remove(queue.dialogue(), queue);
        }
        completeIfIdle();
    }

    private void returnMessage(DialogueQueue queue, MsgChat message) {
        buffer.remove(message);
        queue.stream().messageDone(message.getMsgId());
        queue.returnMessage(message.getMsgId());
    }

    /** Fetches dropped messages, if the buffer has room. */
    private void refetchDropped() {
        if (!buffer.hasRoom() || draining != null) {
            return;
        }
        for (MessageStream stream : List.copyOf(streams.all())) {
            if (!streams.canQuery(stream)) {
                continue;
            }
            for (DialogueQueue queue : new ArrayList<>(stream.stale())) {
                if (queue.fetch() == null && !queue.isPaused(client.monotonicMillis())) {
                    new DialogueRefetch(queue, this, this::history).start();
                }
            }
        }
        warned = warned
                && streams.all().stream().anyMatch(stream -> !stream.stale().isEmpty());
    }

    private void receipt(MsgChat message) {
        boolean toSelf = message.getChatType() == ChatType.ChatTypeP2P && message.getFromId() != ownId;
        if (toSelf && receipts.add(message.getFromId(), message.getMsgId())) {
            client.loop().schedule(() -> receipts.flush(client), InboxOptions.RECEIPT_DELAY, TimeUnit.MILLISECONDS);
        }
    }

    private DialogueQueue queue(MessageStream stream, MsgChat message) {
        Dialogue dialogue = message.getChatType() == ChatType.ChatTypeGroup
                ? Dialogue.group(message.getToId())
                : Dialogue.user(message.getFromId());
        return dialogues.computeIfAbsent(dialogue, key -> new DialogueQueue(key, stream));
    }

    /** Handles a failed fetch of dropped messages; it is not repeated for a group that the account has left. */
    void failed(DialogueQueue queue, Throwable cause) {
        streams.isLeft(queue.stream(), cause);
    }

    /** Records the progress of a dialogue. */
    void progress(DialogueQueue queue) {
        streams.progress(queue.stream());
    }

    private CompletableFuture<MsgQueryResult> history(HistoryPageRequest page) {
        return client.send(page, HISTORY_MILLIS);
    }

    @Override
    public void eventReceived(ChatEventType kind, Message what) {
        if (!wants(kind) || paused) {
            return;
        }
        if (events >= options.maxBuffered()) {
            LOG.warn("The route is slower than the chat: an event of type {} is lost", kind.optionName());
            return;
        }
        events++;
        listener.eventReceived(kind, what, () -> onLoop(() -> events--));
    }

    private boolean wants(ChatEventType kind) {
        return options.events().contains(kind);
    }

    @Override
    public void tick(long now) {
        resumeFetches();
        refetchDropped();
        if (now >= nextResync && client.isReady() && wants(ChatEventType.MESSAGE)) {
            nextResync = now + options.resyncInterval();
            streams.verify();
        }
    }

    @Override
    public Map<String, Object> status() {
        return InboxStatus.of(streams.all(), buffer, dialogues.size(), inFlight, paused);
    }

    @Override
    public void terminated(TencentException cause) {
        listener.terminated(cause);
    }

    private void onLoop(Runnable task) {
        try {
            client.loop().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A message was handled after the end of the connection and will be delivered again");
        }
    }

    /** Receives what fetches of whole streams find. */
    private final class FetchSink implements MessageStreams.Sink {

        @Override
        public boolean offer(MessageStream stream, MsgChat message, HistoryFetch fetch) {
            if (!stream.isNew(message.getMsgId())) {
                return true;
            }
            DialogueQueue queue = queue(stream, message);
            if (queue.isStale()) { // the fetch of its dropped messages includes this one
                queue.alsoDropped(message.getMsgId());
                return true;
            }
            return fetched(queue, message, fetch);
        }

        @Override
        public void replay(MsgChat message) {
            ChatInbox.this.messageReceived(message);
        }
    }

    /** Receives the progress of a batch. */
    private final class BatchProgress implements InboxListener.Progress {

        private final DialogueQueue queue;

        BatchProgress(DialogueQueue queue) {
            this.queue = queue;
        }

        @Override
        public void messageDone(MsgChat message, boolean succeeded) {
            onLoop(() -> ChatInbox.this.messageDone(queue, message, succeeded));
        }

        @Override
        public void batchDone(List<MsgChat> left, boolean failed) {
            onLoop(() -> ChatInbox.this.batchDone(queue, left, failed));
        }
    }
}
