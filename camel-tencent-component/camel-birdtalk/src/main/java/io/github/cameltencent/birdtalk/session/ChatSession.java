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

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.KeyExchangeFailure;
import io.github.cameltencent.birdtalk.frame.BadFrame;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.ChatTerminal;
import io.github.cameltencent.birdtalk.frame.KeyExchange;
import io.github.cameltencent.birdtalk.frame.SessionFrames;
import io.github.cameltencent.birdtalk.protocol.ErrorMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgHello;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpResult;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of one connection as the protocol tells it: events go in with their time, actions come out. It knows neither
 * sockets nor threads nor clocks. For one thread at a time.
 *
 * <pre>
 * CONNECTING ─► HELLO ─┬─ no key ──► KEY_EXCHANGE ─┬─ needlogin ─► LOGIN ─┬─► READY ─► CLOSED
 *                      ├─ key known, no user ──────┼──────────────► LOGIN ┤
 *                      │                           │        WAIT_CODE ◄───┘
 *                      ├─ key and user known ──────┴─ waitdata ──────────► READY
 *                      └─ key unknown ─► forget it, HELLO once more
 * </pre>
 *
 * Every state but READY has its time, and READY its heart beat; whatever does not fit ends the session.
 */
public final class ChatSession implements AutoCloseable {

    private static final int MOST_KEY_PAIRS = 5;
    private static final int MOST_CODES = 5;

    private final ChatTerminal terminal;
    private final ChatLogin login;
    private final ChatCipher cipher;
    private final SessionTimes times;
    private final SessionTimers timers;
    private final SecureRandom random;
    private List<SessionAction> actions = new ArrayList<>();
    private SessionState state = SessionState.CONNECTING;
    /** Null where there is none yet, or none any more. */
    private ChatKey key;
    /** Null outside of an exchange. */
    private KeyExchange exchange;

    private int keyPairs;
    private int codes;
    private long ownId;

    /**
     * A session that begins with dialling.
     *
     * @param stored the key of an earlier session, which now belongs to this one; null if there is none
     */
    public ChatSession(
            ChatTerminal terminal,
            ChatLogin login,
            ChatCipher cipher,
            ChatKey stored,
            SessionTimes times,
            SecureRandom random,
            Moment now) {
        this.terminal = terminal;
        this.login = login;
        this.cipher = cipher;
        this.key = stored;
        this.times = times;
        this.timers = new SessionTimers(times);
        this.random = random;
        this.ownId = login.userId();
        timers.stageEnds(now, times.connect());
    }

    public SessionState state() {
        return state;
    }

    /** When {@link #tick} wants to be called, in ticks. */
    public long nextTick() {
        return timers.next();
    }

    /** The websocket is open. */
    public List<SessionAction> connected(Moment now) {
        if (state == SessionState.CONNECTING) {
            timers.heard(now);
            timers.beat(now);
            hello(now);
        }
        return done();
    }

    /** Something came that is no frame of the chat, such as a ping. */
    public void heard(Moment now) {
        if (state != SessionState.CLOSED && state != SessionState.CONNECTING) {
            timers.heard(now);
        }
    }

    /** A frame came. */
    public List<SessionAction> received(Msg msg, Moment now) {
        if (state == SessionState.CLOSED || state == SessionState.CONNECTING) {
            return done();
        }
        timers.heard(now);
        switch (msg.getPlainMsg().getMessageCase()) {
            case HELLO -> hello(msg.getPlainMsg().getHello(), now);
            case KEYEX -> keyExchange(msg, now);
            case USEROPRET -> userResult(msg, now);
            case ERRORMSG -> error(msg, now);
            case HEARTBEAT, MESSAGE_NOT_SET -> {
                // a sign of life, or something of a later version
            }
            default -> actions.add(new SessionAction.Arrived(msg));
        }
        return done();
    }

    /** Bytes came that are no frame: nobody knows what was lost with them. */
    public List<SessionAction> garbled(BadFrame what) {
        end(Cause.PROTOCOL, 0, what.getMessage());
        return done();
    }

