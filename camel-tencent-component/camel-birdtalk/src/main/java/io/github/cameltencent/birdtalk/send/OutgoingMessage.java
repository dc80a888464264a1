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
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.frame.MessageFrames;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.transport.InternalErrors;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** A message that is being sent. Its mutable fields belong to the connection's thread. */
public final class OutgoingMessage {

    private final Dialogue to;
    private final ChatMsgType kind;
    private final byte[] data;
    private final long refMsgId;
    private final int maxAttempts;
    private final BiConsumer<Result, TencentException> listener;
    private final AtomicBoolean ended = new AtomicBoolean();
    /** 0 until it is assigned; kept over retries, so that the message is found in the history. */
    private long sendId;
    /** The highest message id before the first attempt: the history is not searched below it. */
    private long searchFloor;

    private long deadline;
    private boolean expired;
    private int attempts;
    /** The code of an error that preceded the reply, 0 for none. */
    private int code;

    /**
     * The result.
     *
     * @param msgId the id assigned by the server
     * @param time when the server accepted it, Unix time in milliseconds
     * @param found whether the reply was lost and the message was found in the history
     */
    public record Result(long msgId, long sendId, long time, int attempts, boolean found) {}

    /**
     * A message.
     *
     * @param refMsgId the message that is quoted or recalled, 0 for none
     * @param deadline in milliseconds of the monotonic clock
     * @param maxAttempts the most attempts; each but the first requires that the history does not contain the message
     * @param listener called once on the connection's thread, with a result or an exception
     */
    public OutgoingMessage(
            Dialogue to,
            ChatMsgType kind,
            byte[] data,
            long refMsgId,
            long deadline,
            int maxAttempts,
            BiConsumer<Result, TencentException> listener) {
        this.to = to;
        this.kind = kind;
        this.data = data;
        this.refMsgId = refMsgId;
        this.deadline = deadline;
        this.maxAttempts = maxAttempts;
        this.listener = listener;
    }

    /** A copy for a redelivery after a lost reply: the history is searched before it is sent. */
    public OutgoingMessage retry(long until, int more, BiConsumer<Result, TencentException> next) {
        OutgoingMessage same = new OutgoingMessage(to, kind, data, refMsgId, until, attempts + more, next);
        same.sendId = sendId;
        same.searchFloor = searchFloor;
        same.attempts = attempts;
        return same;
    }

    /** Whether both are the same message to the same receiver. */
    public boolean isSameMessage(OutgoingMessage other) {
        return to.equals(other.to)
                && kind == other.kind
                && refMsgId == other.refMsgId
                && Arrays.equals(data, other.data);
    }

    Dialogue to() {
        return to;
    }

    public BiConsumer<Result, TencentException> listener() {
        return listener;
    }

    long sendId() {
        return sendId;
    }

    long searchFloor() {
        return searchFloor;
    }

    public long deadline() {
        return deadline;
    }

    boolean hasSendId() {
        return sendId != 0;
    }

    void assignSendId(long id) {
        sendId = id;
    }

    boolean wasSent() {
        return attempts > 0;
    }

    boolean mayRetry() {
        return attempts < maxAttempts && !expired;
    }

    /** Ends the time for attempts; the history may still be searched for a while. */
    void expire(long grace) {
        expired = true;
        deadline += grace;
    }

    /** Creates the frame of an attempt. */
    public ChatFrame frame(long now, MessageFrames frames) {
        return frames.message(now, sendId, to, kind, data, refMsgId);
    }

    /** Counts an attempt, before its frame is written. */
    void countAttempt(long highestMessageId) {
        if (attempts++ == 0) {
            searchFloor = highestMessageId;
        }
    }

    /** Whether an entry of the history is this message. Another client may have used the same send id. */
    boolean isStoredAs(MsgChat entry, long ownId) {
        return entry.getSendId() == sendId
                && entry.getFromId() == ownId
                && entry.getMsgId() > searchFloor
                && entry.getMsgTypeValue() == kind.getNumber()
                && entry.getRefMessageId() == refMsgId
                && entry.getData().equals(ByteString.copyFrom(data));
    }

    void noteError(int errorCode) {
        code = errorCode;
    }

    int code() {
        return code;
    }

    void accepted(long msgId, long time, boolean found) {
        tell(new Result(msgId, sendId, time, attempts, found), null);
    }

    public void failed(TencentException cause) {
        tell(
                null,
                cause.toBuilder()
                        .call(ChatExceptions.SERVICE, "send")
                        .attempts(attempts)
                        .build());
    }

    /** Fails with an unexpected exception, unless the message has ended. */
    public void failedUnexpectedly(Throwable defect) {
        if (!isEnded()) {
            failed(
                    wasSent()
                            ? InternalErrors.afterSending(ChatExceptions.SERVICE, "send", defect)
                            : InternalErrors.beforeSending(ChatExceptions.SERVICE, "send", defect));
        }
    }

    /** Whether the listener was called; the message must not be sent any more then. */
    public boolean isEnded() {
        return ended.get();
    }

    /** Calls the listener once; what it throws must not affect other messages. */
    private void tell(Result sent, TencentException failure) {
        if (ended.compareAndSet(false, true)) {
            new ExceptionLoggingTask(() -> listener.accept(sent, failure)).run();
        }
    }
}
