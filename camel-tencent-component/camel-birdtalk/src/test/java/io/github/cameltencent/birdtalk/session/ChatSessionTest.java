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

import static io.github.cameltencent.birdtalk.session.ScriptedServer.error;
import static io.github.cameltencent.birdtalk.session.ScriptedServer.hello;
import static io.github.cameltencent.birdtalk.session.ScriptedServer.loginOk;
import static io.github.cameltencent.birdtalk.session.ScriptedServer.of;
import static io.github.cameltencent.birdtalk.session.ScriptedServer.userResult;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All transitions and errors of a session, without a network. */
class ChatSessionTest extends SessionScript {

    @ParameterizedTest
    @EnumSource(ChatCipher.class)
    @DisplayName("without a key: hello, key exchange, login")
    void theFullHandshake(ChatCipher cipher) throws Exception {
        open(null, byId(), cipher);
        assertThat(sent().body().getHello().getKeyPrint()).isZero();
        receive(hello("waitlogin"));
        assertThat(session.state()).isEqualTo(SessionState.KEY_EXCHANGE);
        receive(of(server.stage2(sent())));
        assertThat(server.accepts(sent())).isTrue();
        receive(of(server.stage4("needlogin")));
        assertThat(first(SessionAction.KeyAgreed.class).key().cipher()).isEqualTo(cipher);
        assertThat(sent().body().getUserOp().getUser().getParamsOrThrow("pwd")).isEqualTo("secret-1");
        receive(loginOk(ALPHA));
        assertThat(session.state()).isEqualTo(SessionState.READY);
        assertThat(first(SessionAction.Ready.class).self().getUserId()).isEqualTo(ALPHA);
    }

    @Test
    void withAStoredKeyTheLoginFollowsTheHello() {
        open(key(), byId());
        assertThat(sent().body().getHello().getKeyPrint()).isEqualTo(key().print());
        assertThat(sent().body().getHello().getParamsMap()).containsKey("checkTokenData");
        receive(loginOk(ALPHA));
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void aStoredKeyThatNoUserIsBoundToNeedsALoginOnly() {
        open(key(), byId());
        receive(hello("needlogin"));
        assertThat(sent().body().hasUserOp()).isTrue();
        assertThat(session.state()).isEqualTo(SessionState.LOGIN);
    }

    @Test
    void waitDataMeansLoggedInAlready() {
        open(key(), byId());
        receive(hello("waitdata"));
        assertThat(first(SessionAction.Ready.class).self().getUserId()).isEqualTo(ALPHA);
    }

    @Test
    void waitDataAtTheEndOfAnExchangeToo() throws Exception {
        untilStage3();
        receive(of(server.stage4("waitdata")));
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 13})
    void aRefusedKeyIsDeletedAndTheFullHandshakeFollows(int code) {
        open(key(), byId());
        receive(error(code));
        first(SessionAction.KeyRejected.class);
        assertThat(sent().body().getHello().getKeyPrint()).isZero();
        receive(error(code));
        assertThat(end().cause()).isEqualTo(Cause.SERVER_ERROR);
    }

    @Test
    void theKeyOfAnotherUserIsDeleted() {
        open(key(), byId());
        receive(loginOk(10002));
        first(SessionAction.KeyRejected.class);
        assertThat(end().cause()).isEqualTo(Cause.OTHER_USER);
        assertThat(end().mayReconnect()).isTrue();
    }

    @Test
    @DisplayName("error 11 makes a new key pair on the same connection, five times at most")
    void leadingZerosOfTheServer() {
        open(null, byId());
        receive(hello("waitlogin"));
        ByteString before = sent().body().getKeyEx().getPubKey();
        for (int i = 1; i < 5; i++) {
            receive(error(11));
            assertThat(sent().body().getKeyEx().getPubKey()).isNotEqualTo(before);
            before = sent().body().getKeyEx().getPubKey();
        }
        receive(error(11));
        assertThat(end().cause()).isEqualTo(Cause.KEY_EXCHANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"print", "proof", "pem", "reflected", "cipher", "stage", "other-vector"})
    void aStageTwoThatIsWrongEndsTheExchangeBeforeStageThree(String what) throws Exception {
        open(null, byId());
        receive(hello("waitlogin"));
        ByteString own = sent().body().getKeyEx().getPubKey();
        MsgKeyExchange.Builder stage2 = server.stage2(sent());
        switch (what) {
            case "print" -> stage2.setKeyPrint(stage2.getKeyPrint() + 1);
            case "proof" -> stage2.setTempKey(ByteString.copyFrom(new byte[29]));
            case "pem" -> stage2.setPubKey(ByteString.copyFromUtf8("-----BEGIN PUBLIC KEY-----"));
            case "reflected" -> stage2.setPubKey(own);
            case "cipher" -> stage2.setEncType("twofish128");
            case "stage" -> stage2.setStage(4);
            default -> stage2 = ChatVectors.frame("keyex-stage2-wrong-check").getPlainMsg().getKeyEx().toBuilder();
        }
        int before = frames();
        receive(of(stage2));
        assertThat(end().cause()).isEqualTo(Cause.KEY_EXCHANGE);
        assertThat(frames()).isEqualTo(before);
        assertThat(seen).noneMatch(SessionAction.KeyAgreed.class::isInstance);
    }

