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

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrameException.Rule;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.FriendOpReq;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupOpReq;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that crash the server or are never answered cannot be created, not even without the builders. */
class ForbiddenFramesTest {

    private static final long NOW = 1_718_700_000_000L;
    private final MessageFrames chat = new MessageFrames(10001, "device");
    private final GroupFrames groups = new GroupFrames(10001);

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\udc26 bird", "cut \ud83d", "\udc26\ud83d"})
    void unpairedSurrogatesInAnyField(String broken) {
        assertThat(rule(() -> FriendFrames.find(NOW, 1, "name", broken))).isEqualTo(Rule.TEXT);
        assertThat(rule(() -> FriendFrames.add(NOW, 1, 10002, broken))).isEqualTo(Rule.TEXT);
        assertThat(rule(() -> groups.create(
                        NOW, 1, GroupInfo.newBuilder().addTags(broken).build(), List.of())))
                .isEqualTo(Rule.TEXT);
        assertThat(rule(() -> SessionFrames.hello(NOW, new ChatClientInfo("id", "1", "os", Map.of(broken, "value")))))
                .isEqualTo(Rule.TEXT);
    }

    @Test
    void charactersOfAllPlanesAreAllowed() {
        assertThat(FriendFrames.find(NOW, 1, "name", "你好 🐦 \u0000").bytes()).isNotEmpty();
    }

    @Test
    void stageThreeWithoutAnAnsweredStageOne() {
        assertThat(rule(() -> keyEx(MsgKeyExchange.newBuilder().setStage(3)))).isEqualTo(Rule.KEY_EXCHANGE);
        assertThat(rule(() -> keyEx(MsgKeyExchange.newBuilder().setStage(2)))).isEqualTo(Rule.KEY_EXCHANGE);
    }

