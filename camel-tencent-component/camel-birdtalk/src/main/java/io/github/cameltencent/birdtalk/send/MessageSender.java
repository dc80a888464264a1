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
package io.github.cameltencent.birdtalk.send;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrameException;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.ErrorMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the messages of one connection in order. The server does not detect duplicates, so that a message whose reply
 * is lost is searched for in the history and sent again only if it is not there. Later messages wait meanwhile. On
 * the connection's thread.
 *
 * <pre>
 * waiting → written → replied
 *    ↑         ↓ reply lost
 *    └──── unresolved → found in the history
 *  not there          ↓ no result in time
 *                  AMBIGUOUS
 * </pre>
 */
public final class MessageSender {

    static final int MAX_MESSAGES = 1000;

    /** The time for a search after a reply did not arrive in time, in milliseconds. */
    private static final long SEARCH_TIME = 15_000;

    private final Outbound outbound;
    private final ChatExceptions exceptions;
    private final Deque<OutgoingMessage> waiting = new ArrayDeque<>();
    private final Map<Long, OutgoingMessage> awaitingReply = new LinkedHashMap<>();
    private final Deque<OutgoingMessage> unresolved = new ArrayDeque<>();
    /** Messages that the history does not contain, to be sent before all others. */
    private final Deque<OutgoingMessage> resend = new ArrayDeque<>();

    private boolean open;
    private boolean searching;

    /** What the sender needs from the connection. */
    public interface Outbound {

        /** A new send id, or 0 while none is available, until {@link MessageSender#flush} is called. */
        long sendId();

        ChatFrame frame(OutgoingMessage message);

        /** The highest message id seen so far. */
        long highestMessageId();

        void send(ChatFrame frame);

        /** Searches the history for a message and calls {@link MessageSender#searchCompleted}. */
        void search(OutgoingMessage message);

        long monotonicMillis();
    }

    public MessageSender(Outbound outbound, ChatExceptions exceptions) {
        this.outbound = outbound;
        this.exceptions = exceptions;
    }

    /** Adds a message. */
    public void add(OutgoingMessage message) {
        if (waiting.size() + awaitingReply.size() + unresolved.size() + resend.size() >= MAX_MESSAGES) {
            message.failed(exceptions.queueFull(MAX_MESSAGES));
            return;
        }
        (message.wasSent() ? unresolved : waiting).add(message);
        flush();
    }

    /** The session is logged in. */
    public void ready() {
        open = true;
        flush();
    }

    /** Sends what can be sent now, or starts the next search. */
    public void flush() {
        if (!open || searching) {
            return;
        }
        if (!unresolved.isEmpty()) {
            searching = true;
            outbound.search(unresolved.peek());
            return;
        }
        while (!resend.isEmpty()) {
            waiting.addFirst(resend.pollLast());
        }
        while (!waiting.isEmpty() && hasSendId(waiting.peek())) {
            write(waiting.poll());
        }
    }

