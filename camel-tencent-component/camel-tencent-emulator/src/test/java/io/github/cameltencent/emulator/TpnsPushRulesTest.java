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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a push: each documented limit, at and beyond its boundary. */
class TpnsPushRulesTest {

    // 2023-11-15 06:13:20 in China
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR =
            new TencentEmulatorExtension(new EmulatorOptions().clock(Clock.fixed(NOW, ZoneOffset.UTC)));

    private final TpnsClient android = TpnsClient.android(EMULATOR.emulator());
    private final TpnsClient ios = TpnsClient.ios(EMULATOR.emulator());

    TpnsPushRulesTest() {
        android.now = NOW;
        ios.now = NOW;
    }

    /** A push to Android with fields changed: what is given replaces, null takes away. */
    private static String push(String changes) throws IOException {
        return changed(TpnsClient.toToken("token1", "t", "c"), changes);
    }

    private static String changed(String base, String changes) throws IOException {
        ObjectNode push = (ObjectNode) TpnsClient.JSON.readTree(base);
        TpnsClient.JSON.readTree(TpnsClient.json(changes)).properties().forEach(field -> {
            if (field.getValue().isNull()) {
                push.remove(field.getKey());
            } else {
                push.set(field.getKey(), field.getValue());
            }
        });
        return push.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                     | 0
            {'audience_type':null}                                                 | 1008002
            {'audience_type':'everybody'}                                          | 1008007
            {'message_type':null}                                                  | 1008002
            {'message_type':'sms'}                                                 | 1008007
            {'message':null}                                                       | 1008002
            {'message':'hello'}                                                    | 1008007
            {'message':{'title':'t'}}                                              | 1008002
            {'message':{'title':'','content':'c'}}                                 | 1008002
            {'message':{'title':1,'content':'c'}}                                  | 1008007
            {'message':{'title':'t','content':'c','android':{'badge_type':100}}}   | 1008007
            {'message':{'title':'t','content':'c','android':{'badge_type':-2}}}    | 0
            {'message':{'title':'t','content':'c','android':{'ring_raw':'bell'}}}  | 1008007
            {'message':{'title':'t','content':'c','android':{'action':{'action_type':2}}}} | 1008002
            {'message':{'title':'t','content':'c','android':{'unheard_of':{'a':1}}},'unheard_of':1} | 0
            {'token_list':null}                                                    | 1008002
            {'token_list':[]}                                                      | 1008002
            {'token_list':[1]}                                                     | 1008007
            {'token_list':'token1'}                                                | 1008007
            {'token_list':['']}                                                    | 1008029
            {'token_list':['012345678901234567890123456789012345']}                | 0
            {'token_list':['0123456789012345678901234567890123456']}               | 1008029
            {'token_list':['to ken']}                                              | 1008029
            {'token_list':['to\\r\\nken']}                                         | 1008029
            {'token_list':['dead01']}                                              | 1008029
            {'token_list':['token1','dead01']}                                     | 0
            {'token_list':['token1','dead01'],'audience_type':'token_list'}        | 1008029
            {'token_list':['token1'],'ignore_invalid_token':2}                     | 1008007
            {'expire_time':259200}                                                 | 0
            {'expire_time':259201}                                                 | 1008007
            {'expire_time':-1}                                                     | 1008007
            {'expire_time':'1'}                                                    | 1008007
            {'push_speed':1000}                                                    | 1008007
            {'send_time':'2023-11-16 00:00:00'}                                    | 1008007
            {'channel_rules':[{'channel':'hw','disable':true}]}                    | 0
            {'channel_rules':[{'channel':'pigeon','disable':true}]}                | 1008007
            {'ntf_wt_attrs':true}                                                  | 1008002
            {'resend_by_sms':true}                                                 | 1008002
            {'resend_by_sms':true,'sms_info':{'delay_trigger_time':299}}           | 1008007
            {'audience_type':'account'}                                            | 1008002
            {'audience_type':'account','account_list':['a1']}                      | 0
            {'audience_type':'account','account_list':[{'account':'a1'}]}          | 1008007
            {'audience_type':'account','account_list':['a1'],'account_push_type':2} | 1008007
            {'audience_type':'tag'}                                                | 1008002
            {'audience_type':'tag','tag_list':{'tags':['a'],'op':'XOR'}}           | 1008007
            {'audience_type':'tag','tag_list':{'tags':['a'],'op':'AND'}}           | 0
            {'audience_type':'tag','tag_rules':[{'tag_items':[{'tags':['a'],'tag_type':'xg_user_define'}]}]} | 0
            {'audience_type':'tag','tag_rules':[{'tag_items':[{'tags':['a'],'tag_type':'colour'}]}]} | 1008007
            {'audience_type':'package_account_push'}                               | 1008002
            {'audience_type':'package_account_push','upload_id':1}                 | 10010005
            """)
    void androidPushesAreChecked(String changes, int code) throws IOException {
        assertThat(android.push(push(changes)).path("ret_code").asInt(-1)).isEqualTo(code);
        assertThat(EMULATOR.emulator().requests().get(0).accepted()).isEqualTo(code == 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'push_speed':999}                                       | 1008007
            {'push_speed':1000}                                      | 0
            {'push_speed':50000}                                     | 0
            {'push_speed':50001}                                     | 1008007
            {'send_time':'2023-11-15 06:13:19'}                      | 0
            {'send_time':'2024-02-13 06:13:20'}                      | 0
            {'send_time':'2024-02-13 06:13:21'}                      | 10010012
            {'send_time':'2023-11-31 00:00:00'}                      | 10010012
            {'send_time':'2023-11-15T06:13:20Z'}                     | 10010012
            {'loop_param':{'startDate':'2023-11-15'}}                | 1008002
            {'loop_param':{'startDate':'2023-11-15','endDate':'2023-11-20','loopType':1,'loopDayIndexs':[0],'dayTimes':['09:00:00']}} | 0
            {'loop_param':{'startDate':'2023-11-15','endDate':'2024-02-14','loopType':1,'loopDayIndexs':[0],'dayTimes':['09:00:00']}} | 10010012
            {'loop_param':{'startDate':'2023-11-15','endDate':'2023-11-20','loopType':2,'loopDayIndexs':[7],'dayTimes':['09:00:00']}} | 1008007
            """)
    void broadcastsMayBeTimed(String changes, int code) throws IOException {
        String all = push("{'audience_type':'all','token_list':null}");
        assertThat(android.push(changed(all, changes)).path("ret_code").asInt(-1))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                                   | 0
            {'environment':null}                                                                 | 1008002
            {'environment':'prod'}                                                               | 1008007
            {'message':{'title':'t','content':'c'}}                                              | 1008002
            {'message':{'title':'t','content':'c','ios':{}}}                                     | 1008002
            {'message':{'title':'t','content':'c','ios':{'aps':{'content-available':1}}}}        | 1008007
            {'message':{'title':'t','content':'c','ios':{'aps':{'badge_type':-3}}}}              | 1008007
            {'message':{'title':'t','content':'c','ios':{'aps':{'interruption-level':'loud'}}}}  | 1008007
            {'message_type':'message','message':{'ios':{'aps':{'content-available':1}}}}         | 0
            {'message_type':'message','message':{'ios':{'aps':{'content-available':1,'sound':'default'}}}} | 1008007
            {'message_type':'message','message':{'ios':{'aps':{'content-available':1,'badge_type':1}}}} | 1008007
            {'message_type':'message','message':{'ios':{'aps':{'content-available':1,'badge_type':0,'sound':'','alert':{}}}}} | 0
            {'message':{'title':'t','content':'c','ios':{'aps':{'content-available':0,'alert':{}}}}} | 0
            {'message_type':'message','message':{'ios':{'aps':{}}}}                              | 1008007
            """)
    void iosPushesAreChecked(String changes, int code) throws IOException {
        String base = push("{'environment':'dev','message':{'title':'t','content':'c','ios':{'aps':{'alert':{}}}}}");
        assertThat(ios.push(changed(base, changes)).path("ret_code").asInt(-1)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'channel_rules':[]",
                "'push_speed':0",
                "'tag_rules':[]",
                "'tag_list':{}",
                "'seq':0",
                "'account_list':[]",
                "'upload_id':0",
                "'account_type':0",
                "'account_push_type':0",
                "'loop_times':0,'loop_interval':0",
                "'loop_param':{}",
                "'multi_pkg':false",
                "'tpns_online_push_type':0",
                "'ntf_wt_attrs':false",
                "'collapse_id':0,'force_collapse':false",
                "'resend_by_sms':false,'sms_info':{}",
                "'send_time':''",
                "'expire_time':0",
                "'platform':''",
                "'plan_id':''",
                "'ignore_invalid_token':0"
            })
    void neutralValuesOfOptionalFieldsCountAsAbsent(String fields) throws IOException {
        for (String audience : List.of("'token','token_list':['token1']", "'account','account_list':['a1']")) {
            String body = changed(push("{'token_list':null}"), "{" + fields + ",'audience_type':" + audience + "}");
            assertThat(android.push(body).path("err_msg").asText()).as(body).isEmpty();
        }
    }

    @Test
    void emptyTagRulesAllowATagList() throws IOException {
        String body = push("{'audience_type':'tag','token_list':[],'tag_rules':[],"
                + "'tag_list':{'tags':['a'],'op':'OR'},'push_speed':0,'collapse_id':0,'send_time':'','loop_param':{}}");
        assertThat(android.push(body).path("err_msg").asText()).isEmpty();
        assertThat(EMULATOR.emulator().requests().get(0).targets()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'push_speed':1000}           | push_speed must be absent with the audience token, not 1000
            {'expire_time':259201}        | expire_time must be from 0 to 259200, not 259201
            {'multi_pkg':'yes'}           | multi_pkg must be true or false, not "yes"
            {'audience_type':'everybody'} | audience_type must be one of
            {'audience_type':'everybody'} | not "everybody"
            {'token_list':[]}             | field token_list is missing: it is []
            {'message':{'title':'','content':'c'}} | field title is missing: it is ""
            {'send_time':'tomorrow','audience_type':'all'} | send_time must be yyyy-MM-dd HH:mm:ss, not tomorrow
            """)
    void aRefusalNamesTheFieldAndTheValue(String changes, String words) throws IOException {
        assertThat(android.push(push(changes)).path("err_msg").asText()).contains(words);
    }

