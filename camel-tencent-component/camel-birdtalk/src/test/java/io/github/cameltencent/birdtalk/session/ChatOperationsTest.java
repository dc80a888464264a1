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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.FriendFrames;
import io.github.cameltencent.birdtalk.frame.GroupFrames;
import io.github.cameltencent.birdtalk.protocol.FriendOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupMember;
import io.github.cameltencent.birdtalk.protocol.GroupOpReq;
import io.github.cameltencent.birdtalk.protocol.GroupOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.birdtalk.protocol.MsgQuery;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.QueryDataType;
import io.github.cameltencent.birdtalk.protocol.SynType;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries of records about users and groups. */
class ChatOperationsTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static final long NOW = 1_718_700_000_000L;

    private static TencentEmulator emulator;

    private SessionDriver alpha;
    private SessionDriver beta;

    @BeforeAll
    static void start() {
        emulator = TencentEmulator.start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void open() {
        alpha = session(EmulatorOptions.CHAT_ALPHA.key(), ALPHA);
        beta = session(EmulatorOptions.CHAT_BETA.key(), BETA);
    }

    @AfterEach
    void close() {
        alpha.close();
        beta.close();
        emulator.reset();
    }

    @Test
    void followRequestsAreOnRecordOnBothSides() {
        alpha.send(FriendFrames.add(NOW, 501, BETA, ""));
        long id = alpha.next(MessageCase.FRIENDOPRET)
                .getPlainMsg()
                .getFriendOpRet()
                .getMsgId();
        for (SessionDriver session : List.of(alpha, beta)) {
            FriendOpResult entry =
                    query(session, QueryDataType.QueryDataTypeFriendOP, 0, 0).getFriendOpRetList(0);
            assertThat(entry.getOperation()).isEqualTo(UserOperationType.AddFriend);
            assertThat(entry.getUser().getUserId()).isEqualTo(ALPHA);
            assertThat(entry.getUsers(0).getUserId()).isEqualTo(BETA);
            assertThat(entry.getResult()).isEqualTo("accept");
            assertThat(entry.getMsgId()).isEqualTo(id);
            assertThat(entry.getSendId()).isEqualTo(501);
        }
        assertThat(query(alpha, QueryDataType.QueryDataTypeFriendOP, 0, id + 1).getFriendOpRetListCount())
                .isZero();
    }

    @Test
    void operationsComeInPagesOfAHundred() {
        for (int i = 1; i <= 150; i++) {
            alpha.send(FriendFrames.add(NOW, i, BETA, ""));
            alpha.next(MessageCase.FRIENDOPRET);
        }
        List<FriendOpResult> page =
                query(alpha, QueryDataType.QueryDataTypeFriendOP, 0, 0).getFriendOpRetListList();
        assertThat(page).hasSize(100);
        List<FriendOpResult> rest = query(
                        alpha,
                        QueryDataType.QueryDataTypeFriendOP,
                        0,
                        page.get(99).getMsgId() + 1)
                .getFriendOpRetListList();
        assertThat(rest).extracting(FriendOpResult::getSendId).startsWith(101L).endsWith(150L);
    }

    @Test
    void invitationsAreOnRecordWithThoseWhoWereInvited() {
        long group = group();
        alpha.send(ChatFrame.of(
                NOW,
                MsgPlain.newBuilder()
                        .setGroupOp(GroupOpReq.newBuilder()
                                .setOperation(GroupOperationType.GroupInviteRequest)
                                .setSendId(602)
                                .setReqMem(GroupMember.newBuilder().setUserId(ALPHA))
                                .setGroup(GroupInfo.newBuilder().setGroupId(group))
                                .addMembers(GroupMember.newBuilder().setUserId(BETA)))));
        beta.next(MessageCase.GROUPOPRET);
        GroupOpResult entry =
                query(beta, QueryDataType.QueryDataTypeFriendOP, 0, 0).getGroupOpRetList(0);
        assertThat(entry.getOperation()).isEqualTo(GroupOperationType.GroupInviteRequest);
        assertThat(entry.getReqMem().getUserId()).isEqualTo(ALPHA);
        assertThat(entry.getMembers(0).getUserId()).isEqualTo(BETA);
        assertThat(entry.getGroup().getGroupId()).isEqualTo(group);
    }

    @Test
    void changesOfAGroupLookLikeRequestsToJoinAndOthersAreEmpty() {
        long group = group();
        alpha.send(ChatFrame.of(
                NOW,
                MsgPlain.newBuilder()
                        .setGroupOp(GroupOpReq.newBuilder()
                                .setOperation(GroupOperationType.GroupSetInfo)
                                .setSendId(602)
                                .setReqMem(GroupMember.newBuilder().setUserId(ALPHA))
                                .setGroup(
                                        GroupInfo.newBuilder().setGroupId(group).setGroupName("crew")))));
        alpha.next(MessageCase.GROUPOPRET);
        List<GroupOpResult> entries =
                query(alpha, QueryDataType.QueryDataTypeGroupOP, group, 0).getGroupOpRetListList();
        assertThat(entries)
                .extracting(GroupOpResult::getOperation)
                .containsExactly(GroupOperationType.GroupNoneAction, GroupOperationType.GroupJoinRequest);
        assertThat(entries.get(0)).isEqualTo(GroupOpResult.getDefaultInstance());
        assertThat(entries.get(1).getSendId()).isEqualTo(602);
    }

    @Test
    void onlyForwardAndOfGroupsOnlyAdministrators() {
        long group = group();
        ask(alpha, QueryDataType.QueryDataTypeFriendOP, SynType.SynTypeBackward, 0, 0);
        assertThat(error(alpha)).isEqualTo(14);
        ask(alpha, QueryDataType.QueryDataTypeGroupOP, SynType.SynTypeForward, 99, 0);
        assertThat(error(alpha)).isEqualTo(14);
        ask(beta, QueryDataType.QueryDataTypeGroupOP, SynType.SynTypeForward, group, 0);
        assertThat(error(beta)).isEqualTo(16);
    }

    private long group() {
        alpha.send(new GroupFrames(ALPHA)
                .create(NOW, 601, GroupInfo.newBuilder().setGroupName("team").build(), List.of()));
        return alpha.next(MessageCase.GROUPOPRET)
                .getPlainMsg()
                .getGroupOpRet()
                .getGroup()
                .getGroupId();
    }

    private static int error(SessionDriver session) {
        return session.next(MessageCase.ERRORMSG).getPlainMsg().getErrorMsg().getCode();
    }

    private static MsgQueryResult query(SessionDriver session, QueryDataType type, long group, long littleId) {
        ask(session, type, SynType.SynTypeForward, group, littleId);
        return session.next(MessageCase.COMMONQUERYRET).getPlainMsg().getCommonQueryRet();
    }

    private static void ask(SessionDriver session, QueryDataType type, SynType direction, long group, long littleId) {
        session.send(ChatFrame.of(
                NOW,
                MsgPlain.newBuilder()
                        .setCommonQuery(MsgQuery.newBuilder()
                                .setQueryType(type)
                                .setSynType(direction)
                                .setGroupId(group)
                                .setLittleId(littleId))));
    }

    private static SessionDriver session(String password, long user) {
        return new SessionDriver(
                        emulator.chatUri(), ChatLogin.byId(user, password.toCharArray()), null, ChatCipher.AES_CTR)
                .settle();
    }
}