    @Test
    void publicKeysOnOtherCurvesOrNone() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        String other = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (String key : List.of(other, "", "x".repeat(100))) {
            assertThat(rule(() -> keyEx(MsgKeyExchange.newBuilder()
                            .setStage(1)
                            .setPubKey(ByteString.copyFrom(key.getBytes(US_ASCII))))))
                    .isEqualTo(Rule.KEY_EXCHANGE);
        }
    }

    @Test
    void bodiesThatNoClientSends() {
        assertThat(rule(() -> ChatFrame.of(NOW, MsgPlain.newBuilder()))).isEqualTo(Rule.BODY);
        assertThat(rule(() -> ChatFrame.of(
                        NOW, MsgPlain.newBuilder().setCommonQueryRet(MsgQueryResult.getDefaultInstance()))))
                .isEqualTo(Rule.BODY);
    }

    @Test
    void receiptsWithoutParameters() {
        assertThat(rule(() -> ChatFrame.of(
                        NOW,
                        MsgPlain.newBuilder()
                                .setChatReply(MsgChatReply.newBuilder()
                                        .setMsgId(1)
                                        .setUserId(1)
                                        .setFromId(2)
                                        .setRecvOk(NOW)))))
                .isEqualTo(Rule.RECEIPT);
    }

    @Test
    void receiptsForMessagesThatHaveNone() {
        MsgChat own = MsgChat.newBuilder()
                .setMsgId(5)
                .setFromId(10001)
                .setToId(10002)
                .setChatTypeValue(1)
                .build();
        MsgChat group = own.toBuilder()
                .setFromId(10002)
                .setToId(10001)
                .setChatTypeValue(2)
                .build();
        assertThat(rule(() -> chat.receipt(NOW, own, NOW, 0))).isEqualTo(Rule.RECEIPT);
        assertThat(rule(() -> chat.receipt(NOW, group, NOW, 0))).isEqualTo(Rule.RECEIPT);
        assertThat(rule(() -> chat.receipts(NOW, 10002, List.of(), NOW, 0))).isEqualTo(Rule.RECEIPT);
    }

    @Test
    void answersToFriendRequestsAndInvitations() {
        assertThat(rule(() -> ChatFrame.of(
                        NOW,
                        MsgPlain.newBuilder()
                                .setFriendOp(FriendOpReq.newBuilder().setOperation(UserOperationType.ApproveFriend)))))
                .isEqualTo(Rule.OPERATION);
        for (GroupOperationType operation : List.of(
                GroupOperationType.GroupInviteAnswer,
                GroupOperationType.GroupJoinAnswer,
                GroupOperationType.GroupJoinRequest)) {
            assertThat(rule(() -> ChatFrame.of(
                            NOW,
                            MsgPlain.newBuilder()
                                    .setGroupOp(GroupOpReq.newBuilder().setOperation(operation)))))
                    .isEqualTo(Rule.OPERATION);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "invite", "question", "", "unheard-of"})
    void joiningAGroupThatIsNotJoinedDirectly(String how) {
        GroupInfo group = GroupInfo.newBuilder()
                .setGroupId(10001)
                .putParams("jointype", how)
                .build();
        assertThat(rule(() -> groups.join(NOW, 1, group, "please"))).isEqualTo(Rule.OPERATION);
    }

    @Test
    void joiningAnotherGroupThanTheOneThatWasSearchedFor() {
        GroupInfo seen = GroupInfo.newBuilder()
                .setGroupId(10001)
                .putParams("jointype", "direct")
                .build();
        assertThat(rule(() -> ChatFrame.join(
                        NOW,
                        seen,
                        MsgPlain.newBuilder()
                                .setGroupOp(GroupOpReq.newBuilder()
                                        .setOperation(GroupOperationType.GroupJoinRequest)
                                        .setGroup(GroupInfo.newBuilder().setGroupId(10002))))))
                .isEqualTo(Rule.OPERATION);
    }

    @Test
    @DisplayName("messages whose ids the server would refuse, or that it ignores in silence")
    void messagesWithoutTheirIds() {
        MsgChat.Builder good = MsgChat.newBuilder()
                .setMsgId(7)
                .setSendId(7)
                .setFromId(10001)
                .setToId(10002)
                .setChatTypeValue(1);
        assertThat(ChatFrame.of(NOW, MsgPlain.newBuilder().setChatData(good)).bytes())
                .isNotEmpty();
        assertThat(rule(() -> message(good.clone().setMsgId(8)))).isEqualTo(Rule.ID);
        assertThat(rule(() -> message(good.clone().setMsgId(0).setSendId(0)))).isEqualTo(Rule.ID);
        assertThat(rule(() -> message(good.clone().setFromId(0)))).isEqualTo(Rule.ID);
        assertThat(rule(() -> message(good.clone().setToId(-1)))).isEqualTo(Rule.ID);
        assertThat(rule(() -> message(good.clone().setChatTypeValue(0)))).isEqualTo(Rule.BODY);
        assertThat(rule(() -> message(good.clone().setChatTypeValue(9)))).isEqualTo(Rule.BODY);
        assertThat(rule(() -> chat.message(NOW, 7, Dialogue.user(10002), ChatMsgType.DELETE, new byte[0], 0)))
                .isEqualTo(Rule.BODY);
    }

    @Test
    void messagesAboveTheSizeLimit() {
        byte[] data = new byte[FrameRules.MAX_BYTES];
        assertThat(rule(() -> chat.message(NOW, 7, Dialogue.user(10002), ChatMsgType.FILE, data, 0)))
                .isEqualTo(Rule.SIZE);
        byte[] less = new byte[FrameRules.MAX_BYTES - 200];
        assertThat(chat.message(NOW, 7, Dialogue.user(10002), ChatMsgType.FILE, less, 0)
                        .bytes())
                .hasSizeLessThanOrEqualTo(FrameRules.MAX_BYTES);
    }

    @Test
    void operationsThatTheServerDoesNotSupport() {
        assertThat(rule(() -> FriendFrames.remark(NOW, 1, 10002, "", "follows")))
                .isEqualTo(Rule.OPERATION);
        assertThat(rule(() -> FriendFrames.permission(NOW, 1, 10002, 32_768))).isEqualTo(Rule.OPERATION);
        assertThat(rule(() -> FriendFrames.find(NOW, 1, "shoe size", "43"))).isEqualTo(Rule.OPERATION);
        assertThat(rule(() -> SessionFrames.userOp(NOW, UserOpReq.newBuilder().putParams("loginmode", "Phone"))))
                .isEqualTo(Rule.OPERATION);
    }

    private static ChatFrame keyEx(MsgKeyExchange.Builder body) {
        return ChatFrame.of(NOW, MsgPlain.newBuilder().setKeyEx(body));
    }

    private static ChatFrame message(MsgChat.Builder body) {
        return ChatFrame.of(NOW, MsgPlain.newBuilder().setChatData(body));
    }

    private static Rule rule(org.assertj.core.api.ThrowableAssert.ThrowingCallable maker) {
        return catchThrowableOfType(ForbiddenFrameException.class, maker).rule();
    }
}
