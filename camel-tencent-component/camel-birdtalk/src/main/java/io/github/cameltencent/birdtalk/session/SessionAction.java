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
package io.github.cameltencent.birdtalk.session;

import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.UserInfo;

/** An action that a session requests from the owner of its socket, to be executed in order. */
public sealed interface SessionAction {

    /** Write a frame. */
    record Send(ChatFrame frame) implements SessionAction {}

    /** Store the agreed key for later connections. Whoever executes the action owns the key and closes it. */
    record KeyAgreed(ChatKey key) implements SessionAction {}

    /** Delete the stored key: the server does not know it, or it belongs to another user. */
    record KeyRejected() implements SessionAction {}

    /** Request the login code that the server sent by mail; again if the last one was wrong. */
    record CodeRequested(int attempt) implements SessionAction {}

    /**
     * The account is logged in.
     *
     * @param self the account's own data without the password; its id is 0 if neither the login nor the server told
     *     it
     * @param registered whether the server created the account
     */
    record Ready(UserInfo self, boolean registered) implements SessionAction {
        @Override
        public String toString() {
            return "Ready[registered=" + registered + "]";
        }
    }

    /** A frame arrived that does not belong to the session: a message, reply, result or error. */
    record FrameReceived(Msg msg) implements SessionAction {
        @Override
        public String toString() {
            return "Arrived[" + msg.getPlainMsg().getMessageCase() + "]";
        }
    }

    /** Close the socket. Always the last action. */
    record Ended(SessionEnd end) implements SessionAction {}
}
