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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, and messages from one user to another. */
class ImMessagesTest {

    private static final SettableClock CLOCK = new SettableClock(1_700_000_000);

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(new EmulatorOptions().clock(CLOCK));

    private TencentEmulator emulator;
    private ImClient client;

    @BeforeEach
    void makeClient() {
        emulator = EMULATOR.emulator();
        client = new ImClient(emulator);
        client.clock = CLOCK;
        CLOCK.advance(Duration.ofHours(1));
    }

    private RecordedRequest recorded() {
        List<RecordedRequest> requests = emulator.requests();
        return requests.get(requests.size() - 1);
    }

    private JsonNode send(String to, long random, String text) throws IOException {
        return client.call("openim/sendmsg", ImClient.text(to, random, text));
    }

    private JsonNode history(String one, String other, String more) throws IOException {
        return client.call(
                "openim/admin_getroammsg",
                "{'Operator_Account':'" + one + "','Peer_Account':'" + other
                        + "','MinTime':0,'MaxTime':4294967295,'MaxCnt':100" + more + "}");
    }

    @Test
    void messagesCanBeExcludedFromTheUnreadCount() throws IOException {
        String quiet = ImClient.text("u7", 71, "x").replace("{'To", "{'SendMsgControl':['NoUnread'],'To");
        assertThat(client.code("openim/sendmsg", quiet)).isZero();
        assertThat(client.code("openim/sendmsg", ImClient.text("u7", 72, "y"))).isZero();
        assertThat(client.call("openim/get_c2c_unread_msg_num", "{'To_Account':'u7'}")
                        .path("AllC2CUnreadMsgNum")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void onlineOnlyMessagesAreNeitherStoredNorCounted() throws IOException {
        String online = ImClient.text("u8", 81, "x").replace("{'To", "{'MsgLifeTime':0,'To");
        assertThat(client.code("openim/sendmsg", online)).isZero();
        assertThat(client.call("openim/get_c2c_unread_msg_num", "{'To_Account':'u8'}")
                        .path("AllC2CUnreadMsgNum")
                        .asInt())
                .isZero();
        assertThat(client.call(
                                "openim/admin_getroammsg",
                                "{'Operator_Account':'u8','Peer_Account':'administrator','MaxCnt':10,'MinTime':0,"
                                        + "'MaxTime':4294967295}")
                        .path("MsgList"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',90030", "3,90030", "4,90030", "'\"2\"',90030", "2,0", "5,0"})
    void anImportSaysWhetherItIsHistory(String origin, int code) throws IOException {
        String body = "{" + (origin.isEmpty() ? "" : "'SyncFromOldSystem':" + origin + ",")
                + "'From_Account':'u1','To_Account':'u2','MsgRandom':5,'MsgTimeStamp':1,"
                + "'MsgBody':[{'MsgType':'TIMTextElem','MsgContent':{'Text':'t'}}]}";
        assertThat(client.code("openim/importmsg", body)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openim/querystate", "openim/query_online_status"})
    void onlineStatesAreReturnedUnderBothNames(String command) throws IOException {
        JsonNode result = client.call(command, "{'To_Account':['u1']}").at("/QueryResult/0");
        assertThat(result.path("State").asText()).isEqualTo("Offline");
        assertThat(result.path("Status").asText()).isEqualTo("Offline");
    }

    @Test
    void messagesAreAcceptedAndReadBack() throws IOException {
        JsonNode answer = send("u1", 4_294_967_295L, "hello");
        assertThat(answer.path("MsgKey").asText())
                .matches("\\d+_4294967295_" + CLOCK.instant().getEpochSecond());
        assertThat(answer.path("MsgTime").asLong()).isEqualTo(CLOCK.instant().getEpochSecond());
        assertThat(recorded().ids()).containsExactly(answer.path("MsgKey").asText());
        assertThat(recorded().targets()).containsExactly("u1");
        JsonNode message = history("administrator", "u1", "").path("MsgList").get(0);
        assertThat(message.path("From_Account").asText()).isEqualTo("administrator");
        assertThat(message.path("MsgKey")).isEqualTo(answer.path("MsgKey"));
        assertThat(message.at("/MsgBody/0/MsgContent/Text").asText()).isEqualTo("hello");
    }

    @Test
    void repeatsWithinASecondAreOneMessage() throws IOException {
        JsonNode first = send("u1", 7, "hello");
        CLOCK.advance(Duration.ofMillis(1000));
        assertThat(send("u1", 7, "hello")).isEqualTo(first);
        assertThat(recorded().accepted()).isTrue();
        assertThat(recorded().ids()).containsExactly(first.path("MsgKey").asText());
        assertThat(recorded().message()).contains("repeat");
        assertThat(send("u2", 7, "hello").path("MsgKey")).isNotEqualTo(first.path("MsgKey"));
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(send("u1", 7, "hello").path("MsgKey")).isNotEqualTo(first.path("MsgKey"));
        assertThat(history("u1", "administrator", "").path("MsgCnt").asInt()).isEqualTo(2);
    }

    @Test
    void historyIsPagedNewestFirst() throws IOException {
        for (int i = 0; i < 5; i++) {
            send("u1", 100 + i, "no " + i);
        }
        JsonNode newest = history("u1", "administrator", ",'MaxCnt':2");
        assertThat(newest.at("/MsgList/1/MsgRandom").asInt()).isEqualTo(104);
        assertThat(newest.path("Complete").asInt()).isZero();
        JsonNode next = history("u1", "administrator", ",'MaxCnt':3,'LastMsgKey':" + newest.path("LastMsgKey"));
        assertThat(next.at("/MsgList/0/MsgRandom").asInt()).isEqualTo(100);
        assertThat(next.at("/MsgList/2/MsgRandom").asInt()).isEqualTo(102);
        assertThat(next.path("Complete").asInt()).isEqualTo(1);
    }

    @Test
    void aMessageCanBeWithdrawnOnce() throws IOException {
        String withdraw = "{'From_Account':'administrator','To_Account':'u1','MsgKey':"
                + send("u1", 1, "oops").path("MsgKey") + "}";
        assertThat(client.code("openim/admin_msgwithdraw", withdraw)).isZero();
        assertThat(client.code("openim/admin_msgwithdraw", withdraw)).isEqualTo(20023);
        assertThat(client.code("openim/admin_msgwithdraw", withdraw.replace("u1", "u2")))
                .isEqualTo(20022);
        JsonNode message = history("administrator", "u1", "").path("MsgList").get(0);
        assertThat(message.path("MsgFlagBits").asInt()).isEqualTo(8);
        assertThat(message.path("MsgBody")).isEmpty();
    }

    @Test
    void unreadMessagesAreCountedUntilRead() throws IOException {
        send("u1", 1, "a");
        send("u1", 2, "b");
        String ask = "{'To_Account':'u1','Peer_Account':['administrator','u9']}";
        JsonNode counts = client.call("openim/get_c2c_unread_msg_num", ask);
        assertThat(counts.path("AllC2CUnreadMsgNum").asInt()).isEqualTo(2);
        assertThat(counts.at("/C2CUnreadMsgNumList/1/C2CUnreadMsgNum").asInt()).isZero();
        client.call("openim/admin_set_msg_read", "{'Report_Account':'u1','Peer_Account':'administrator'}");
        assertThat(client.call("openim/get_c2c_unread_msg_num", ask)
                        .path("AllC2CUnreadMsgNum")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'To_Account':'u1'                  | 'To_Account':['u1']                       | 90003
            'To_Account':'u1',                 |                                           | 90003
            'MsgRandom':1,                     |                                           | 90005
            'MsgRandom':1                      | 'MsgRandom':4294967296                    | 90005
            'MsgRandom':1                      | 'MsgRandom':'1'                           | 90005
            'MsgBody'                          | 'Msg'                                     | 90002
            'MsgBody':[                        | 'MsgBody':[],'x':[                        | 90002
            'MsgBody':[                        | 'MsgBody':{},'x':[                        | 90007
            TIMTextElem                        | TIMOddElem                                | 90010
            'Text':'hi'                        | 'Txt':'hi'                                | 90010
            'To_Account':'u1'                  | 'To_Account':'dead1'                      | 90012
            'To_Account':'u1'                  | 'To_Account':'u1','From_Account':'dead1'  | 90008
            'To_Account':'u1'                  | 'To_Account':'u1','MsgLifeTime':604801    | 90026
            'To_Account':'u1'                  | 'To_Account':'u1','SyncOtherMachine':3    | 90031
            'To_Account':'u1'                  | 'To_Account':'u1','OfflinePushInfo':{'PushFlag':'0'} | 90043
            """)
    void invalidFieldsAreRefusedWithTheirCode(String part, String instead, int expected) throws IOException {
        String right = ImClient.text("u1", 1, "hi");
        assertThat(right).contains(part);
        String wrong = right.replace(part, instead == null ? "" : instead);
        assertThat(client.code("openim/sendmsg", wrong)).isEqualTo(expected);
        assertThat(recorded().accepted()).isFalse();
        assertThat(recorded().code()).isEqualTo(Integer.toString(expected));
    }

    @Test
    void aMessageHasEightKilobytesAtMost() throws IOException {
        int around = "[{'MsgType':'TIMTextElem','MsgContent':{'Text':''}}]".length();
        assertThat(client.code("openim/sendmsg", ImClient.text("u1", 1, "x".repeat(8192 - around))))
                .isZero();
        assertThat(client.code("openim/sendmsg", ImClient.text("u1", 2, "x".repeat(8193 - around))))
                .isEqualTo(93000);
        int codePoints = (8192 - around) / 4 + 1;
        assertThat(client.code("openim/sendmsg", ImClient.text("u1", 3, "😀".repeat(codePoints))))
                .isEqualTo(93000);
    }

    private static String batch(int users, String extra) {
        String list = IntStream.range(0, users).mapToObj(i -> "'u" + i + "'").collect(Collectors.joining(","));
        return ImClient.text("u1", 5, "hi").replace("'To_Account':'u1'", "'To_Account':[" + list + extra + "]");
    }

    @Test
    void batchesCanBeAcceptedPartially() throws IOException {
        JsonNode answer = client.call("openim/batchsendmsg", batch(2, ",'dead1'"));
        assertThat(answer.path("ActionStatus").asText()).isEqualTo("SomeError");
        assertThat(answer.path("ErrorCode").asInt()).isZero();
        assertThat(answer.path("ErrorList").toString()).isEqualTo("[{\"To_Account\":\"dead1\",\"ErrorCode\":70107}]");
        assertThat(recorded().targets()).containsExactly("u0", "u1");
        assertThat(recorded().ids()).containsExactly(answer.path("MsgKey").asText());
        assertThat(client.call("openim/batchsendmsg", batch(2, "")).path("MsgKey"))
                .as("repeated within a second")
                .isEqualTo(answer.path("MsgKey"));
        assertThat(history("u1", "administrator", "").path("MsgCnt").asInt()).isEqualTo(1);
    }

    @Test
    void aBatchHasFiveHundredUsersAtMost() throws IOException {
        assertThat(client.code("openim/batchsendmsg", batch(500, ""))).isZero();
        assertThat(recorded().targets()).hasSize(500);
        assertThat(client.code("openim/batchsendmsg", batch(501, ""))).isEqualTo(90011);
        assertThat(client.code("openim/batchsendmsg", batch(0, "'dead1'"))).isEqualTo(90012);
        assertThat(recorded().accepted()).isFalse();
    }

    @Test
    void accountsAreImportedCheckedAndDeleted() throws IOException {
        String service = "im_open_login_svc/";
        assertThat(client.code(service + "account_import", "{'UserID':'a'}")).isZero();
        assertThat(client.code(service + "account_import", "{'UserID':'" + "x".repeat(33) + "'}"))
                .isEqualTo(70402);
        JsonNode many = client.call(service + "multiaccount_import", "{'Accounts':['b','" + "y".repeat(33) + "']}");
        assertThat(many.path("FailAccounts")).hasSize(1);
        JsonNode checked =
                client.call(service + "account_check", "{'CheckItem':[{'UserID':'a'},{'UserID':'b'},{'UserID':'c'}]}");
        assertThat(checked.findValuesAsText("AccountStatus")).containsExactly("Imported", "Imported", "NotImported");
        JsonNode deleted =
                client.call(service + "account_delete", "{'DeleteItem':[{'UserID':'a'},{'UserID':'dead1'}]}");
        assertThat(deleted.findValuesAsText("ResultCode")).containsExactly("0", "70107");
        assertThat(client.code("openim/sendmsg", ImClient.text("a", 1, "x"))).isEqualTo(90012);
        emulator.im().strictAccounts(EmulatorOptions.IM.id(), true);
        assertThat(client.code("openim/sendmsg", ImClient.text("b", 1, "x"))).isZero();
        assertThat(client.code("openim/sendmsg", ImClient.text("c", 1, "x"))).isEqualTo(90012);
    }

    @Test
    void onlineStatesAreSetByTests() throws IOException {
        emulator.im().online(EmulatorOptions.IM.id(), "u1", "iPhone", "PushOnline");
        emulator.im().online(EmulatorOptions.IM.id(), "u2", "Android", "Online");
        String ask = "{'To_Account':['u1','u2','u3','dead1'],'IsNeedDetail':1}";
        JsonNode answer = client.call("openim/query_online_status", ask);
        assertThat(answer.path("QueryResult").valueStream().map(each -> each.path("Status")
                        .asText()))
                .containsExactly("PushOnline", "Online", "Offline");
        assertThat(answer.at("/QueryResult/0/Detail/0/Platform").asText()).isEqualTo("iPhone");
        assertThat(answer.at("/ErrorList/0/ErrorCode").asInt()).isEqualTo(70107);
        client.call("im_open_login_svc/kick", "{'UserID':'u2'}");
        assertThat(client.call("openim/query_online_status", ask)
                        .at("/QueryResult/1/Status")
                        .asText())
                .isEqualTo("Offline");
    }

    @Test
    void rateLimitsAreEnforcedIfEnabled() throws IOException {
        emulator.im().rateLimits(true);
        for (int i = 0; i < 100; i++) {
            assertThat(client.code("im_open_login_svc/account_check", "{'CheckItem':[{'UserID':'a'}]}"))
                    .isZero();
        }
        assertThat(client.code("im_open_login_svc/account_check", "{'CheckItem':[{'UserID':'a'}]}"))
                .isEqualTo(60007);
        assertThat(client.code("openim/sendmsg", ImClient.text("u1", 1, "x"))).isZero();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(client.code("im_open_login_svc/account_check", "{'CheckItem':[{'UserID':'a'}]}"))
                .isZero();
    }

    @Test
    void aFaultScriptGivesAnyCode() throws IOException {
        emulator.faults().addScript("""
                {"match":{"service":"im","path":"openim/sendmsg"},"fault":"code","code":60008,"count":1}
                {"match":{"service":"im","path":"timpush/*"},"fault":"code","code":91000}
                """);
        assertThat(client.code("timpush/get_attr_name", "{}")).isEqualTo(91000);
        JsonNode refused = send("u1", 1, "x");
        assertThat(refused.path("ErrorCode").asInt()).isEqualTo(60008);
        assertThat(refused.path("ActionStatus").asText()).isEqualTo("FAIL");
        assertThat(recorded().accepted()).isFalse();
        assertThat(send("u1", 1, "x").path("ErrorCode").asInt()).isZero();
    }
}
