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

/** One connection, as the server's logic sees it. What it holds is looked after by the world's lock. */
public final class ChatClient {

    private final Outlet outlet;
    /** Null before stage 1 was answered and after the exchange. */
    public SharedKey pending;
    /** Null without an exchange or a fast path. */
    public SharedKey key;
    /** 0 while nobody is logged in. */
    public long userId;
    /** What a code will complete; null when none is waited for. */
    public Runnable afterCode;
    /** Uploads in progress, by the names that the client gave, oldest first. */
    public final Map<String, Upload> uploads = new LinkedHashMap<>();

    public ChatClient(Outlet outlet) {
        this.outlet = outlet;
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
        outlet.send(msg);
    }

    /** The word as a text frame; then the connection is dropped. */
    public void drop(String word) {
        outlet.drop(word);
    }

    public boolean isLoggedIn() {
        return userId != 0;
    }

    /** The way to the other side. */
    public interface Outlet {

        void send(Msg msg);

        void drop(String word);
    }
}
