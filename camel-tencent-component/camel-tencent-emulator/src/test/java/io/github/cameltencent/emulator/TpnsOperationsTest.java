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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operations of TPNS besides push, and the state between calls. */
class TpnsOperationsTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(new EmulatorOptions().clock(CLOCK));

    private final TpnsClient client = TpnsClient.android(EMULATOR.emulator());

    /** A clock that advances only when told to. */
    static final class TestClock extends Clock {
        private volatile Instant now = Instant.ofEpochSecond(1_700_000_000);

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private JsonNode call(String path, String body) throws IOException {
        client.now = CLOCK.instant();
        return client.post(path, TpnsClient.json(body));
    }

    private int code(String path, String body) throws IOException {
        JsonNode answer = call(path, body);
        return answer.path("ret_code").asInt(answer.path("retCode").asInt(-1));
    }

    private int toAll(String content) throws IOException {
        return code(
                "/v3/push/app",
                "{'audience_type':'all','message_type':'notify','message':{'title':'t','content':'" + content + "'}}");
    }

    @Test
    void broadcastsAreLimitedPerSecondAndPerContent() throws IOException {
        assertThat(toAll("one")).isZero();
        assertThat(toAll("two")).isEqualTo(1008028);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(toAll("two")).isZero();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(toAll("one")).isEqualTo(10010018);
        CLOCK.advance(Duration.ofHours(1));
        assertThat(toAll("one")).isZero();
    }

    @Test
    void applicationsDoNotShareTheirLimits() throws IOException {
        assertThat(toAll("one")).isZero();
        TpnsClient ios = TpnsClient.ios(EMULATOR.emulator());
        ios.now = CLOCK.instant();
        JsonNode answer = ios.push(TpnsClient.json("{'audience_type':'all','message_type':'notify','environment':'dev',"
                + "'message':{'title':'t','content':'one','ios':{'aps':{}}}}"));
        assertThat(answer.path("ret_code").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'operator_type':1,'token_list':['t1'],'tag_list':['a']}               | 0       | [0]
            {'operator_type':5,'token_list':['t1']}                                | 0       | [0]
            {'operator_type':7,'token_list':['t1','t2'],'tag_list':['a']}          | 0       | [0,0]
            {'operator_type':9,'tag_token_list':[{'tag':'a','token':'t1'}]}        | 0       | [0]
            {'operator_type':11,'token_list':['t1'],'tag_list':['a']}              | 1008007 |
            {'token_list':['t1'],'tag_list':['a']}                                 | 1008002 |
            {'operator_type':1,'tag_list':['a']}                                   | 1008002 |
            {'operator_type':1,'token_list':['dead1'],'tag_list':['a']}            | 1008006 |
            {'operator_type':1,'token_list':['t1'],'tag_list':['012345678901234567890123456789012345678901234567890']} | 1008007 |
            """)
    void tagsAreBoundAndChecked(String body, int code, String result) throws IOException {
        JsonNode answer = call("/v3/device/tag", body);
        assertThat(answer.path("ret_code").asInt(-1)).isEqualTo(code);
        assertThat(answer.path("result").asText(null)).isEqualTo(result);
        assertThat(code("/v3/device/tag/delete_all_device", "{'tag_list':['a']}"))
                .isZero();
    }

    @Test
    void accountsAreBoundAndFoundAgain() throws IOException {
        String bind = "{'operator_type':2,'token_accounts':["
                + "{'token':'t1','account_list':[{'account':'a1','account_type':1002}]},"
                + "{'token':'dead2','account_list':[{'account':'a2'}]}]}";
        JsonNode bound = call("/v3/device/account/batchoperate", bind);
        assertThat(bound.path("ret_code").asInt()).isEqualTo(1008026);
        assertThat(bound.path("result").toString()).isEqualTo("[\"0\",\"1008006\"]");

        String byAccount = "{'operator_type':1,'account_list':[{'account':'a1','account_type':1002}]}";
        JsonNode found = call("/v3/device/account/query", byAccount);
        assertThat(found.path("retCode").asInt(-1)).isZero();
        assertThat(found.path("account_tokens").toString()).isEqualTo("[{\"account\":\"a1\",\"token_list\":[\"t1\"]}]");

        JsonNode byToken = call("/v3/device/account/query", "{'operator_type':2,'token_list':['t1']}");
        assertThat(byToken.path("token_accounts").toString()).contains("\"account\":\"a1\"");

        assertThat(code("/v3/device/account/batchoperate", "{'operator_type':4,'token_list':['t1']}"))
                .isZero();
        assertThat(code("/v3/device/account/query", byAccount)).isEqualTo(1008027);
    }

    @Test
    void attributesAreSetAndRead() throws IOException {
        String path = "/v3/device/set_custom_attribute";
        JsonNode set = call(
                path, "{'cmd':1,'token':'t1','attributeInfo':{'attributeMap':{'city':'Shenzhen','unknown1':'x'}}}");
        assertThat(set.path("invalidAttribute").toString()).isEqualTo("[\"unknown1\"]");
        assertThat(call(path, "{'cmd':5,'token':'t1'}").path("attributeInfo").toString())
                .isEqualTo("{\"attributeMap\":{\"city\":\"Shenzhen\"}}");
        assertThat(code(path, "{'cmd':1,'token':'t1','attributeInfo':{'attributeMap':{'a':'" + "x".repeat(51) + "'}}}"))
                .isEqualTo(1008007);
        assertThat(code(path, "{'cmd':6,'token':'t1'}")).isEqualTo(1008007);
    }

    @Test
    void plansAreLimitedTo200ADay() throws IOException {
        String plan = "{'planName':'spring','planDescribe':'sale'}";
        JsonNode made = call("/v3/push/plan/add_plan_push", plan);
        assertThat(made.path("retCode").asInt(-1)).isZero();
        assertThat(made.path("result").path("planId").asText()).isNotEmpty();
        for (int i = 1; i < 200; i++) {
            call("/v3/push/plan/add_plan_push", plan);
        }
        assertThat(code("/v3/push/plan/add_plan_push", plan)).isEqualTo(1008028);
        CLOCK.advance(Duration.ofDays(1));
        assertThat(code("/v3/push/plan/add_plan_push", plan)).isZero();
    }

    @Test
    void pushesCanBeQueried() throws IOException {
        String id = call("/v3/push/app", TpnsClient.toToken("t1", "hello", "c"))
                .path("push_id")
                .asText();
        JsonNode record = call("/v3/statistics/get_push_record", "{'pushId':'" + id + "'}");
        assertThat(record.path("count").asInt()).isEqualTo(1);
        assertThat(record.path("pushRecordData").path(0).path("title").asText()).isEqualTo("hello");
        assertThat(record.path("pushRecordData").path(0).path("status").asText())
                .isEqualTo("PUSH_FINISHED");
        String today =
                CLOCK.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate().toString();
        JsonNode between = call(
                "/v3/statistics/get_push_record",
                "{'startDate':'" + today + "','endDate':'" + today + "','msgType':'notify','pushType':'token'}");
        assertThat(between.path("count").asInt()).isEqualTo(1);
        assertThat(call("/v3/statistics/get_push_task_stat_channel", "{'pushId':'" + id + "'}")
                        .at("/pushStatDataAll/0/pushState/pushActiveUv")
                        .asInt())
                .isEqualTo(1);
        JsonNode byToken = call("/v3/toolbox/getPushListByToken", "{'token':'t1'}");
        assertThat(byToken.at("/pushTaskList/0/pushId").asText()).isEqualTo(id);
        assertThat(byToken.at("/pushTaskList/0/pushTargetType").asText()).isEqualTo("TOKEN_PUSH");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            get_push_record                | {'pushId':'1'}                                     | 1008015
            get_push_record                | {'startDate':'20231115','endDate':'2023-11-15'}    | 1008016
            get_push_record                | {}                                                 | 1008002
            get_push_task_stat_channel     | {}                                                 | 1008002
            get_push_group_stat_channel    | {'planId':'1','startDate':'20231115','endDate':'20231115'} | 0
            get_push_group_stat_channel    | {'startDate':'20231115','endDate':'20231115'}      | 1008002
            get_push_channel_stat_overview | {'startDate':'20231115','endDate':'20231115'}      | 0
            get_device_stat_overview       | {'startDate':'20231115','endDate':'2023-11-15'}    | 1008016
            get_device_distribute_info     | {'date':'20231115','type':'city'}                  | 0
            get_device_distribute_info     | {'date':'20231115','type':'weather'}               | 1008007
            """)
    void statisticsAreChecked(String name, String body, int code) throws IOException {
        assertThat(code("/v3/statistics/" + name, body)).isEqualTo(code);
    }

    @Test
    void statisticsAreLimitedTo200AnHour() throws IOException {
        CLOCK.advance(Duration.ofHours(2));
        for (int i = 0; i < 200; i++) {
            call("/v3/statistics/get_push_record", "{'pushId':'1'}");
        }
        assertThat(code("/v3/statistics/get_push_record", "{'pushId':'1'}")).isEqualTo(1008028);
    }

    @Test
    void aTimedPushCanBeCancelledUntilItsTime() throws IOException {
        String time = CLOCK.instant()
                .plusSeconds(3600)
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalDateTime()
                .withNano(0)
                .toString()
                .replace('T', ' ');
        String push = "{'audience_type':'all','message_type':'notify','send_time':'"
                + (time.length() == 16 ? time + ":00" : time) + "','message':{'title':'later','content':'c'}}";
        String id = call("/v3/push/app", push).path("push_id").asText();
        assertThat(code("/v3/push/cancel_timing_task", "{'pushid':'" + id + "'}"))
                .isZero();
        assertThat(code("/v3/push/cancel_timing_task", "{'pushId':'" + id + "'}"))
                .isEqualTo(1008007);
        assertThat(code("/v3/push/revoke_push_msg", "{'pushId':'" + id + "'}")).isZero();
        assertThat(code("/v3/push/stop_push_msg", "{'pushId':'4711'}")).isEqualTo(1008015);
        assertThat(code("/v3/push/stop_push_msg", "{}")).isEqualTo(1008002);
    }

    private JsonNode upload(String name, String content) throws IOException {
        String pair = client.app.id() + ":" + client.app.key();
        String body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--B--\r\n";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(client.baseUri + "/v3/push/package/upload"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "multipart/form-data; boundary=B")
                .POST(BodyPublishers.ofString(body));
        return TpnsClient.JSON.readTree(client.exchange(request).body());
    }

    @Test
    void anUploadedPackageCanBePushedTo() throws IOException {
        long id = upload("accounts.txt", "a1\na2\n").path("uploadId").asLong();
        assertThat(id).isPositive();
        String push = "{'audience_type':'package_account_push','upload_id':" + id
                + ",'message_type':'notify','message':{'title':'t','content':'c'}}";
        assertThat(code("/v3/push/app", push)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            accounts.txt | ''        | 1008012
            accounts.exe | a1        | 1008007
            accounts.csv | 'a1,b1'   | 1008007
            accounts.zip | a1        | 1008011
            """)
    void uploadsAreChecked(String name, String content, int code) throws IOException {
        assertThat(upload(name, content).path("retCode").asInt()).isEqualTo(code);
    }

    @Test
    void uploadsTakeBasicAuthorizationOnly() throws IOException {
        assertThat(code("/v3/push/package/upload", "{}")).isEqualTo(1008003);
    }

    @Test
    void otherPathsAndMethodsAreRefusedByHttpStatus() throws IOException {
        assertThat(client.exchange(client.signed("/v3/push/apps", "{}")).statusCode())
                .isEqualTo(404);
        assertThat(client.control("GET", "/v3/push/app", "").statusCode()).isEqualTo(405);
        assertThat(EMULATOR.emulator().counters().refused()).isEqualTo(2);
    }
}