    /** Time went by. */
    public List<SessionAction> tick(Moment now) {
        if (timers.stageIsOver(now)) {
            Cause cause = state == SessionState.WAIT_CODE ? Cause.NO_CODE : Cause.TIMEOUT;
            end(cause, 0, "Nothing came in time in the state " + state);
        } else if (timers.isSilent(now)) {
            end(Cause.TIMEOUT, 0, "The server fell silent in the state " + state);
        } else if (timers.mustBeat(now)) {
            send(SessionFrames.heartBeat(now.wall(), ownId));
            timers.beat(now);
        }
        return done();
    }

    /** Somebody entered the code. */
    public List<SessionAction> code(String code, Moment now) {
        if (state == SessionState.WAIT_CODE) {
            send(SessionFrames.code(now.wall(), login, code));
            enter(SessionState.LOGIN, now, times.login());
        }
        return done();
    }

    /** The socket is gone. */
    public List<SessionAction> disconnected(String why) {
        end(Cause.DISCONNECTED, 0, why);
        return done();
    }

    /** The server, or somebody before it, did not want to open a websocket. */
    public List<SessionAction> handshakeRefused(int status) {
        boolean forGood = status == 401 || status == 403;
        end(
                forGood ? Cause.LOGIN_REFUSED : Cause.DISCONNECTED,
                status,
                "The websocket was refused with the HTTP status " + status);
        return done();
    }

    /** We want to stop. */
    public List<SessionAction> stop() {
        end(Cause.STOPPED, 0, "Stopped");
        return done();
    }

    private void hello(Moment now) {
        ChatFrame frame = key == null
                ? SessionFrames.hello(now.wall(), terminal)
                : SessionFrames.hello(now.wall(), terminal, key, random);
        send(frame);
        enter(SessionState.HELLO, now, times.stage());
    }

    private void hello(MsgHello hello, Moment now) {
        if (state == SessionState.READY) {
            return;
        }
        if (state != SessionState.HELLO) {
            protocol("hello");
            return;
        }
        switch (hello.getStage()) {
            case "waitlogin" -> stage1(now);
            case "needlogin" -> login(now);
            case "waitdata" -> ready(UserInfo.newBuilder().setUserId(ownId).build(), false);
            default -> protocol("hello of an unknown stage");
        }
    }

    private void stage1(Moment now) {
        if (++keyPairs > MOST_KEY_PAIRS) {
            end(Cause.KEY_EXCHANGE, ErrorMsgType.ErrTPublicKey_VALUE, "The server refused every public key");
            return;
        }
        closeExchange();
        exchange = new KeyExchange(cipher, random);
        send(exchange.stage1(now.wall()));
        enter(SessionState.KEY_EXCHANGE, now, times.stage());
    }

    private void keyExchange(Msg msg, Moment now) {
        if (state == SessionState.READY) {
            return;
        }
        if (state != SessionState.KEY_EXCHANGE) {
            protocol("a step of a key exchange");
            return;
        }
        try {
            if (exchange.isVerified()) {
                finishExchange(msg.getPlainMsg().getKeyEx(), now);
            } else {
                send(ChatFrame.stage3(now.wall(), exchange.verify(msg)));
                enter(SessionState.KEY_EXCHANGE, now, times.stage());
            }
        } catch (KeyExchangeFailure e) {
            end(Cause.KEY_EXCHANGE, 0, e.getMessage());
        }
    }

    private void finishExchange(MsgKeyExchange stage4, Moment now) throws KeyExchangeFailure {
        ChatKey agreed = exchange.finish(stage4);
        closeExchange();
        closeKey();
        key = agreed;
        boolean loggedIn = stage4.getStatus().equals("waitdata");
        if (!loggedIn && !stage4.getStatus().equals("needlogin")) {
            protocol("an unknown status of the key exchange");
            return;
        }
        actions.add(new SessionAction.KeyAgreed(agreed.copy()));
        if (loggedIn) {
            ready(UserInfo.newBuilder().setUserId(ownId).build(), false);
        } else {
            login(now);
        }
    }