    @Test
    void bodiesOtherThanJsonObjectsAreRefused() throws IOException {
        for (String body : new String[] {"", "[]", "null", "{\"a\":", "{} {}", "[".repeat(100_000)}) {
            assertThat(android.push(body).path("ret_code").asInt()).as(body).isEqualTo(1008001);
        }
    }

    @ParameterizedTest
    @CsvSource({"4095,0", "4096,0", "4097,1008007"})
    void theMessageHas4096BytesAtMost(int bytes, int code) throws IOException {
        int frame = "{\"title\":\"t\",\"content\":\"\"}".length();
        // the multi-byte character is at the boundary
        String content = "x".repeat(bytes - frame - 4) + "😀";
        assertThat(android.push(TpnsClient.toToken("token1", "t", content))
                        .path("ret_code")
                        .asInt(-1))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"1000,0", "1001,1008007"})
    void aListHas1000TokensAtMost(int tokens, int code) throws IOException {
        ObjectNode push = (ObjectNode) TpnsClient.JSON.readTree(push("{'audience_type':'token_list'}"));
        IntStream.range(0, tokens).forEach(i -> push.withArray("token_list").add("token" + i));
        push.withArray("token_list").remove(0);
        assertThat(android.push(push.toString()).path("ret_code").asInt(-1)).isEqualTo(code);
        assertThat(EMULATOR.emulator().requests().get(0).targets()).hasSize(code == 0 ? tokens : 0);
    }

    @Test
    void ignoredDeadTokensAreSkippedAndListed() throws IOException {
        EMULATOR.emulator().deadTokens().add("gone");
        JsonNode answer = android.push(push("{'audience_type':'token_list','token_list':['a','gone','b','dead1'],"
                + "'ignore_invalid_token':1,'seq':7}"));
        assertThat(answer.path("ret_code").asInt(-1)).isZero();
        assertThat(answer.path("seq").asInt()).isEqualTo(7);
        assertThat(answer.path("invalid_targe_list").toString()).isEqualTo("[\"gone\",\"dead1\"]");
        assertThat(EMULATOR.emulator().requests().get(0).targets()).containsExactly("a", "b");
    }

    @Test
    void pushesToDeadTokensOnlyAreRefused() throws IOException {
        JsonNode answer = android.push(push("{'token_list':['dead1'],'ignore_invalid_token':1}"));
        assertThat(answer.path("ret_code").asInt()).isEqualTo(1008029);
        assertThat(answer.path("invalid_targe_list").toString()).isEqualTo("[\"dead1\"]");
    }

    @Test
    void singlePushesUseTheFirstToken() throws IOException {
        android.push(push("{'token_list':['a','b']}"));
        assertThat(EMULATOR.emulator().requests().get(0).targets()).containsExactly("a");
    }

    @Test
    void unpairedSurrogatesAreHandled() throws IOException {
        android.push(push("{'message':{'title':'\\ud83d','content':'c'}}"));
        String listed = android.control(
                        "GET",
                        "/_emulator/requests/"
                                + EMULATOR.emulator().requests().get(0).sequence(),
                        "")
                .body();
        assertThat(TpnsClient.JSON.readTree(listed).path("accepted").asBoolean())
                .isTrue();
    }

    @Test
    void aLoopPushHasSeveralIds() throws IOException {
        JsonNode answer = android.push(push("{'audience_type':'all','loop_param':{'startDate':'2023-11-15',"
                + "'endDate':'2023-11-20','loopType':1,'loopDayIndexs':[0],'dayTimes':['09:00:00','18:00:00']}}"));
        assertThat(answer.path("push_id").isArray()).isTrue();
        assertThat(answer.path("push_id")).hasSize(2);
    }

    @Test
    void iosAnswersNameTheEnvironment() throws IOException {
        JsonNode answer =
                ios.push(push("{'environment':'dev','message':{'title':'t','content':'c','ios':{'aps':{}}}}"));
        assertThat(answer.path("environment").asText()).isEqualTo("dev");
    }
}
