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
package io.github.cameltencent.emulator.chat.state;

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of one connection. Guarded by the lock of the server's state. */
public final class ChatClient {

    private final FrameSender sender;
    /** The key being exchanged; null before stage 1 and after the exchange. */
    public SharedKey pending;
    /** The agreed key; null without a key exchange or fast path. */
    public SharedKey key;
    /** The user that is logged in, or 0. */
    public long userId;
    /** The operation that a verification code completes; null if none is pending. */
    public Runnable afterCode;
    /** Uploads in progress by the client's file names, oldest first. */
    public final Map<String, Upload> uploads = new LinkedHashMap<>();

    public ChatClient(FrameSender sender) {
        this.sender = sender;
    }

    public void send(long tm, ComMsgType type, MsgPlain.Builder body) {
        send(Msg.newBuilder()
                .setVersion(1)
                .setTm(tm)
                .setMsgType(type)
                .setPlainMsg(body)
                .build());
    }

    public void send(Msg msg) {
        sender.send(msg);
    }

    /** Sends a text frame and closes the connection. */
    public void drop(String word) {
        sender.drop(word);
    }

    public boolean isLoggedIn() {
        return userId != 0;
    }

    /** Sends messages to the client. */
    public interface FrameSender {

        void send(Msg msg);

        void drop(String word);
    }
}
