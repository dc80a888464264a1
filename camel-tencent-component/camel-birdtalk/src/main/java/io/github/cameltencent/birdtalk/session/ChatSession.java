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
import io.github.cameltencent.birdtalk.crypto.KeyExchangeException;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.InvalidFrameException;
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
 * The protocol state machine of one connection: takes events with their time and returns actions. It uses no sockets,
 * threads or clocks. Not thread-safe.
 *
 * <pre>
 * CONNECTING ─► HELLO ─┬─ no key ──► KEY_EXCHANGE ─┬─ needlogin ─► LOGIN ─┬─► READY ─► CLOSED
 *                      ├─ key known, no user ──────┼──────────────► LOGIN ┤
 *                      │                           │        WAIT_CODE ◄───┘
 *                      ├─ key and user known ──────┴─ waitdata ──────────► READY
 *                      └─ key unknown ─► delete it, HELLO again
 * </pre>
 *
 * <p>Every state but READY has a timeout, READY has heartbeats. Anything unexpected ends the session.
 */
public final class ChatSession implements AutoCloseable {

    private static final int MAX_KEY_PAIRS = 5;
    private static final int MAX_CODES = 5;

    private final ChatClientInfo clientInfo;
    private final ChatLogin login;
    private final ChatCipher cipher;
    private final SessionTimeouts times;
    private final SessionTimers timers;
    private final SecureRandom random;
    private List<SessionAction> actions = new ArrayList<>();
    private SessionState state = SessionState.CONNECTING;
    /** Null before the key exchange and after the key was deleted. */
    private ChatKey key;
    /** Null outside of a key exchange. */
    private KeyExchange exchange;

    private int keyPairs;
    private int codes;
    private long ownId;

    /**
     * A session whose connection is being opened.
     *
     * @param stored the key of an earlier session, now owned by this one; null for none
     */
    public ChatSession(
            ChatClientInfo clientInfo,
            ChatLogin login,
            ChatCipher cipher,
            ChatKey stored,
            SessionTimeouts times,
            SecureRandom random,
            ClockReading now) {
        this.clientInfo = clientInfo;
        this.login = login;
        this.cipher = cipher;
        this.key = stored;
        this.times = times;
        this.timers = new SessionTimers(times);
        this.random = random;
        this.ownId = login.userId();
        timers.startStage(now, times.connect());
    }

    public SessionState state() {
        return state;
    }

    /** When to call {@link #tick} next, in milliseconds of the monotonic clock. */
    public long nextTick() {
        return timers.next();
    }

    /** The WebSocket is open. */
    public List<SessionAction> connected(ClockReading now) {
        if (state == SessionState.CONNECTING) {
            timers.alive(now);
            timers.startHeartbeat(now);
            hello(now);
        }
        return done();
    }

    /** Something other than a chat frame arrived, such as a ping. */
    public void alive(ClockReading now) {
        if (state != SessionState.CLOSED && state != SessionState.CONNECTING) {
            timers.alive(now);
        }
    }

    /** A frame arrived. */
    public List<SessionAction> received(Msg msg, ClockReading now) {
        if (state == SessionState.CLOSED || state == SessionState.CONNECTING) {
            return done();
        }
        timers.alive(now);
        switch (msg.getPlainMsg().getMessageCase()) {
            case HELLO -> hello(msg.getPlainMsg().getHello(), now);
            case KEYEX -> keyExchange(msg, now);
            case USEROPRET -> userResult(msg, now);
            case ERRORMSG -> error(msg, now);
            case HEARTBEAT, MESSAGE_NOT_SET -> {
                // keep-alive, or a message of a later protocol version
            }
            default -> actions.add(new SessionAction.FrameReceived(msg));
        }
        return done();
    }

    /** Bytes arrived that are no frame, so that data may be lost. */
    public List<SessionAction> invalidFrame(InvalidFrameException what) {
        end(Cause.PROTOCOL, 0, what.getMessage());
        return done();
    }

    /** Checks the deadlines. */
    public List<SessionAction> tick(ClockReading now) {
        if (timers.isStageExpired(now)) {
            Cause cause = state == SessionState.WAIT_CODE ? Cause.NO_CODE : Cause.TIMEOUT;
            end(cause, 0, "Timeout in the state " + state);
        } else if (timers.isSilent(now)) {
            end(Cause.TIMEOUT, 0, "The server sent nothing for too long in the state " + state);
        } else if (timers.isHeartbeatDue(now)) {
            send(SessionFrames.heartbeat(now.unixMillis(), ownId));
            timers.startHeartbeat(now);
        }
        return done();
    }

    /** The login code was supplied. */
    public List<SessionAction> code(String code, ClockReading now) {
        if (state == SessionState.WAIT_CODE) {
            send(SessionFrames.code(now.unixMillis(), login, code));
            enter(SessionState.LOGIN, now, times.login());
        }
        return done();
    }

    /** The socket was closed. */
    public List<SessionAction> disconnected(String why) {
        end(Cause.DISCONNECTED, 0, why);
        return done();
    }

