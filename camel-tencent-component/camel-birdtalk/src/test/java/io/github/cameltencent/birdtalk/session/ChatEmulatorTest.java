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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.frame.FriendFrames;
import io.github.cameltencent.birdtalk.frame.GroupFrames;
import io.github.cameltencent.birdtalk.frame.MessageFrames;
import io.github.cameltencent.birdtalk.frame.SessionFrames;
import io.github.cameltencent.birdtalk.protocol.ChatMsgStatus;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.FriendOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.SynType;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against the emulator, which has its own implementation of the protocol. */
class ChatEmulatorTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static final long NOW = 1_718_700_000_000L;

    private static TencentEmulator emulator;

    private final List<SessionDriver> sessions = new ArrayList<>();
    private final MessageFrames asAlpha = new MessageFrames(ALPHA, "device");
    private final MessageFrames asBeta = new MessageFrames(BETA, "device");

    @BeforeAll
    static void start() {
        emulator = TencentEmulator.start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @AfterEach
    void close() {
        sessions.forEach(SessionDriver::close);
        emulator.reset();
    }

    @ParameterizedTest
    @EnumSource(ChatCipher.class)
    void anAgreedKeyLogsInNextTime(ChatCipher cipher) {
        SessionDriver first = open(login(ALPHA), null, cipher).settle();
        ChatKey key = first.seen(SessionAction.KeyAgreed.class).key();
        first.close();
        SessionDriver second = open(login(ALPHA), key, cipher).settle();
        assertThat(second.seen(SessionAction.Ready.class).self().getUserId()).isEqualTo(ALPHA);
        assertThat(words()).containsExactly("connect", "hello", "keyex1", "keyex3", "login", "connect", "hello");
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void aKeyThatTheServerLostIsDeletedAndTheFullHandshakeFollows() {
        ChatKey key = alpha().seen(SessionAction.KeyAgreed.class).key();
        emulator.chat().forgetKeys();
        SessionDriver again = open(login(ALPHA), key, ChatCipher.AES_CTR).settle();
        again.seen(SessionAction.KeyRejected.class);
        assertThat(again.session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void wrongPasswordsAndDisabledAccountsAreFinal() {
        SessionEnd wrong = open(ChatLogin.byId(ALPHA, "wrong".toCharArray()), null, ChatCipher.AES_CTR)
                .end();
        assertThat(wrong.cause()).isEqualTo(Cause.LOGIN_REFUSED);
        emulator.chat().disable(ALPHA);
        assertThat(open(login(ALPHA), null, ChatCipher.AES_CTR).end().cause()).isEqualTo(Cause.DISABLED);
    }

    @Test
    void loginByMailAsksForTheCode() {
        SessionDriver session = open(ChatLogin.byEmailCode("user10001@example.com"), null, ChatCipher.AES_CTR);
        while (session.session.state() != SessionState.WAIT_CODE) {
            session.advance();
        }
        session.code(emulator.chat().code());
        assertThat(session.settle().seen(SessionAction.Ready.class).self().getUserId())
                .isEqualTo(ALPHA);
    }

    @Test
    void twoUsersChatWithReplyPushReceiptAndHistory() {
        SessionDriver alpha = alpha();
        SessionDriver alphaToo = alpha();
        SessionDriver beta = beta();
        alpha.send(text(asAlpha, 11, Dialogue.user(BETA), "hello 🐦"));
        MsgChatReply reply = alpha.next(MessageCase.CHATREPLY).getPlainMsg().getChatReply();
        assertThat(reply.getExtraMsg()).isEqualTo("ok");
        assertThat(reply.getSendId()).isEqualTo(11);
        for (SessionDriver other : List.of(beta, alphaToo)) {
            MsgChat pushed = other.next(MessageCase.CHATDATA).getPlainMsg().getChatData();
            assertThat(pushed.getMsgId()).isEqualTo(reply.getMsgId());
            assertThat(pushed.getData().toStringUtf8()).isEqualTo("hello 🐦");
        }
        MsgChat received = MsgChat.newBuilder()
                .setMsgId(reply.getMsgId())
                .setSendId(11)
                .setFromId(ALPHA)
                .setToId(BETA)
                .setChatType(ChatType.ChatTypeP2P)
                .build();
        beta.send(asBeta.receipt(NOW, received, NOW, 0));
        assertThat(alpha.next(MessageCase.CHATREPLY)
                        .getPlainMsg()
                        .getChatReply()
                        .getRecvOk())
                .isEqualTo(NOW);
        alpha.send(asAlpha.history(NOW, ChatType.ChatTypeP2P, 0, SynType.SynTypeForward, 0, 0));
        MsgQueryResult history =
                alpha.next(MessageCase.COMMONQUERYRET).getPlainMsg().getCommonQueryRet();
        assertThat(history.getChatDataListList()).singleElement().satisfies(entry -> {
            assertThat(entry.getSendId()).isEqualTo(11);
            assertThat(entry.getRecvReply()).isPositive();
        });
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void recalledMessagesAreDeletedInTheHistory() {
        SessionDriver alpha = alpha();
        alpha.send(text(asAlpha, 1, Dialogue.user(BETA), "oops"));
        long id = alpha.next(MessageCase.CHATREPLY).getPlainMsg().getChatReply().getMsgId();
        alpha.send(asAlpha.recall(NOW, 2, Dialogue.user(BETA), id));
        alpha.next(MessageCase.CHATREPLY);
        alpha.send(asAlpha.history(NOW, ChatType.ChatTypeP2P, BETA, SynType.SynTypeBackward, 0, 0));
        MsgQueryResult history =
                alpha.next(MessageCase.COMMONQUERYRET).getPlainMsg().getCommonQueryRet();
        assertThat(history.getChatDataListList())
                .extracting(MsgChat::getStatus)
                .containsExactly(ChatMsgStatus.SENDING, ChatMsgStatus.DELETED);
    }

    @Test
    void aStrangerCannotWriteUntilHeIsFollowed() {
        emulator.chat().addUser(10003, "gamma", "gamma-password");
        SessionDriver gamma = open(ChatLogin.byId(10003, "gamma-password".toCharArray()), null, ChatCipher.AES_CTR)
                .settle();
        MessageFrames asGamma = new MessageFrames(10003, "device");
        gamma.send(text(asGamma, 1, Dialogue.user(BETA), "hi"));
        assertThat(gamma.next(MessageCase.ERRORMSG).getPlainMsg().getErrorMsg().getCode())
                .isEqualTo(21);
        assertThat(gamma.next(MessageCase.CHATREPLY)
                        .getPlainMsg()
                        .getChatReply()
                        .getExtraMsg())
                .isEqualTo("fail");
        SessionDriver beta = beta();
        beta.send(FriendFrames.add(NOW, 501, 10003, ""));
        FriendOpResult notice =
                gamma.next(MessageCase.FRIENDOPRET).getPlainMsg().getFriendOpRet();
        assertThat(notice.getResult()).isEqualTo("notice");
        assertThat(notice.getUser().getUserId()).isEqualTo(BETA);
        gamma.send(text(asGamma, 2, Dialogue.user(BETA), "hi again"));
        assertThat(gamma.next(MessageCase.CHATREPLY)
                        .getPlainMsg()
                        .getChatReply()
                        .getExtraMsg())
                .isEqualTo("ok");
        gamma.send(FriendFrames.list(NOW, 502, "fans", 0));
        assertThat(gamma.next(MessageCase.FRIENDOPRET)
                        .getPlainMsg()
                        .getFriendOpRet()
                        .getUsers(0)
                        .getUserId())
                .isEqualTo(BETA);
    }

    @Test
    void aGroupIsCreatedFoundJoinedAndWrittenTo() {
        SessionDriver alpha = alpha();
        SessionDriver beta = beta();
        GroupFrames byAlpha = new GroupFrames(ALPHA);
        GroupFrames byBeta = new GroupFrames(BETA);
        alpha.send(byAlpha.create(
                NOW, 601, GroupInfo.newBuilder().setGroupName("team").build(), List.of()));
        long group = groupResult(alpha).getGroup().getGroupId();
        beta.send(byBeta.search(NOW, 601, "team"));
        GroupInfo found = groupResult(beta).getGroups(0);
        beta.send(byBeta.join(NOW, 602, found, ""));
        assertThat(groupResult(beta).getOperation()).isEqualTo(GroupOperationType.GroupJoinAnswer);
        alpha.send(text(asAlpha, 1, Dialogue.group(group), "welcome"));
        assertThat(alpha.next(MessageCase.CHATREPLY)
                        .getPlainMsg()
                        .getChatReply()
                        .getParamsOrThrow("gid"))
                .isEqualTo(Long.toString(group));
        assertThat(beta.next(MessageCase.CHATDATA).getPlainMsg().getChatData().getToId())
                .isEqualTo(group);
        beta.send(asBeta.history(NOW, ChatType.ChatTypeGroup, group, SynType.SynTypeBackward, 0, 0));
        assertThat(beta.next(MessageCase.COMMONQUERYRET)
                        .getPlainMsg()
                        .getCommonQueryRet()
                        .getChatDataListCount())
                .isEqualTo(1);
        beta.send(byBeta.about(NOW, 603, GroupOperationType.GroupQuit, group));
        assertThat(groupResult(beta).getDetail()).isEqualTo("notice");
    }

    @Test
    void historyComesInPagesOfAHundred() {
        SessionDriver alpha = alpha();
        for (int i = 1; i <= 150; i++) {
            alpha.send(text(asAlpha, i, Dialogue.user(BETA), "no " + i));
            alpha.next(MessageCase.CHATREPLY);
        }
        alpha.send(asAlpha.history(NOW, ChatType.ChatTypeP2P, 0, SynType.SynTypeForward, 0, 0));
        MsgQueryResult first =
                alpha.next(MessageCase.COMMONQUERYRET).getPlainMsg().getCommonQueryRet();
        assertThat(first.getChatDataListCount()).isEqualTo(100);
        alpha.send(asAlpha.history(NOW, ChatType.ChatTypeP2P, 0, SynType.SynTypeForward, first.getBigId() + 1, 0));
        MsgQueryResult second =
                alpha.next(MessageCase.COMMONQUERYRET).getPlainMsg().getCommonQueryRet();
        assertThat(second.getChatDataListList())
                .extracting(MsgChat::getSendId)
                .startsWith(101L)
                .endsWith(150L)
                .hasSize(50);
    }

    @Test
    void framesThatCrashTheRealServerDisconnectEverybodyAndAreRecorded() {
        SessionDriver alpha = alpha();
        SessionDriver beta = beta();
        alpha.sendRaw(new byte[] {(byte) 0xff, 1, 2});
        assertThat(beta.end().cause()).isEqualTo(Cause.DISCONNECTED);
        assertThat(emulator.chat().crashes()).containsExactly("a binary frame that is not a valid Msg");
    }

    @ParameterizedTest
    @CsvSource({
        "hello, reset_before", "hello, reset_after", "hello, cut", "keyex1, reset_before", "keyex1, reset_after",
        "keyex1, cut", "keyex3, reset_before", "keyex3, reset_after", "login, reset_before", "login, reset_after",
        "login, cut"
    })
    void aConnectionThatBreaksAtAnyStageIsNoticed(String stage, String fault) {
        fault(stage, "\"fault\":\"" + fault + "\"");
        SessionEnd end = open(login(ALPHA), null, ChatCipher.AES_CTR).end();
        assertThat(end.cause()).isEqualTo(Cause.DISCONNECTED);
        assertThat(end.mayReconnect()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "keyex1", "keyex3", "login"})
    void aServerThatIsSilentAtAnyStageTimesOut(String stage) {
        fault(stage, "\"fault\":\"code\",\"code\":\"silent\"");
        SessionTimeouts hasty = new SessionTimeouts(10_000, 300, 300, 300, 30_000, 65_000);
        SessionEnd end = open(login(ALPHA), null, ChatCipher.AES_CTR, hasty).end();
        assertThat(end.cause()).isEqualTo(Cause.TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource({
        "keyex1, wrong-print", "keyex1, wrong-proof", "keyex1, other-curve", "keyex1, bad-point", "keyex1, bad-pem",
        "keyex1, reflect", "keyex1, skip", "keyex1, repeat", "keyex3, wrong-print", "keyex3, skip"
    })
    void aForgedKeyExchangeAgreesOnNoKey(String stage, String lie) {
        fault(stage, "\"fault\":\"code\",\"code\":\"" + lie + "\"");
        SessionDriver session = open(login(ALPHA), null, ChatCipher.AES_CTR);
        assertThat(session.end().cause()).isEqualTo(Cause.KEY_EXCHANGE);
        assertThat(session.seen).noneMatch(SessionAction.KeyAgreed.class::isInstance);
    }

    @Test
    void garbageAtAnyStageIsRefused() {
        for (String stage : List.of("hello", "keyex1", "keyex3", "login")) {
            fault(stage, "\"fault\":\"garbage\"");
            assertThat(open(login(ALPHA), null, ChatCipher.AES_CTR).end().cause())
                    .isEqualTo(Cause.PROTOCOL);
        }
    }

    @Test
    void leadingZerosTextFramesAndOneByteFragmentsAreHandled() {
        fault("keyex1", "\"fault\":\"code\",\"code\":\"leading-zero\",\"count\":2");
        emulator.faults().addScript("{\"match\":{\"service\":\"chat\",\"path\":\"keyex3\"},\"fault\":\"dribble\"}");
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"chat\",\"path\":\"login\"},\"fault\":\"code\",\"code\":\"text\"}");
        alpha();
        assertThat(words()).containsExactly("connect", "hello", "keyex1", "keyex1", "keyex1", "keyex3", "login");
    }

    @Test
    void aRefusedHandshakeIsNoWebsocket() {
        fault("connect", "\"fault\":\"status\",\"status\":401");
        assertThatThrownBy(() -> open(login(ALPHA), null, ChatCipher.AES_CTR)).hasStackTraceContaining("401");
    }

    @Test
    void theRecordHoldsMessagesAndNoPasswords() {
        SessionDriver alpha = alpha();
        alpha.send(text(asAlpha, 7, Dialogue.user(BETA), "on the record"));
        alpha.next(MessageCase.CHATREPLY);
        RecordedRequest last = emulator.requests().get(emulator.requests().size() - 1);
        assertThat(last.operation()).isEqualTo("message");
        assertThat(last.json().get("text").asText()).isEqualTo("on the record");
        assertThat(emulator.requests()).noneMatch(request -> request.body().contains(EmulatorOptions.CHAT_ALPHA.key()));
    }

    @Test
    void aHeartbeatIsAnsweredWithTheTypeOfHello() {
        SessionDriver alpha = alpha();
        alpha.send(SessionFrames.heartbeat(NOW, ALPHA));
        alpha.send(text(asAlpha, 7, Dialogue.user(BETA), "still there"));
        alpha.next(MessageCase.CHATREPLY);
        assertThat(alpha.session.state()).isEqualTo(SessionState.READY);
    }

    private GroupOpResult groupResult(SessionDriver session) {
        MsgPlain body = session.next(MessageCase.GROUPOPRET).getPlainMsg();
        return body.getGroupOpRet();
    }

    private List<String> words() {
        return emulator.requests().stream()
                .map(request -> request.method().equals("GET") ? "connect" : request.operation())
                .toList();
    }

    private void fault(String stage, String fault) {
        emulator.faults().replace("{\"match\":{\"service\":\"chat\",\"path\":\"" + stage + "\"}," + fault + "}");
    }

    private SessionDriver alpha() {
        return open(login(ALPHA), null, ChatCipher.AES_CTR).settle();
    }

    private SessionDriver beta() {
        return open(login(BETA), null, ChatCipher.AES_CTR).settle();
    }

    private SessionDriver open(ChatLogin login, ChatKey stored, ChatCipher cipher) {
        return open(login, stored, cipher, SessionTimeouts.DEFAULT);
    }

    private SessionDriver open(ChatLogin login, ChatKey stored, ChatCipher cipher, SessionTimeouts times) {
        SessionDriver session = new SessionDriver(emulator.chatUri(), login, stored, cipher, times);
        sessions.add(session);
        return session;
    }

    private static ChatLogin login(long user) {
        var pair = user == ALPHA ? EmulatorOptions.CHAT_ALPHA : EmulatorOptions.CHAT_BETA;
        return ChatLogin.byId(user, pair.key().toCharArray());
    }

    private static ChatFrame text(MessageFrames as, long sendId, Dialogue to, String text) {
        return as.message(NOW, sendId, to, ChatMsgType.TEXT, text.getBytes(UTF_8), 0);
    }
}
