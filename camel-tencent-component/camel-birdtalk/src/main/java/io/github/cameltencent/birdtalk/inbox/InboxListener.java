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
import io.github.cameltencent.birdtalk.account.ChatEventType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.util.List;

/** Receives what an inbox delivers. Called on the connection's thread, which must not be blocked. */
public interface InboxListener {

    /** Messages of one dialogue, to be handled one after the other. */
    void messagesReceived(List<MsgChat> batch, Progress progress);

    /** Another event; {@code done} is to be run when it was handled, on any thread. */
    void eventReceived(ChatEventType kind, Message what, Runnable done);

    /** The connection ended and is not opened again. */
    void terminated(TencentException cause);

    /** Receives the progress of a batch, on any thread. */
    interface Progress {

        /** A message was handled; if it succeeded its sender may get a receipt. */
        void messageDone(MsgChat message, boolean succeeded);

        /**
         * The batch ended.
         *
         * @param left the messages that were not handled
         * @param failed whether the first of them failed; otherwise the consumer is paused
         */
        void batchDone(List<MsgChat> left, boolean failed);
    }
}