    private boolean hasSendId(OutgoingMessage message) {
        if (!message.hasSendId()) {
            message.assignSendId(outbound.sendId());
        }
        return message.hasSendId();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // a message that was removed from the queue must end
    private void write(OutgoingMessage message) {
        try {
            ChatFrame frame = outbound.frame(message);
            awaitingReply.put(message.sendId(), message);
            message.countAttempt(outbound.highestMessageId());
            outbound.send(frame);
        } catch (ForbiddenFrameException e) {
            message.failed(exceptions.forbidden(e));
        } catch (RuntimeException | Error e) {
            awaitingReply.remove(message.sendId());
            message.failedUnexpectedly(e);
        }
    }

    /** Handles the server's reply to a message. */
    public void replyReceived(MsgChatReply reply) {
        OutgoingMessage message = awaitingReply.remove(reply.getSendId());
        if (message == null) {
            return; // it is too late, or belongs to no message
        }
        if (reply.getExtraMsg().equals("fail")) {
            message.failed(exceptions.refused(message.code(), reply.getParamsOrDefault("detail", "")));
        } else {
            message.accepted(reply.getMsgId(), reply.getSendOk(), false);
        }
    }

    /**
     * Handles an error; true if it announces the refusal of a message, whose reply follows. Two errors do, and name
     * the receiver. That the receiver does not follow the sender concerns messages only, even if none waits any more.
     * A missing permission may also concern a request: if both wait, the message gets the error, and the request
     * times out.
     */
    public boolean errorReceived(MsgError error) {
        boolean notFriend = error.getCode() == ErrorMsgType.ErrTNotFriend_VALUE;
        if (!notFriend && error.getCode() != ErrorMsgType.ErrTNotPermission_VALUE) {
            return false;
        }
        String receiver = error.getParamsOrDefault("uid", "");
        for (OutgoingMessage message : awaitingReply.values()) {
            if (message.code() == 0 && isTo(message, receiver)) {
                message.noteError(error.getCode());
                return true;
            }
        }
        return notFriend || unresolved.stream().anyMatch(message -> isTo(message, receiver));
    }

    private static boolean isTo(OutgoingMessage message, String userId) {
        return message.to().type() == ChatType.ChatTypeP2P
                && Long.toString(message.to().id()).equals(userId);
    }

    /** The connection was closed; written messages may have been received. */
    public void disconnected() {
        open = false;
        searching = false;
        unresolved.addAll(awaitingReply.values());
        awaitingReply.clear();
    }

    /**
     * Handles the result of a search.
     *
     * @param msgId the id in the history, 0 if the message is certainly not there
     */
    void searchCompleted(OutgoingMessage message, long msgId, long time) {
        searching = false;
        if (!unresolved.remove(message)) {
            return; // it has timed out
        }
        if (msgId != 0) {
            message.accepted(msgId, time, true);
        } else if (message.mayRetry()) {
            resend.add(message);
        } else {
            message.failed(
                    exceptions.noReply("The server did not reply, and the history does not contain the message"));
        }
        flush();
    }

    /** The search failed, so that the outcome of the message is unknown. */
    void searchFailed(OutgoingMessage message) {
        searching = false;
        if (unresolved.remove(message)) {
            message.failed(exceptions.noReply(
                    "The connection was closed, and the history could not be searched for the message"));
        }
        flush();
    }

    /** Ends messages whose time is over. */
    public void expire() {
        long now = outbound.monotonicMillis();
        end(waiting, now);
        end(unresolved, now);
        end(resend, now);
        List<OutgoingMessage> late = awaitingReply.values().stream()
                .filter(message -> now >= message.deadline())
                .toList();
        for (OutgoingMessage message : late) {
            awaitingReply.remove(message.sendId());
            message.expire(SEARCH_TIME);
            unresolved.add(message);
        }
        flush();
    }

    private void end(Deque<OutgoingMessage> sends, long now) {
        List<OutgoingMessage> late =
                sends.stream().filter(message -> now >= message.deadline()).toList();
        sends.removeAll(late);
        late.forEach(message -> message.failed(
                message.wasSent()
                        ? exceptions.noReply("The server did not reply, and the history could not be searched in time")
                        : exceptions.notSent("NOT_CONNECTED", "The chat server was not reached in time")));
    }

    /** Fails all messages, since there will be no connection. */
    public void failAll(TencentException cause) {
        disconnected();
        unresolved.addAll(resend);
        resend.clear();
        while (!unresolved.isEmpty()) {
            unresolved.poll().failed(exceptions.noReply("The connection was closed before the server replied"));
        }
        while (!waiting.isEmpty()) {
            OutgoingMessage message = waiting.poll();
            message.failed(
                    message.wasSent()
                            ? exceptions.noReply("The connection was closed before the message was sent again")
                            : cause);
        }
    }
}
