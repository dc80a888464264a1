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
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.util.List;

/** Where an inbox brings what came in. Called by the connection's thread, which must not wait. */
public interface ChatRoute {

    /** Messages of one dialogue, to be handled one after the other. */
    void messages(List<MsgChat> batch, Progress progress);

    /** Something else that happened; {@code done} is to be run when it is handled, by any thread. */
    void event(ChatEvent kind, Message what, Runnable done);

    /** There is no connection, and will not be one. */
    void refused(TencentException why);

    /** Told by any thread how the messages get on. */
    interface Progress {

        /** One was handled, and its sender may have a receipt if it went well. */
        void done(MsgChat message, boolean well);

        /**
         * There are no more to come from this batch.
         *
         * @param left those that were not handled
         * @param failed whether the first of them failed; otherwise the route is suspended, or being stopped
         */
        void finished(List<MsgChat> left, boolean failed);
    }
}