    @Test
    void aRepeatedStageTwoEndsTheExchange() throws Exception {
        open(null, byId());
        receive(hello("waitlogin"));
        Msg stage2 = of(server.stage2(sent()));
        receive(stage2);
        receive(stage2);
        assertThat(end().cause()).isEqualTo(Cause.KEY_EXCHANGE);
    }

    @Test
    void aStageFourForAnotherKeyKeepsNone() throws Exception {
        untilStage3();
        receive(of(server.stage4("needlogin").setKeyPrint(1)));
        assertThat(end().cause()).isEqualTo(Cause.KEY_EXCHANGE);
        assertThat(seen).noneMatch(SessionAction.KeyAgreed.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "HELLO, 1, VERSION",
        "HELLO, 9, SERVER_ERROR",
        "HELLO, 14, SERVER_ERROR",
        "HELLO, 4711, SERVER_ERROR",
        "KEY_EXCHANGE, 1, VERSION",
        "KEY_EXCHANGE, 6, KEY_EXCHANGE",
        "KEY_EXCHANGE, 9, SERVER_ERROR",
        "KEY_EXCHANGE, 13, KEY_EXCHANGE",
        "KEY_EXCHANGE, 14, SERVER_ERROR",
        "LOGIN, 14, LOGIN_REFUSED",
        "LOGIN, 4, LOGIN_REFUSED",
        "LOGIN, 9, SERVER_ERROR",
        "LOGIN, 17, DISABLED",
        "LOGIN, 18, DELETED",
        "LOGIN, 1, VERSION",
        "LOGIN, 19, SERVER_ERROR",
        "READY, 15, SESSION_LOST",
        "READY, 17, DISABLED",
        "READY, 18, DELETED"
    })
    void errorsThatEndASession(SessionState state, int code, Cause cause) {
        until(state);
        receive(error(code));
        assertThat(end().cause()).isEqualTo(cause);
        assertThat(end().code()).isEqualTo(code);
        assertThat(end().toString() + seen).doesNotContain("submitted password", "secret-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 14, 16, 21, 99})
    void otherErrorsOfARequestArePassedOn(int code) {
        until(SessionState.READY);
        receive(error(code));
        assertThat(session.state()).isEqualTo(SessionState.READY);
        assertThat(first(SessionAction.FrameReceived.class).msg().getPlainMsg().hasErrorMsg())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    @DisplayName("no reconnecting after what repetition cannot mend")
    void finalRefusals(Cause cause) {
        assertThat(new SessionEnd(cause, 0, "").mayReconnect())
                .isEqualTo(!List.of(
                                Cause.STOPPED,
                                Cause.VERSION,
                                Cause.LOGIN_REFUSED,
                                Cause.NO_CODE,
                                Cause.DISABLED,
                                Cause.DELETED)
                        .contains(cause));
    }

    @Test
    void aCodeIsRequestedAgainAfterAWrongOne() {
        open(null, ChatLogin.byEmailCode("alpha@example.com"));
        receive(hello("needlogin"));
        receive(userResult(UserOperationType.Login, "waitcode", 0));
        assertThat(first(SessionAction.CodeRequested.class).attempt()).isEqualTo(1);
        act(session.code("00000", now));
        assertThat(sent().body().getUserOp().getParamsOrThrow("code")).isEqualTo("00000");
        receive(error(14));
        assertThat(session.state()).isEqualTo(SessionState.WAIT_CODE);
        act(session.code("12345", now));
        receive(loginOk(ALPHA));
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void theNumberOfCodesIsLimited() {
        open(null, ChatLogin.byEmailCode("alpha@example.com"));
        receive(hello("needlogin"));
        receive(userResult(UserOperationType.Login, "waitcode", 0));
        for (int i = 0; i < 5; i++) {
            act(session.code("00000", now));
            receive(error(14));
        }
        assertThat(end().cause()).isEqualTo(Cause.NO_CODE);
    }

    @Test
    void anAccountCreatedByALoginIsReportedWithoutItsPassword() {
        open(null, ChatLogin.byEmail("new@example.com", "secret-1".toCharArray()));
        receive(hello("needlogin"));
        receive(userResult(UserOperationType.RegisterUser, "loginok", 10009));
        SessionAction.Ready ready = first(SessionAction.Ready.class);
        assertThat(ready.registered()).isTrue();
        assertThat(ready.self().getParamsMap()).doesNotContainKey("pwd");
    }

    @ParameterizedTest
    @CsvSource({"CONNECTING, 10000", "HELLO, 10000", "KEY_EXCHANGE, 10000", "LOGIN, 15000"})
    void aStageTimeoutEndsTheSession(SessionState state, long time) {
        until(state);
        pass(time - 1);
        assertThat(session.state()).isEqualTo(state);
        pass(1);
        assertThat(end().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(session.nextTick()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void heartbeatsAreSentEveryThirtySecondsAndPongsKeepTheSessionAlive() {
        until(SessionState.READY);
        int before = frames();
        for (int second = 0; second < 300; second++) {
            pass(1000);
            if (second % 20 == 0) {
                session.alive(now);
            }
        }
        assertThat(frames() - before).isEqualTo(10);
        assertThat(sent().body().getHeartBeat().getUserId()).isEqualTo(ALPHA);
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void aSilentServerEndsTheSessionAfterSixtyFiveSeconds() {
        until(SessionState.READY);
        pass(64_999);
        assertThat(session.state()).isEqualTo(SessionState.READY);
        pass(1);
        assertThat(end().cause()).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void timersIgnoreChangesOfTheWallClock() {
        until(SessionState.READY);
        now = new ClockReading(now.unixMillis() + 3_600_000, now.monotonicMillis() + 1);
        act(session.tick(now));
        now = new ClockReading(now.unixMillis() - 7_200_000, now.monotonicMillis() + 1);
        act(session.tick(now));
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @ParameterizedTest
    @CsvSource({"KEY_EXCHANGE, HELLO", "LOGIN, HELLO", "HELLO, KEYEX", "LOGIN, KEYEX", "KEY_EXCHANGE, USEROPRET"})
    void framesOutOfOrderEndTheSession(SessionState state, MessageCase what) {
        until(state);
        receive(frame(what));
        assertThat(end().cause()).isIn(Cause.PROTOCOL, Cause.KEY_EXCHANGE);
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageCase.class,
            names = {"HELLO", "KEYEX", "HEARTBEAT", "MESSAGE_NOT_SET"})
    void aReadySessionIgnoresThem(MessageCase what) {
        until(SessionState.READY);
        int before = seen.size();
        receive(frame(what));
        assertThat(session.state()).isEqualTo(SessionState.READY);
        assertThat(seen).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionState.class,
            names = {"HELLO", "KEY_EXCHANGE", "LOGIN", "READY"})
    void pushedFramesArePassedOnInAnyState(SessionState state) {
        until(state);
        receive(of(MsgPlain.newBuilder().setChatData(MsgChat.newBuilder().setMsgId(5))));
        assertThat(first(SessionAction.FrameReceived.class)
                        .msg()
                        .getPlainMsg()
                        .getChatData()
                        .getMsgId())
                .isEqualTo(5);
        assertThat(session.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void stoppingOrLosingTheSocketEndsAnyStateOnce(SessionState state) {
        until(state);
        act(session.stop());
        act(session.disconnected("reset"));
        act(session.tick(now));
        receive(hello("waitlogin"));
        assertThat(seen.stream().filter(SessionAction.Ended.class::isInstance)).hasSize(1);
        assertThat(end().cause()).isEqualTo(Cause.STOPPED);
    }

    @Test
    void theEndWipesTheKey() {
        ChatKey stored = key();
        byte[] bytes = stored.use(own -> own);
        open(stored, byId());
        act(session.stop());
        assertThat(bytes).containsOnly(0);
    }
}