    /** The server or a gateway refused the WebSocket handshake. */
    public List<SessionAction> handshakeRefused(int status) {
        boolean forGood = status == 401 || status == 403;
        end(
                forGood ? Cause.LOGIN_REFUSED : Cause.DISCONNECTED,
                status,
                "The WebSocket handshake was refused with HTTP status " + status);
        return done();
    }

    /** Ends the session. */
    public List<SessionAction> stop() {
        end(Cause.STOPPED, 0, "Stopped");
        return done();
    }

    private void hello(ClockReading now) {
        ChatFrame frame = key == null
                ? SessionFrames.hello(now.unixMillis(), clientInfo)
                : SessionFrames.hello(now.unixMillis(), clientInfo, key, random);
        send(frame);
        enter(SessionState.HELLO, now, times.stage());
    }

    private void hello(MsgHello hello, ClockReading now) {
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

    private void stage1(ClockReading now) {
        if (++keyPairs > MAX_KEY_PAIRS) {
            end(Cause.KEY_EXCHANGE, ErrorMsgType.ErrTPublicKey_VALUE, "The server refused every public key");
            return;
        }
        closeExchange();
        exchange = new KeyExchange(cipher, random);
        send(exchange.stage1(now.unixMillis()));
        enter(SessionState.KEY_EXCHANGE, now, times.stage());
    }

    private void keyExchange(Msg msg, ClockReading now) {
        if (state == SessionState.READY) {
            return;
        }
        if (state != SessionState.KEY_EXCHANGE) {
            protocol("a stage of the key exchange");
            return;
        }
        try {
            if (exchange.isVerified()) {
                finishExchange(msg.getPlainMsg().getKeyEx(), now);
            } else {
                send(ChatFrame.stage3(now.unixMillis(), exchange.verify(msg)));
                enter(SessionState.KEY_EXCHANGE, now, times.stage());
            }
        } catch (KeyExchangeException e) {
            end(Cause.KEY_EXCHANGE, 0, e.getMessage());
        }
    }

    private void finishExchange(MsgKeyExchange stage4, ClockReading now) throws KeyExchangeException {
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

    private void login(ClockReading now) {
        send(SessionFrames.login(now.unixMillis(), login));
        enter(SessionState.LOGIN, now, times.login());
    }

    private void userResult(Msg msg, ClockReading now) {
        UserOpResult result = msg.getPlainMsg().getUserOpRet();
        if (state == SessionState.READY) {
            actions.add(new SessionAction.FrameReceived(msg));
        } else if (state != SessionState.HELLO && state != SessionState.LOGIN) {
            protocol("a result of a login");
        } else if (result.getStatus().equals("loginok") && result.getUsersCount() > 0) {
            loggedIn(result.getUsers(0), result.getOperation() == UserOperationType.RegisterUser);
        } else if (result.getStatus().equals("waitcode") && state == SessionState.LOGIN) {
            waitForCode(now);
        } else {
            protocol("a result that belongs to no login");
        }
    }

    private void loggedIn(UserInfo self, boolean registered) {
        if (login.userId() != 0 && self.getUserId() != login.userId()) {
            actions.add(new SessionAction.KeyRejected());
            end(Cause.OTHER_USER, 0, "The server logged in another user than requested");
            return;
        }
        ready(self, registered);
    }

    private void ready(UserInfo self, boolean registered) {
        ownId = self.getUserId();
        state = SessionState.READY;
        timers.cancelStage();
        // the answer to a registration repeats the password
        actions.add(new SessionAction.Ready(self.toBuilder().removeParams("pwd").build(), registered));
    }

    private void waitForCode(ClockReading now) {
        if (++codes > MAX_CODES) {
            end(Cause.NO_CODE, ErrorMsgType.ErrTMsgContent_VALUE, "The server refused every code");
            return;
        }
        actions.add(new SessionAction.CodeRequested(codes));
        enter(SessionState.WAIT_CODE, now, times.code());
    }

    private void error(Msg msg, ClockReading now) {
        MsgError error = msg.getPlainMsg().getErrorMsg();
        SessionErrorRules.Decision decision = SessionErrorRules.decide(state, error.getCode(), codes > 0);
        switch (decision.next()) {
            case FORGET_KEY -> {
                if (key == null) {
                    end(Cause.SERVER_ERROR, error.getCode(), "The server refused a hello without a key");
                } else {
                    closeKey();
                    actions.add(new SessionAction.KeyRejected());
                    hello(now);
                }
            }
            case NEW_KEY_PAIR -> {
                if (exchange.isVerified()) {
                    end(Cause.KEY_EXCHANGE, error.getCode(), "The server refused the key that it had accepted");
                } else {
                    stage1(now);
                }
            }
            case ASK_CODE_AGAIN -> waitForCode(now);
            case PASS_ON -> actions.add(new SessionAction.FrameReceived(msg));
            case END -> end(decision.cause(), error.getCode(), "The server refused with error " + error.getCode());
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

    private void enter(SessionState next, ClockReading now, long time) {
        state = next;
        timers.startStage(now, time);
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
