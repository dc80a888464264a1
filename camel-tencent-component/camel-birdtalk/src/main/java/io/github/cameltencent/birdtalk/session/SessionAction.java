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

/** What a session wants done, in this order, by the one who holds its socket. */
public sealed interface SessionAction {

    /** Send this. */
    record Send(ChatFrame frame) implements SessionAction {}

    /** Keep this key for later connections. It belongs to whoever takes the action, who closes it. */
    record KeyAgreed(ChatKey key) implements SessionAction {}

    /** The server does not know the stored key, or it is another one's: it is worth nothing any more. */
    record KeyForgotten() implements SessionAction {}

    /** Somebody must enter the code that the server sent by mail; a wrong one is asked for again. */
    record CodeWanted(int attempt) implements SessionAction {}

    /**
     * Logged in.
     *
     * @param self own data, without a password; the id is 0 in the one case that the server did not tell it
     * @param registered whether the server has made a new account of the login
     */
    record Ready(UserInfo self, boolean registered) implements SessionAction {
        @Override
        public String toString() {
            return "Ready[registered=" + registered + "]";
        }
    }

    /** Something that is not the session's: a message, a reply, a result, an error. */
    record Arrived(Msg msg) implements SessionAction {
        @Override
        public String toString() {
            return "Arrived[" + msg.getPlainMsg().getMessageCase() + "]";
        }
    }

    /** Close the socket. Always the last action of a session. */
    record Ended(SessionEnd end) implements SessionAction {}
}
