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
package io.github.cameltencent.birdtalk.account;

import com.google.protobuf.Message;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.protocol.MsgChat;

/** Is told what comes in over a connection, on the connection's thread. */
public interface ChatObserver {

    /** Logged in, for the first time or again. */
    void ready(long ownId);

    /** A message came, for the first time or again. */
    void message(MsgChat message);

    /** Something other than a message came, which no request waits for. */
    void event(ChatEvent kind, Message what);

    /** Time went by. */
    void tick(long ticks);

    /**
     * The connection ended, and none is tried any more.
     *
     * @param why never because it was to be stopped
     */
    void refused(TencentException why);
}
