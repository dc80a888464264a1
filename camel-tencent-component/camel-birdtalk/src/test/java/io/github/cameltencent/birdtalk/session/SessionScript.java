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

import static io.github.cameltencent.birdtalk.session.ScriptedServer.hello;
import static io.github.cameltencent.birdtalk.session.ScriptedServer.loginOk;
import static io.github.cameltencent.birdtalk.session.ScriptedServer.of;
import static io.github.cameltencent.birdtalk.session.ScriptedServer.userResult;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A session under test with its server and the actions it requested so far. */
abstract class SessionScript {

    private static final SecureRandom RANDOM = new SecureRandom();
    static final long ALPHA = 10001;

    final ScriptedServer server = new ScriptedServer();
    final List<SessionAction> seen = new ArrayList<>();
    ClockReading now = new ClockReading(ScriptedServer.TIME - 5, 1000);
    ChatSession session;

    void open(ChatKey stored, ChatLogin login) {
        open(stored, login, ChatCipher.AES_CTR);
    }

    void open(ChatKey stored, ChatLogin login, ChatCipher cipher) {
        dial(stored, login, cipher);
        act(session.connected(now));
    }

    void dial(ChatKey stored, ChatLogin login, ChatCipher cipher) {
        ChatClientInfo clientInfo = new ChatClientInfo("device", "1.0", "test", Map.of());
        session = new ChatSession(clientInfo, login, cipher, stored, SessionTimeouts.DEFAULT, RANDOM, now);
    }

    void untilStage3() throws Exception {
        open(null, byId());
        receive(hello("waitlogin"));
        receive(of(server.stage2(sent())));
    }

    void until(SessionState state) {
        if (state == SessionState.WAIT_CODE) {
            open(null, ChatLogin.byEmailCode("alpha@example.com"));
            receive(hello("needlogin"));
            receive(userResult(UserOperationType.Login, "waitcode", 0));
            return;
        }
        dial(null, byId(), ChatCipher.AES_CTR);
        if (state != SessionState.CONNECTING) {
            act(session.connected(now));
        }
        switch (state) {
            case KEY_EXCHANGE -> receive(hello("waitlogin"));
            case LOGIN -> receive(hello("needlogin"));
            case READY -> {
                receive(hello("needlogin"));
                receive(loginOk(ALPHA));
            }
            case CLOSED -> act(session.stop());
            default -> {
                // reached already
            }
        }
        assertThat(session.state()).isEqualTo(state);
    }

    Msg frame(MessageCase what) {
        return switch (what) {
            case HELLO -> hello("waitlogin");
            case KEYEX -> of(MsgKeyExchange.newBuilder().setStage(4));
            case USEROPRET -> loginOk(ALPHA);
            case HEARTBEAT -> ChatVectors.frame("heartbeat-reply");
            default -> ChatVectors.frame("unknown-field-and-enum");
        };
    }

    void receive(Msg msg) {
        act(session.received(msg, now));
    }

    void pass(long time) {
        now = new ClockReading(now.unixMillis() + time, now.monotonicMillis() + time);
        act(session.tick(now));
    }

    void act(List<SessionAction> actions) {
        seen.addAll(actions);
    }

    ChatFrame sent() {
        List<ChatFrame> all = seen.stream()
                .filter(SessionAction.Send.class::isInstance)
                .map(action -> ((SessionAction.Send) action).frame())
                .toList();
        return all.get(all.size() - 1);
    }

    int frames() {
        return (int) seen.stream().filter(SessionAction.Send.class::isInstance).count();
    }

    SessionEnd end() {
        return first(SessionAction.Ended.class).end();
    }

    <T> T first(Class<T> kind) {
        return seen.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " in " + seen));
    }

    static ChatLogin byId() {
        return ChatLogin.byId(ALPHA, "secret-1".toCharArray());
    }

    static ChatKey key() {
        return ChatVectors.key("ordinary-2", ChatCipher.AES_CTR);
    }
}
