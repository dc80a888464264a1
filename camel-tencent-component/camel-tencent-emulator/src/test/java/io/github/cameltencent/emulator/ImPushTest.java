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

/** Push in IM: to everybody, by tags and attributes, to named users; quotas and repeats. */
class ImPushTest {

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
        CLOCK.advance(Duration.ofDays(2));
    }

    private RecordedRequest recorded() {
        List<RecordedRequest> requests = emulator.requests();
        return requests.get(requests.size() - 1);
    }

    private JsonNode push(long random, String more) throws IOException {
        return client.call("timpush/push", ImClient.push(random, more));
    }

    private int batch(int users) throws IOException {
        String list = IntStream.range(0, users).mapToObj(i -> "'u" + i + "'").collect(Collectors.joining(","));
        return client.code("timpush/batch", ImClient.push(1, ",'To_Account':[" + list + "]"));
    }

    @Test
    void pushesWithoutAConditionGoToEverybody() throws IOException {
        JsonNode answer = push(1, "");
        assertThat(answer.path("ErrorCode").asInt(-1)).isZero();
        assertThat(recorded().operation()).isEqualTo("timpush/push");
        assertThat(recorded().ids()).containsExactly(answer.path("TaskId").asText());
        assertThat(recorded().targets()).containsExactly("*");
    }

    @Test
    void theSameRandomWithinSevenDaysIsTheSamePush() throws IOException {
        JsonNode first = push(2, "");
        assertThat(push(2, "")).as("at once, and no quota is used").isEqualTo(first);
        assertThat(recorded().accepted()).isTrue();
        assertThat(recorded().ids()).containsExactly(first.path("TaskId").asText());
        CLOCK.advance(Duration.ofDays(7));
        assertThat(push(2, "")).isEqualTo(first);
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(push(2, "").path("TaskId")).isNotEqualTo(first.path("TaskId"));
    }

    @Test
    void pushesHaveAMinimumIntervalAndADailyQuota() throws IOException {
        emulator.im().quotas(2, 40);
        assertThat(push(10, "").path("ErrorCode").asInt()).isZero();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(push(11, "").path("ErrorCode").asInt()).isEqualTo(90024);
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(push(11, "").path("ErrorCode").asInt()).isZero();
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(push(12, "").path("ErrorCode").asInt()).isEqualTo(90047);
        emulator.im().quotas(false);
        assertThat(push(13, "").path("ErrorCode").asInt()).isZero();
        assertThat(push(14, "").path("ErrorCode").asInt()).isZero();
    }

    @Test
    void aHundredPushesADayAreAllowed() throws IOException {
        for (int i = 0; i < 100; i++) {
            CLOCK.advance(Duration.ofMillis(1001));
            assertThat(push(100 + i, "").path("ErrorCode").asInt(-1)).isZero();
        }
        CLOCK.advance(Duration.ofMillis(1001));
        assertThat(push(300, "").path("ErrorCode").asInt()).isEqualTo(90047);
        CLOCK.advance(Duration.ofDays(1));
        assertThat(push(300, "").path("ErrorCode").asInt()).isZero();
    }

    @Test
    void theFormerPushAllowsAnySenderAndDeduplicatesForASecond() throws IOException {
        String push = "{'From_Account':'robot','MsgRandom':3,'MsgBody':[{'MsgType':'TIMTextElem','MsgContent':"
                + "{'Text':'t'}}]}";
        String first =
                client.call("all_member_push/im_push", push).path("TaskId").asText();
        assertThat(first).isNotEmpty();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(client.call("all_member_push/im_push", push).path("TaskId").asText())
                .isEqualTo(first);
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(client.call("all_member_push/im_push", push).path("TaskId").asText())
                .isNotEmpty()
                .isNotEqualTo(first);
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(client.code("all_member_push/im_push", push.replace("'From_Account':'robot',", "")))
                .as("From_Account is optional")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            all_member_push/im_push | 'Condition':{'TagsOr':['a'],'AttrsOr':{'0':'x'}} | 90039
            all_member_push/im_push | 'Condition':{'TagsOr':['%s']}                    | 90020
            timpush/push            | 'Condition':{'TagsOr':['%s']}                    | 90030
            all_member_push/im_add_tag | 'UserTags':[{'To_Account':'a','Tags':['1','2','3','4','5','6','7','8','9','10','11']}] | 90032
            """)
    void theFormerServiceHasItsOwnCodes(String command, String fields, int code) throws IOException {
        client.code("all_member_push/im_set_attr_name", "{'AttrNames':{'0':'0'}}");
        String body = "{'From_Account':'administrator','MsgRandom':9,'OfflinePushInfo':{'Title':'t','Desc':'d'},"
                + fields.replace("%s", "x".repeat(51)) + "}";
        assertThat(client.code(command, body)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'AttrNames':{'0':'sex','1':'city'}}", "{'0':'sex','1':'city'}"})
    void namesOfAttributesAreWrappedInTheAnswer(String names) throws IOException {
        assertThat(client.code("all_member_push/im_set_attr_name", names)).isZero();
        assertThat(client.call("all_member_push/im_get_attr_name", "{}")
                        .at("/AttrNames/1")
                        .asText())
                .isEqualTo("city");
    }

    @Test
    void tagsAreTheRecordsTargets() throws IOException {
        push(20, ",'Condition':{'TagsOr':['a','b'],'TagsNot':['c']}");
        assertThat(recorded().targets()).containsExactly("a", "b", "!c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'TagsOr':['a'],'AttrsOr':{'city':'x'}                 | 90020
            'TagsOr':['a','a']                                    | 90022
            'TagsAnd':['1','2','3','4','5','6','7','8','9','0','x'] | 90032
            'TagsOr':['']                                         | 90040
            'TagsOr':['012345678901234567890123456789012345678901234567890'] | 90030
            'TagsAnd':['a'],'TagsNot':['a']                       | 90039
            'AttrsAnd':{'nowhere':'x'}                            | 90033
            """)
    void aWrongConditionIsRefused(String condition, int expected) throws IOException {
        client.call("timpush/set_attr_name", "{'AttrNames':{'0':'city'},'AttrTypes':{'0':0}}");
        assertThat(push(30, ",'Condition':{" + condition + "}")
                        .path("ErrorCode")
                        .asInt())
                .isEqualTo(expected);
        assertThat(recorded().accepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'From_Account':'administrator', |                          | 90008
            administrator'                  | u1'                      | 90009
            administrator'                  | dead1'                   | 90008
            'MsgRandom':1,                  |                          | 90005
            OfflinePushInfo                 | Other                    | 90043
            {'PushFlag'                     | {'AndroidInfo':1,'PushFlag' | 90043
            'PushFlag':0                    | 'PushFlag':2             | 90043
            """)
    void aWrongFieldIsRefused(String part, String instead, int expected) throws IOException {
        String wrong = ImClient.push(1, "").replace(part, instead == null ? "" : instead);
        assertThat(client.code("timpush/push", wrong)).isEqualTo(expected);
    }

    @Test
    void aDataIdHasSixtyFourBytesAtMost() throws IOException {
        assertThat(push(40, ",'DataId':'" + "d".repeat(65) + "'")
                        .path("ErrorCode")
                        .asInt())
                .isEqualTo(90057);
        assertThat(push(40, ",'DataId':'" + "d".repeat(64) + "'")
                        .path("ErrorCode")
                        .asInt())
                .isZero();
    }

    @Test
    void aBatchTellsWhichUsersAreInvalid() throws IOException {
        emulator.deadTokens().add("u7");
        JsonNode answer = client.call("timpush/batch", ImClient.push(1, ",'To_Account':['u1','dead1','u7','u2']"));
        assertThat(answer.path("ActionStatus").asText()).isEqualTo("OK");
        assertThat(answer.path("TaskId").asText()).startsWith("batch_");
        assertThat(answer.path("ErrorList").findValuesAsText("To_Account")).containsExactly("dead1", "u7");
        assertThat(answer.at("/ErrorList/0/ErrorCode").asInt()).isEqualTo(70107);
        assertThat(recorded().targets()).containsExactly("u1", "u2");
        assertThat(recorded().ids()).containsExactly(answer.path("TaskId").asText());
    }

    @Test
    void aBatchIsForOneToFiveHundredUsers() throws IOException {
        assertThat(batch(500)).isZero();
        assertThat(recorded().targets()).hasSize(500);
        assertThat(batch(501)).isEqualTo(90011);
        assertThat(batch(0)).isEqualTo(90003);
    }

    @Test
    void batchesHaveAQuotaASecond() throws IOException {
        emulator.im().quotas(100, 2);
        assertThat(List.of(batch(1), batch(1), batch(1))).containsExactly(0, 0, 60007);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(batch(1)).isZero();
        emulator.im().quotas(false);
        assertThat(List.of(batch(1), batch(1), batch(1))).containsOnly(0);
    }

    @Test
    void quotasCanBeDisabledByTheControlApi() throws IOException {
        TpnsClient control = TpnsClient.android(emulator);
        assertThat(control.control("PUT", "/_emulator/im", "{\"quotas\":false}").statusCode())
                .isEqualTo(200);
        assertThat(push(45, "").path("ErrorCode").asInt(-1)).isZero();
        assertThat(push(46, "").path("ErrorCode").asInt(-1)).isZero();
        for (String wrong : List.of("[]", "{\"quota\":1}", "{\"webhook\":{\"url\":\"http://192.0.2.1/\"}}")) {
            assertThat(control.control("PUT", "/_emulator/im", wrong).statusCode())
                    .isEqualTo(400);
        }
        emulator.reset();
        assertThat(push(47, "").path("ErrorCode").asInt(-1)).isZero();
        assertThat(push(48, "").path("ErrorCode").asInt(-1)).isEqualTo(90024);
    }

    @Test
    void aPushIsRevokedOnceAndWithinADay() throws IOException {
        String task = push(50, "").path("TaskId").toString();
        String revoke = "{'TaskId':" + task + ",'OfflinePushInfo':{'PushFlag':0,'Title':'t','Desc':'gone'}}";
        assertThat(client.code("timpush/revoke", revoke)).isZero();
        assertThat(client.code("timpush/revoke", revoke)).isEqualTo(90051);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(client.code("timpush/revoke", revoke)).isEqualTo(90050);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(client.code("timpush/revoke", revoke.replace("1400", "x"))).isEqualTo(90049);
        String old = push(51, "").path("TaskId").toString();
        CLOCK.advance(Duration.ofSeconds(86_401));
        assertThat(client.code("timpush/revoke", revoke.replace(task, old))).isEqualTo(90052);
    }

    @Test
    void tagsAreAddedReplacedReadAndRemoved() throws IOException {
        String tags = "{'UserTags':[{'To_Account':'u1','Tags':['a','b']},{'To_Account':'u2','Tags':['a']}]}";
        assertThat(client.code("timpush/add_tag", tags)).isZero();
        assertThat(client.code("timpush/remove_tag", "{'UserTags':[{'To_Account':'u1','Tags':['a']}]}"))
                .isZero();
        assertThat(client.code("timpush/add_tag", "{'Replace':1,'UserTags':[{'To_Account':'u2','Tags':['c','d']}]}"))
                .isZero();
        JsonNode read = client.call("timpush/get_tag", "{'To_Account':['u1','u2','u3']}");
        assertThat(read.path("UserTags").toString())
                .isEqualTo("[{\"To_Account\":\"u1\",\"Tags\":[\"b\"]},{\"To_Account\":\"u2\",\"Tags\":[\"c\",\"d\"]},"
                        + "{\"To_Account\":\"u3\",\"Tags\":[]}]");
        client.call("timpush/clear_all_tags", "{'To_Account':['u2']}");
        assertThat(client.call("timpush/get_tag", "{'To_Account':['u2']}").at("/UserTags/0/Tags"))
                .isEmpty();
        String many = IntStream.range(0, 101)
                .mapToObj(i -> "{'To_Account':'u" + i + "','Tags':['a']}")
                .collect(Collectors.joining(","));
        assertThat(client.code("timpush/add_tag", "{'UserTags':[" + many + "]}"))
                .isEqualTo(90018);
    }

    @Test
    void attributesAreNamedSetReadAndRemoved() throws IOException {
        String set = "{'UserAttrs':[{'To_Account':'u1','Attrs':{'city':'Shenzhen'}}]}";
        assertThat(client.code("timpush/set_attr", set)).isEqualTo(90033);
        client.call("timpush/set_attr_name", "{'AttrNames':{'0':'sex','1':'city'},'AttrTypes':{'0':0,'1':0}}");
        assertThat(client.call("timpush/get_attr_name", "{}").at("/AttrNames/1").asText())
                .isEqualTo("city");
        assertThat(client.code("timpush/set_attr", set)).isZero();
        assertThat(client.call("timpush/get_attr", "{'To_Account':['u1']}")
                        .at("/UserAttrs/0/Attrs/city")
                        .asText())
                .isEqualTo("Shenzhen");
        push(60, ",'Condition':{'AttrsAnd':{'city':'Shenzhen'}}");
        assertThat(recorded().targets()).containsExactly("city=Shenzhen");
        client.call("timpush/remove_attr", "{'UserAttrs':[{'To_Account':'u1','Attrs':['city']}]}");
        assertThat(client.call("timpush/get_attr", "{'To_Account':['u1']}").at("/UserAttrs/0/Attrs"))
                .isEmpty();
    }

    @Test
    void statisticsCountPushes() throws IOException {
        batch(3);
        long now = CLOCK.instant().getEpochSecond();
        JsonNode counts =
                client.call("timpush/normal_push_statistics", "{'StartTime':" + (now - 60) + ",'EndTime':" + now + "}");
        assertThat(counts.path("SentCount").asInt()).isEqualTo(3);
        String tooLong = "{'StartTime':" + (now - 31 * 86_400) + ",'EndTime':" + now + "}";
        assertThat(client.code("timpush/normal_push_statistics", tooLong)).isEqualTo(90001);
    }

    @Test
    void theFormerNameOfPushIsAccepted() throws IOException {
        assertThat(client.code(
                        "all_member_push/im_push",
                        ImClient.push(70, "")
                                .replace("OfflinePushInfo", "Other")
                                .replace(
                                        "'MsgRandom'",
                                        "'MsgBody':[{'MsgType':'TIMTextElem','MsgContent':{'Text':'x'}}],'MsgRandom'")))
                .isZero();
        assertThat(client.code("all_member_push/im_set_attr_name", "{'0':'city'}"))
                .isZero();
        assertThat(client.call("timpush/get_attr_name", "{}").at("/AttrNames/0").asText())
                .isEqualTo("city");
    }
}
