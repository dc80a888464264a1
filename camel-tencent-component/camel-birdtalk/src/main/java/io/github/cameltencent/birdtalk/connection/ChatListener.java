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

/** Hears of one connection, on its I/O thread, which must not be kept. */
public interface ChatListener {

    /** Logged in; frames may be sent. */
    void ready(UserInfo self, boolean registered);

    /** Something that is not the session's own came. */
    void arrived(Msg msg);

    /** A key was agreed; it belongs to the listener. */
    void keyAgreed(ChatKey key);

    /** The stored key is worth nothing any more. */
    void keyForgotten();

    /** Somebody must give a code to {@link ChatConnection#code}. */
    void codeWanted(int attempt);

    /**
     * The session is over.
     *
     * @param nextMillis when another is tried, or -1 if none will be
     */
    void ended(SessionEnd end, long nextMillis);
}
