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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.protocol.ChatMsgStatus;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgQuery;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.QueryDataType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages, recalls and queries behave as on the real chat server. */
class ChatRulesTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static final long GAMMA = 10003;

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private TencentEmulator emulator;
    private RawChatClient wire;

    @BeforeEach
    void connect() {
        emulator = EMULATOR.emulator();
        wire = new RawChatClient(emulator);
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private static MsgChat.Builder chat(long from, long to) {
        return MsgChat.newBuilder()
                .setMsgId(1)
                .setSendId(1)
                .setFromId(from)
                .setToId(to)
                .setChatType(ChatType.ChatTypeP2P)
                .setMsgType(ChatMsgType.TEXT)
                .setData(ByteString.copyFromUtf8("hello"));
    }

    private static MsgChat.Builder recall(long from, long to, long id) {
        return chat(from, to).setMsgType(ChatMsgType.DELETE).setRefMessageId(id).clearData();
    }

    private MsgChatReply send(MsgChat.Builder chat) throws InterruptedException {
        wire.send(ComMsgType.MsgTChatMsg, MsgPlain.newBuilder().setChatData(chat));
        MsgPlain answer = wire.answer();
        assertThat(answer.hasChatReply()).as(answer.toString()).isTrue();
        return answer.getChatReply();
    }

    private void ask(MsgQuery.Builder query) {
        wire.send(ComMsgType.MsgTQuery, MsgPlain.newBuilder().setCommonQuery(query));
    }

    private MsgQueryResult query(MsgQuery.Builder query) throws InterruptedException {
        ask(query);
        MsgPlain answer = wire.answer();
        assertThat(answer.hasCommonQueryRet()).as(answer.toString()).isTrue();
        return answer.getCommonQueryRet();
    }

    @Test
    void messagesBeforeLogInAreRefused() throws InterruptedException {
        MsgChatReply reply = send(chat(ALPHA, BETA));
        assertThat(reply.getExtraMsg()).isEqualTo("fail");
        assertThat(reply.getSendId()).isEqualTo(1);
        assertThat(emulator.chat().messages(BETA)).isEmpty();
    }

    @Test
    void aReceiptBeforeLogInIsIgnored() throws InterruptedException {
        wire.send(
                ComMsgType.MsgTChatReply,
                MsgPlain.newBuilder()
                        .setChatReply(MsgChatReply.newBuilder()
                                .setMsgId(1)
                                .setUserId(BETA)
                                .setRecvOk(1)
                                .putParams("gid", "0")));
        assertThat(wire.isSilent()).isTrue();
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void recallsInADialogueNeedNoFriendship() throws InterruptedException {
        emulator.chat().addUser(GAMMA, "gamma", "secret");
        emulator.chat().follow(GAMMA, ALPHA);
        emulator.chat().write(ALPHA, GAMMA, "one");
        long id = emulator.chat().messages(ALPHA).get(0).getMsgId();
        // gamma may write to nobody, as nobody follows gamma
        wire.login(new KeyPair(Long.toString(GAMMA), "secret"));
        MsgChatReply reply = send(recall(GAMMA, ALPHA, id));
        assertThat(reply.getExtraMsg()).isEqualTo("ok");
        assertThat(emulator.chat().messages(ALPHA).get(0).getStatus()).isEqualTo(ChatMsgStatus.DELETED);
    }

    @Test
    void recallsInOnesOwnDialogueAreStoredOnly() throws InterruptedException {
        wire.login(EmulatorOptions.CHAT_ALPHA);
        long id = send(chat(ALPHA, ALPHA)).getMsgId();
        assertThat(send(recall(ALPHA, ALPHA, id)).getExtraMsg()).isEqualTo("ok");
        List<MsgChat> kept = emulator.chat().messages(ALPHA);
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0).getStatus()).isNotEqualTo(ChatMsgStatus.DELETED);
    }

    @Test
    void queriesWithoutATypeGetNoAnswer() throws InterruptedException {
        wire.login(EmulatorOptions.CHAT_ALPHA);
        ask(MsgQuery.newBuilder().setQueryType(QueryDataType.QueryDataTypeChatData));
        assertThat(wire.isSilent()).isTrue();
    }

    @Test
    void resultsCarryTheTypeOfWhatWasFound() throws InterruptedException {
        wire.login(EmulatorOptions.CHAT_ALPHA);
        MsgQuery.Builder states = MsgQuery.newBuilder().setQueryType(QueryDataType.QueryDataTypeChatReply);
        assertThat(query(states.setChatType(ChatType.ChatTypeGroup)).getChatType())
                .isEqualTo(ChatType.ChatTypeP2P);
        MsgQuery.Builder operations = MsgQuery.newBuilder().setQueryType(QueryDataType.QueryDataTypeFriendOP);
        assertThat(query(operations.setChatType(ChatType.ChatTypeP2P)).getChatTypeValue())
                .isZero();
    }

    @Test
    void queriesOfAForeignGroupAreRefusedWithAReason() throws InterruptedException {
        long group = emulator.chat().addGroup("others", BETA, List.of());
        wire.login(EmulatorOptions.CHAT_ALPHA);
        ask(MsgQuery.newBuilder()
                .setQueryType(QueryDataType.QueryDataTypeChatData)
                .setChatType(ChatType.ChatTypeGroup)
                .setGroupId(group));
        assertThat(wire.answer().getErrorMsg().getCode()).isEqualTo(14);
        MsgQueryResult result = wire.answer().getCommonQueryRet();
        assertThat(result.getResult()).isEqualTo("fail");
        assertThat(result.getGroupId()).isZero();
        assertThat(result.getDetail()).isNotEmpty();
    }
}