    private void login(Moment now) {
        send(SessionFrames.login(now.wall(), login));
        enter(SessionState.LOGIN, now, times.login());
    }

    private void userResult(Msg msg, Moment now) {
        UserOpResult result = msg.getPlainMsg().getUserOpRet();
        if (state == SessionState.READY) {
            actions.add(new SessionAction.Arrived(msg));
        } else if (state != SessionState.HELLO && state != SessionState.LOGIN) {
            protocol("a result of a login");
        } else if (result.getStatus().equals("loginok") && result.getUsersCount() > 0) {
            loggedIn(result.getUsers(0), result.getOperation() == UserOperationType.RegisterUser);
        } else if (result.getStatus().equals("waitcode") && state == SessionState.LOGIN) {
            waitForCode(now);
        } else {
            protocol("a result that is none of a login");
        }
    }

    private void loggedIn(UserInfo self, boolean registered) {
        if (login.userId() != 0 && self.getUserId() != login.userId()) {
            actions.add(new SessionAction.KeyForgotten());
            end(Cause.OTHER_USER, 0, "The server logged us in as another user");
            return;
        }
        ready(self, registered);
    }

    private void ready(UserInfo self, boolean registered) {
        ownId = self.getUserId();
        state = SessionState.READY;
        timers.stageHasNoEnd();
        // a registration's answer repeats the password
        actions.add(new SessionAction.Ready(self.toBuilder().removeParams("pwd").build(), registered));
    }

    private void waitForCode(Moment now) {
        if (++codes > MOST_CODES) {
            end(Cause.NO_CODE, ErrorMsgType.ErrTMsgContent_VALUE, "The server refused every code");
            return;
        }
        actions.add(new SessionAction.CodeWanted(codes));
        enter(SessionState.WAIT_CODE, now, times.code());
    }

    private void error(Msg msg, Moment now) {
        MsgError error = msg.getPlainMsg().getErrorMsg();
        SessionErrors.Verdict verdict = SessionErrors.judge(state, error.getCode(), codes > 0);
        switch (verdict.next()) {
            case FORGET_KEY -> {
                if (key == null) {
                    end(Cause.SERVER_ERROR, error.getCode(), "The server refused a greeting without a key");
                } else {
                    closeKey();
                    actions.add(new SessionAction.KeyForgotten());
                    hello(now);
                }
            }
            case NEW_KEY_PAIR -> {
                if (exchange.isVerified()) {
                    end(Cause.KEY_EXCHANGE, error.getCode(), "The server refused the key that it had taken");
                } else {
                    stage1(now);
                }
            }
            case ASK_CODE_AGAIN -> waitForCode(now);
            case PASS_ON -> actions.add(new SessionAction.Arrived(msg));
            case END -> end(verdict.cause(), error.getCode(), "The server refused with error " + error.getCode());
        }
    }

    private void protocol(String what) {
        end(Cause.PROTOCOL, 0, "The server sent " + what + " in the state " + state);
    }

    private void end(Cause cause, int code, String text) {
        if (state != SessionState.CLOSED) {
            actions.add(new SessionAction.Ended(new SessionEnd(cause, code, text)));
            close();
        }
    }

    private void enter(SessionState next, Moment now, long time) {
        state = next;
        timers.stageEnds(now, time);
    }

    private void send(ChatFrame frame) {
        actions.add(new SessionAction.Send(frame));
    }

    private List<SessionAction> done() {
        if (actions.isEmpty()) {
            return List.of();
        }
        List<SessionAction> all = actions;
        actions = new ArrayList<>();
        return all;
    }

    private void closeExchange() {
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
    }

    private void closeKey() {
        if (key != null) {
            key.close();
            key = null;
        }
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        state = SessionState.CLOSED;
        timers.stop();
        closeExchange();
        closeKey();
    }
}
