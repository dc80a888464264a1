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
import java.util.Map;

/** Receives what the server pushes to an account. Called on the connection's thread, which must not be blocked. */
public interface AccountListener {

    /** The account is logged in, for the first time or after a reconnect. */
    void ready(long ownId);

    /** A message arrived, possibly not for the first time. */
    void messageReceived(MsgChat message);

    /** Something other than a message arrived, which no request was waiting for. */
    void eventReceived(ChatEventType kind, Message what);

    /** Called several times a second. */
    void tick(long ticks);

    /** Returns numbers about the state of the listener, for the dev console. */
    default Map<String, Object> status() {
        return Map.of();
    }

    /**
     * The connection ended and is not opened again.
     *
     * @param cause never a regular stop
     */
    void terminated(TencentException cause);
}
