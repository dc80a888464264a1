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
package io.github.cameltencent.birdtalk.request;

import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame;
import io.github.cameltencent.birdtalk.protocol.ErrorMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;

/**
 * Something that the server is asked, other than to take a message. The server tells neither in its answers nor in its
 * errors what they belong to, so that one is asked at a time, and each knows its own answer. Used by the connection's
 * thread alone.
 *
 * @param <T> what comes of it
 */
public abstract class ChatRequest<T> {

    private final String operation;
    private final boolean read;
    private int sent;

    /**
     * A request.
     *
     * @param operation what users call it, such as {@code friend/add}
     * @param read whether it changes nothing, so that it may be asked again when the answer is lost
     */
    public ChatRequest(String operation, boolean read) {
        this.operation = operation;
        this.read = read;
    }

    public final String operation() {
        return operation;
    }

    public final boolean isRead() {
        return read;
    }

    /** How many frames were sent for it. */
    public final int sent() {
        return sent;
    }

    final void count() {
        sent++;
    }

    /**
     * What to send; also when it is asked again.
     *
     * @throws ForbiddenFrame if the server cannot do this, or would die of it
     */
    public abstract ChatFrame frame(Asking as);

    /**
     * Whether an error can be the answer. That a mail could not be sent is told when the server finds out, in the midst of
     * other things.
     */
    public boolean mayBeRefusedBy(int code) {
        return code != ErrorMsgType.ErrTEmail_VALUE;
    }

    /** Looks at what came, which may belong to others. */
    public abstract Part take(MsgPlain body);

    /**
     * What came of it, once {@link #take} had the last part.
     *
     * @throws io.github.cameltencent.TencentException if the answer is a refusal
     */
    public abstract T answer();

    /** It failed: what was kept of its answer can go. */
    public void abandoned() {}

    /** What a frame is to a request. */
    public enum Part {
        NOT_MINE,
        /** More will come, or is to be asked: {@link ChatRequest#next}. */
        MORE,
        LAST
    }

    /** What to send after a part that was not the last; null for nothing. */
    public ChatFrame next(Asking as) {
        return null;
    }
}
