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
package io.github.cameltencent.emulator.chat;

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.LinkedHashMap;
import java.util.Map;

/** One connection, as the server's logic sees it. What it holds is looked after by the world's lock. */
final class Terminal {

    private final Outlet outlet;
    /** Null before stage 1 was answered and after the exchange. */
    SharedKey pending;
    /** Null without an exchange or a fast path. */
    SharedKey key;
    /** 0 while nobody is logged in. */
    long userId;
    /** What a code will complete; null when none is waited for. */
    Runnable afterCode;
    /** Uploads under way, by the names that the client gave, oldest first. */
    final Map<String, Upload> uploads = new LinkedHashMap<>();

    Terminal(Outlet outlet) {
        this.outlet = outlet;
    }

    void send(long tm, ComMsgType type, MsgPlain.Builder body) {
        send(Msg.newBuilder()
                .setVersion(1)
                .setTm(tm)
                .setMsgType(type)
                .setPlainMsg(body)
                .build());
    }

    void send(Msg msg) {
        outlet.send(msg);
    }

    /** The word as a text frame; then the connection is dropped. */
    void drop(String word) {
        outlet.drop(word);
    }

    boolean isLoggedIn() {
        return userId != 0;
    }

    /** The way to the other side. */
    interface Outlet {

        void send(Msg msg);

        void drop(String word);
    }
}
