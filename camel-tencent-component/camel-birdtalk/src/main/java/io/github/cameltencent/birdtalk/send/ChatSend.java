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

import com.google.protobuf.ByteString;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatFrames;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import io.github.cameltencent.exchange.Defects;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** A message on its way. The fields that change belong to the connection's thread. */
public final class ChatSend {

    private final Dialogue to;
    private final ChatMsgType kind;
    private final byte[] data;
    private final long refMsgId;
    private final int maxAttempts;
    private final BiConsumer<Sent, TencentException> listener;
    private final AtomicBoolean ended = new AtomicBoolean();
    /** 0 until there is one; kept over repeats, so that the history finds it. */
    private long sendId;
    /** The highest message id that was known before it was sent first: the history need not be searched below. */
    private long knownId;

    private long deadline;
    private boolean expired;
    private int attempts;
    /** The code of an error that came before the reply, 0 for none. */
    private int code;

    /**
     * What became of it.
     *
     * @param msgId the id that the server gave to it
     * @param time when the server took it, in Unix milliseconds
     * @param found whether its reply was lost, and it was found in the history
     */
    public record Sent(long msgId, long sendId, long time, int attempts, boolean found) {}

    /**
     * A message.
     *
     * @param refMsgId the message that is quoted or recalled, 0 for none
     * @param deadline in ticks
     * @param maxAttempts how often it may be sent at most, each time but the first after the history has shown that the
     *     server does not have it
     * @param listener told once, on the connection's thread: one of both is null
     */
    public ChatSend(
            Dialogue to,
            ChatMsgType kind,
            byte[] data,
            long refMsgId,
            long deadline,
            int maxAttempts,
            BiConsumer<Sent, TencentException> listener) {
        this.to = to;
        this.kind = kind;
        this.data = data;
        this.refMsgId = refMsgId;
        this.deadline = deadline;
        this.maxAttempts = maxAttempts;
        this.listener = listener;
    }

    /** The same once more, when its reply was lost: the history is asked before it is sent. */
    public ChatSend again(long until, int more, BiConsumer<Sent, TencentException> next) {
        ChatSend same = new ChatSend(to, kind, data, refMsgId, until, attempts + more, next);
        same.sendId = sendId;
        same.knownId = knownId;
        same.attempts = attempts;
        return same;
    }

    /** Whether it is the same message to the same receiver. */
    public boolean isSame(ChatSend other) {
        return to.equals(other.to)
                && kind == other.kind
                && refMsgId == other.refMsgId
                && Arrays.equals(data, other.data);
    }

    Dialogue to() {
        return to;
    }

    public BiConsumer<Sent, TencentException> listener() {
        return listener;
    }

    long sendId() {
        return sendId;
    }

    long knownId() {
        return knownId;
    }

    public long deadline() {
        return deadline;
    }

    boolean isNumbered() {
        return sendId != 0;
    }

    void number(long id) {
        sendId = id;
    }

    boolean wasSent() {
        return attempts > 0;
    }

    boolean mayRepeat() {
        return attempts < maxAttempts && !expired;
    }

    /** Its time is over; only the history may still tell for a while what became of it. */
    void expire(long grace) {
        expired = true;
        deadline += grace;
    }

    /** The frame of an attempt. */
    public ChatFrame frame(long now, ChatFrames frames) {
        return frames.message(now, sendId, to, kind, data, refMsgId);
    }

    /** Counts an attempt, before its frame is given to the connection. */
    void count(long highestKnown) {
        if (attempts++ == 0) {
            knownId = highestKnown;
        }
    }

    /** Whether an entry of the history is this message, though its send id may be another client's as well. */
    boolean isStoredAs(MsgChat entry, long ownId) {
        return entry.getSendId() == sendId
                && entry.getFromId() == ownId
                && entry.getMsgId() > knownId
                && entry.getMsgTypeValue() == kind.getNumber()
                && entry.getRefMessageId() == refMsgId
                && entry.getData().equals(ByteString.copyFrom(data));
    }

    void note(int errorCode) {
        code = errorCode;
    }

    int code() {
        return code;
    }

    void taken(long msgId, long time, boolean found) {
        tell(new Sent(msgId, sendId, time, attempts, found), null);
    }

    public void failed(TencentException why) {
        tell(
                null,
                why.toBuilder()
                        .call(ChatFailures.SERVICE, "send")
                        .attempts(attempts)
                        .build());
    }

    /** Something was thrown that nobody expected. */
    public void threw(Throwable defect) {
        if (!isEnded()) {
            failed(
                    wasSent()
                            ? Defects.sent(ChatFailures.SERVICE, "send", defect)
                            : Defects.unsent(ChatFailures.SERVICE, "send", defect));
        }
    }

    /** Whether the listener was told: then it must not be sent any more. */
    public boolean isEnded() {
        return ended.get();
    }

    /** Many are told one after the other: one that throws must not keep it from the others. */
    private void tell(Sent sent, TencentException failure) {
        if (ended.compareAndSet(false, true)) {
            new Tireless(() -> listener.accept(sent, failure)).run();
        }
    }
}
