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
package io.github.cameltencent.birdtalk.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.ChatKeyAgreement;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import io.github.cameltencent.birdtalk.crypto.KeyPossessionProof;
import io.github.cameltencent.birdtalk.crypto.SymmetricCipher;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.birdtalk.protocol.SynType;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the frames of the builders with the test vectors. */
class FramesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long ROBIN = 10003;
    private static final long WREN = 10007;
    private static final long BIRDERS = 10021;
    private static final long SERVER_ID = 723094656312807429L;
    private static final char[] PASSWORD = "123456".toCharArray();
    private static final String MAIL = "robin@example.com";
    private static final ChatClientInfo TERMINAL =
            new ChatClientInfo("0f8b6a0e-device-1", "1.0", "java", Map.of("Lang", "zh_CN", "CountryCode", "CN"));
    private static final MessageFrames CHAT = new MessageFrames(ROBIN, "0f8b6a0e-device-1");
    private static final MessageFrames WRENS = new MessageFrames(WREN, "0f8b6a0e-device-2");
    private static final GroupFrames GROUP = new GroupFrames(ROBIN);

    static Stream<Arguments> frames() {
        return Stream.of(sessions(), chats(), friends(), groups(), files()).flatMap(stream -> stream);
    }

    private static Stream<Arguments> sessions() {
        ChatLogin byId = ChatLogin.byId(ROBIN, PASSWORD);
        ChatLogin byCode = ChatLogin.byEmailCode(MAIL);
        return Stream.of(
                of("hello-first", now -> SessionFrames.hello(now, TERMINAL)),
                of("heartbeat", now -> SessionFrames.heartbeat(now, ROBIN)),
                of("login-id", now -> SessionFrames.login(now, byId)),
                of("login-email-password", now -> SessionFrames.login(now, ChatLogin.byEmail(MAIL, PASSWORD))),
                of("login-email-code", now -> SessionFrames.login(now, byCode)),
                of("verification-code", now -> SessionFrames.code(now, byCode, "12345")),
                of("register-anonymous", now -> SessionFrames.login(now, ChatLogin.registering("robin", PASSWORD))),
                of("register-email", now -> SessionFrames.login(now, ChatLogin.registering("robin", MAIL, PASSWORD))),
                of("logout", now -> SessionFrames.logout(now, ROBIN)),
                of("set-user-info", FramesTest::setUserInfo));
    }

    private static ChatFrame setUserInfo(long now) {
        return SessionFrames.userOp(
                now,
                UserOpReq.newBuilder()
                        .setOperation(UserOperationType.SetUserInfo)
                        .setUser(UserInfo.newBuilder().setUserId(ROBIN))
                        .setSendId(7001)
                        .putParams("NickName", "wren")
                        .putParams("Params.title", "boss"));
    }

    private static Stream<Arguments> chats() {
        byte[] hello = "hello wren".getBytes(UTF_8);
        MsgChat received = MsgChat.newBuilder()
                .setMsgId(SERVER_ID)
                .setSendId(7100)
                .setFromId(ROBIN)
                .setToId(WREN)
                .setChatType(ChatType.ChatTypeP2P)
                .build();
        byte[] picture = "20260101_2kiavhf1qetak.png".getBytes(UTF_8);
        Dialogue wren = Dialogue.user(WREN);
        return Stream.of(
                of("chat-p2p", now -> CHAT.message(now, 7100, wren, ChatMsgType.TEXT, hello, 0)),
                of("chat-group", now -> CHAT.message(now, 7101, Dialogue.group(BIRDERS), ChatMsgType.TEXT, hello, 0)),
                of("chat-recall", now -> CHAT.recall(now, 7102, wren, SERVER_ID)),
                of("chat-image", now -> CHAT.message(now, 7103, wren, ChatMsgType.IMAGE, picture, 0)),
                of("receipt-received", now -> WRENS.receipt(now, received, now, 0)),
                of("receipt-read", now -> WRENS.receipt(now, received, 1_718_700_000_531L, now)),
                of(
                        "receipt-batch",
                        now -> WRENS.receipts(now, ROBIN, List.of(SERVER_ID, SERVER_ID + 1, SERVER_ID + 2), now, 0)),
                of("query-p2p-forward", now -> query(now, 0, SynType.SynTypeForward, SERVER_ID, Long.MAX_VALUE)),
                of("query-p2p-topic-backward", now -> query(now, WREN, SynType.SynTypeBackward, 0, SERVER_ID)),
                of(
                        "query-group-backward",
                        now -> CHAT.history(now, ChatType.ChatTypeGroup, BIRDERS, SynType.SynTypeBackward, 0, 0)),
                of("query-receipts", now -> CHAT.receiptStates(now, SynType.SynTypeForward, SERVER_ID, 0)));
    }

    private static ChatFrame query(long now, long peer, SynType direction, long from, long to) {
        return CHAT.history(now, ChatType.ChatTypeP2P, peer, direction, from, to);
    }

    private static Stream<Arguments> friends() {
        return Stream.of(
                of("friend-find-by-id", now -> FriendFrames.find(now, 7201, "id", "10007")),
                of("friend-add", now -> FriendFrames.add(now, 7202, WREN, "wren")),
                of("friend-remove", now -> FriendFrames.remove(now, 7203, WREN)),
                of("friend-block", now -> FriendFrames.block(now, 7204, WREN)),
                of("friend-unblock", now -> FriendFrames.unblock(now, 7205, WREN)),
                of("friend-permission", now -> FriendFrames.permission(now, 7206, WREN, 12)),
                of("friend-memo", now -> FriendFrames.remark(now, 7207, WREN, "pal", "follows")),
                of("friend-list", now -> FriendFrames.list(now, 7208, "fans", 0)));
    }

    private static Stream<Arguments> groups() {
        GroupInfo birders = GroupInfo.newBuilder()
                .setGroupName("birders")
                .addAllTags(List.of("sky", "tree"))
                .putAllParams(Map.of("brief", "b", "icon", "", "visibility", "public", "jointype", "direct"))
                .build();
        GroupInfo changed = GroupInfo.newBuilder()
                .setGroupId(BIRDERS)
                .setGroupName("birders2")
                .putParams("brief", "new")
                .build();
        GroupInfo found = birders.toBuilder().setGroupId(BIRDERS).build();
        return Stream.of(
                of("group-create", now -> GROUP.create(now, 7301, birders, List.of(WREN))),
                of("group-dissolve", now -> GROUP.about(now, 7302, GroupOperationType.GroupDissolve, BIRDERS)),
                of("group-set-info", now -> GROUP.setInfo(now, 7303, changed)),
                of("group-kick", now -> wren(now, 7304, GroupOperationType.GroupKickMember)),
                of("group-invite", now -> wren(now, 7305, GroupOperationType.GroupInviteRequest)),
                of("group-join", now -> GROUP.join(now, 7306, found, "please")),
                of("group-quit", now -> GROUP.about(now, 7307, GroupOperationType.GroupQuit, BIRDERS)),
                of("group-add-admin", now -> wren(now, 7308, GroupOperationType.GroupAddAdmin)),
                of("group-del-admin", now -> wren(now, 7309, GroupOperationType.GroupDelAdmin)),
                of("group-transfer-owner", now -> wren(now, 7310, GroupOperationType.GroupTransferOwner)),
                of("group-set-member-info", now -> GROUP.setNick(now, 7311, BIRDERS, "ace")),
                of("group-search", now -> GROUP.search(now, 7312, "sky")),
                of("group-search-member", now -> GROUP.about(now, 7313, GroupOperationType.GroupSearchMember, BIRDERS)),
                of("group-list-in", now -> GROUP.own(now, 7314)));
    }

    private static ChatFrame wren(long now, long sendId, GroupOperationType operation) {
        return GROUP.members(now, sendId, operation, BIRDERS, List.of(WREN));
    }

    private static Stream<Arguments> files() {
        MsgUploadReq asIs = ChatVectors.frame("upload-single").getPlainMsg().getUploadReq();
        MsgUploadReq.Builder file = asIs.toBuilder().clearFileData();
        ByteString bytes = asIs.getFileData();
        return Stream.of(
                of("upload-single", now -> FileFrames.chunk(now, file, 0, bytes)),
                of("download", now -> FileFrames.download(now, 7402, "20260101_5w0mwb1kgj8o.txt")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void buildersMakeTheFramesOfTheVectors(String name, LongFunction<ChatFrame> builder) {
        Msg expected = ChatVectors.frame(name);
        ChatFrame made = builder.apply(expected.getTm());
        assertThat(made.msg()).isEqualTo(expected);
        assertThat(made).hasToString("Frame[" + expected.getPlainMsg().getMessageCase() + "]");
    }

    @Test
    void everyFrameOfAClientInTheVectorsHasABuilder() {
        List<String> built = Stream.concat(
                        frames().map(arguments -> (String) arguments.get()[0]),
                        // random parts: compared below
                        Stream.of("keyex-stage1", "keyex-stage3", "hello-fast"))
                .toList();
        assertThat(ChatVectors.of("messages").stream()
                        .filter(vector -> vector.get("direction").asText().equals("c2s"))
                        .map(vector -> vector.get("name").asText()))
                .allMatch(built::contains);
    }

    @Test
    void theHelloWithAStoredKeyProvesIt() {
        Msg expected = ChatVectors.frame("hello-fast");
        try (ChatKey key = ChatVectors.key("ordinary-2", ChatCipher.AES_CTR)) {
            Msg made =
                    SessionFrames.hello(expected.getTm(), TERMINAL, key, RANDOM).msg();
            assertThat(withoutProof(made)).isEqualTo(withoutProof(expected));
            for (Msg msg : List.of(made, expected)) {
                byte[] proof = java.util.Base64.getDecoder()
                        .decode(msg.getPlainMsg().getHello().getParamsOrThrow("checkTokenData"));
                assertThat(KeyPossessionProof.isValid(proof, expected.getTm(), SymmetricCipher.of(key, RANDOM)))
                        .isTrue();
            }
        }
    }

    @Test
    void theKeyExchangeMatchesTheVectors() throws Exception {
        ChatKeyAgreement agreement = ChatVectors.agreement(ChatVectors.named("ecdh", "ordinary-2"), "client");
        KeyExchange exchange = new KeyExchange(ChatCipher.AES_CTR, RANDOM, agreement);
        Msg stage1 = ChatVectors.frame("keyex-stage1");
        assertThat(exchange.stage1(stage1.getTm()).msg()).isEqualTo(stage1);
        Msg stage3 = ChatVectors.frame("keyex-stage3");
        Msg made = ChatFrame.stage3(stage3.getTm(), exchange.verify(ChatVectors.frame("keyex-stage2")))
                .msg();
        assertThat(withoutProof(made)).isEqualTo(withoutProof(stage3));
        ChatKey key = exchange.finish(
                ChatVectors.frame("keyex-stage4-needlogin").getPlainMsg().getKeyEx());
        assertThat(key.isSame(ChatVectors.key("ordinary-2", ChatCipher.AES_CTR)))
                .isTrue();
    }

    private static Msg withoutProof(Msg msg) {
        Msg.Builder copy = msg.toBuilder();
        if (msg.getPlainMsg().hasHello()) {
            copy.getPlainMsgBuilder().getHelloBuilder().removeParams("checkTokenData");
        } else {
            copy.getPlainMsgBuilder().getKeyExBuilder().clearTempKey();
        }
        return copy.build();
    }

    private static Arguments of(String name, LongFunction<ChatFrame> builder) {
        return Arguments.of(name, builder);
    }
}
