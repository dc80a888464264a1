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
package io.github.cameltencent.birdtalk.connection;

import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.session.SessionEnd;

/** Receives the events of one connection, on its I/O thread, which must not be blocked. */
public interface ConnectionListener {

    /** The account is logged in and frames can be sent. */
    void ready(UserInfo self, boolean registered);

    /** A frame arrived that does not belong to the session itself. */
    void received(Msg msg);

    /** A key was agreed; the listener owns it. */
    void keyAgreed(ChatKey key);

    /** The server does not accept the stored key. */
    void keyRejected();

    /** The server wants a login code, to be passed to {@link ChatConnection#code}. */
    void codeRequested(int attempt);

    /**
     * The session ended.
     *
     * @param nextMillis the delay until the reconnect, or -1 for none
     */
    void ended(SessionEnd end, long nextMillis);
}
