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
import io.github.cameltencent.birdtalk.frame.ForbiddenFrameException;
import io.github.cameltencent.birdtalk.protocol.ErrorMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;

/**
 * A request other than a message. Neither answers nor errors of the server name their request, so that requests are
 * sent one at a time, and each recognises its own answer. On the connection's thread.
 *
 * @param <T> the result
 */
public abstract class ChatRequest<T> {

    private final String operation;
    private final boolean read;
    private int sent;

    /**
     * A request.
     *
     * @param operation its name for users, such as {@code friend/add}
     * @param read whether it changes nothing, and can be sent again if the answer is lost
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

    /** The number of frames sent so far. */
    public final int framesSent() {
        return sent;
    }

    final void countFrame() {
        sent++;
    }

    /**
     * Creates the frame, also when the request is sent again.
     *
     * @throws ForbiddenFrameException if the server does not support it, or would crash
     */
    public abstract ChatFrame frame(RequestContext context);

    /**
     * Whether an error can be the answer. The error for mail that could not be sent may arrive during any other
     * request.
     */
    public boolean matchesError(int code) {
        return code != ErrorMsgType.ErrTEmail_VALUE;
    }

    /** Examines a frame, which may belong to something else. */
    public abstract Match accept(MsgPlain body);

    /**
     * The result, after {@link #accept} has returned {@link Match#COMPLETE}.
     *
     * @throws io.github.cameltencent.TencentException if the answer is a refusal
     */
    public abstract T result();

    /** Discards partial results, since the request failed. */
    public void discard() {}

    /** How a frame relates to a request. */
    public enum Match {
        UNRELATED,
        /** A part of the answer; {@link ChatRequest#continuation} may request the next. */
        MORE,
        COMPLETE
    }

    /** The frame to send after a part of the answer; null for none. */
    public ChatFrame continuation(RequestContext context) {
        return null;
    }
}
