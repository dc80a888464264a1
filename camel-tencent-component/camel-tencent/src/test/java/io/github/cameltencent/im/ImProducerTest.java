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
package io.github.cameltencent.im;

import static io.github.cameltencent.im.ImServer.failed;
import static io.github.cameltencent.im.ImServer.json;
import static io.github.cameltencent.im.ImServer.ok;
import static io.github.cameltencent.im.ImServer.query;
import static io.github.cameltencent.im.ImServer.reset;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentPartialException;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.sign.UserSigVerification;
import io.github.cameltencent.testing.ScriptedServer.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of IM against a scripted server. */
class ImProducerTest {

    private static final String SEND = "tencent:im/openim/sendmsg?application=orders";
    private static final String BATCH = "tencent:im/openim/batchsendmsg?application=orders";
    private static final String MESSAGE =
            "{\"To_Account\":\"alpha\",\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"hi\"}}]}";
    private static final String KEY = "an-invented-key-of-im";
    private static final long APP = 1400000001L;

    private final ImServer server = new ImServer();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ImApplication im = new ImApplication();

    @BeforeEach
    void start() {
        im.setSdkAppId(APP);
        im.setSecretKey(KEY);
        im.setBaseUri(server.baseUri());
        TencentApplication orders = new TencentApplication();
        orders.setIm(im);
        context.getRegistry().bind("orders", orders);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @Test
    void aCallHasTheUserSigOfTheAdministratorInItsQuery() {
        server.always(ok("\"MsgTime\":1700000000,\"MsgKey\":\"1_2_3\""));

        Exchange done = send(SEND, MESSAGE, Map.of());

        Request request = server.request();
        Map<String, String> query = query(request);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(ImServer.path(request)).isEqualTo("/v4/openim/sendmsg");
        assertThat(query).containsOnlyKeys("sdkappid", "identifier", "usersig", "random", "contenttype");
        assertThat(query).containsEntry("sdkappid", "1400000001").containsEntry("identifier", "administrator");
        assertThat(query).containsEntry("contenttype", "json");
        assertThat(Long.parseLong(query.get("random"))).isBetween(0L, 4294967295L);
        assertThat(request.header("Content-Type")).startsWith("application/json");
        assertThat(UserSigVerification.of(APP)
                        .withSecretKey(KEY)
                        .verify(query.get("usersig"), "administrator", null, Instant.now())
                        .getUserId())
                .isEqualTo("administrator");
        assertThat(json(request).get("MsgRandom").isIntegralNumber()).isTrue();
        assertThat(done.getMessage().getBody(String.class)).contains("\"MsgKey\":\"1_2_3\"");
        assertThat(done.getMessage().getHeaders())
                .containsEntry(TencentConstants.OUTCOME, "ACCEPTED")
                .containsEntry(TencentConstants.SERVICE, "im")
                .containsEntry(TencentConstants.OPERATION, "openim/sendmsg")
                .containsEntry(TencentConstants.MSG_KEY, "1_2_3")
                .containsEntry(TencentConstants.MSG_TIME, 1700000000L);
    }

    @Test
    void theUserSigIsCached() {
        send(SEND, MESSAGE, Map.of());
        send(SEND, MESSAGE, Map.of());
        assertThat(server.requests().stream()
                        .map(each -> query(each).get("usersig"))
                        .distinct())
                .hasSize(1);
        assertThat(server.requests().stream()
                        .map(each -> query(each).get("random"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void otherBodiesAreSentUnchanged() {
        String body = "{ \"UserID\" : \"alpha\", \"n\": 1.50 }";
        send("tencent:im/im_open_login_svc/account_import?application=orders", body, Map.of());
        assertThat(server.request().text()).isEqualTo(body);
    }

    @Test
    void aBodyWithARandomNumberIsSentUnchanged() {
        String body = "{ \"To_Account\":\"alpha\", \"MsgRandom\": 7, \"MsgBody\": [] }";
        send(SEND, body, Map.of());
        assertThat(server.request().text()).isEqualTo(body);
    }

    @Test
    void noBodyBecomesAnEmptyObject() {
        send("tencent:im/ConfigSvc/GetIPList?application=orders", null, Map.of());
        assertThat(server.request().text()).isEqualTo("{}");
    }

    @Test
    void theErrorCodeDeterminesTheOutcome() {
        server.always(failed(90012));
        TencentException failure = failure(send(SEND, MESSAGE, Map.of()));
        assertThat(failure.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.getCode()).isEqualTo("90012");
        assertThat(failure.getHttpStatus()).isEqualTo(200);
        assertThat(failure).hasMessageContaining("is unknown").hasMessageNotContaining("as the test says");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void actionStatusFailWithoutACodeIsRejected() {
        server.always(ImServer.answer("{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"\",\"ErrorCode\":0}"));
        assertThat(failure(send(SEND, MESSAGE, Map.of())).getOutcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void anUnknownCodeIsRejected() {
        server.always(failed(99999));
        TencentException failure = failure(send(SEND, MESSAGE, Map.of()));
        assertThat(failure.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.isCodeKnown()).isFalse();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anExpiredUserSigIsRenewedOnce() {
        server.then(failed(70001));
        Exchange done = send(SEND, MESSAGE, Map.of());
        assertThat(done.getException()).isNull();
        assertThat(server.requests()).hasSize(2);

        server.always(failed(70001));
        TencentException failure = failure(send(SEND, MESSAGE, Map.of()));
        assertThat(failure.getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void otherRefusalsOfTheUserSigAreNotRetried() {
        for (int code : List.of(70003, 70009, 70013, 70014, 60010)) {
            int before = server.requests().size();
            server.always(failed(code));
            assertThat(failure(send(SEND, MESSAGE, Map.of())).getOutcome())
                    .as("code %s", code)
                    .isEqualTo(Outcome.AUTH);
            assertThat(server.requests()).hasSize(before + 1);
        }
    }

    @Test
    void internalErrorsAreRetriedWithTheSameRandomNumber() {
        for (int code : List.of(60018, 60008, 20004, 20005, 10002, 91000)) {
            int before = server.requests().size();
            server.then(failed(code));
            Exchange done = send(SEND, MESSAGE, Map.of());
            assertThat(done.getException()).as("code %s", code).isNull();
            assertThat(done.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE))
                    .isNull();
            List<Request> sent =
                    server.requests().subList(before, server.requests().size());
            assertThat(sent).hasSize(2);
            assertThat(json(sent.get(0)).get("MsgRandom"))
                    .isEqualTo(json(sent.get(1)).get("MsgRandom"));
            assertThat(query(sent.get(0)).get("random"))
                    .isNotEqualTo(query(sent.get(1)).get("random"));
        }
    }

    @Test
    void anAmbiguousWriteIsNotRetried() {
        server.then(reset());
        String uri = "tencent:im/im_open_login_svc/account_import?application=orders";
        assertThat(failure(send(uri, "{\"UserID\":\"alpha\"}", Map.of())).getOutcome())
                .isEqualTo(Outcome.AMBIGUOUS);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anAmbiguousReadIsRetried() {
        server.then(reset());
        Exchange done =
                send("tencent:im/openim/query_online_status?application=orders", "{\"To_Account\":[\"a\"]}", Map.of());
        assertThat(done.getException()).isNull();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aPartlyFailedBatchIsAPartialFailure() {
        server.always(ImServer.answer("{\"ActionStatus\":\"SomeError\",\"ErrorCode\":0,\"MsgKey\":\"1_2_3\","
                + "\"ErrorList\":[{\"To_Account\":\"beta\",\"ErrorCode\":70107}]}"));
        Exchange done = send(BATCH, MESSAGE.replace("\"alpha\"", "[\"alpha\",\"beta\"]"), Map.of());

        TencentException failure = failure(done);
        assertThat(failure).isInstanceOf(TencentPartialException.class);
        assertThat(((ImResult) failure.getResult()).getFailures())
                .extracting(ImFailure::target, ImFailure::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("beta", "70107"));
        assertThat(failure).hasMessageNotContaining("beta");

        Exchange goesOn = send(
                BATCH + "&onPartialFailure=succeed", MESSAGE.replace("\"alpha\"", "[\"alpha\",\"beta\"]"), Map.of());
        assertThat(goesOn.getException()).isNull();
        assertThat(goesOn.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("PARTIAL");
        assertThat(goesOn.getMessage().getBody(String.class)).contains("SomeError");
    }

    @Test
    void aBatchIsSplitAt500() {
        server.always(ok("\"MsgKey\":\"1_2_3\""));
        List<String> users = IntStream.range(0, 1001).mapToObj(i -> "user-" + i).toList();

        Exchange done = send(BATCH + "&responseType=map", "hello", Map.of(TencentConstants.TO_ACCOUNT, users));

        assertThat(done.getException()).isNull();
        assertThat(server.requests().stream()
                        .map(each -> json(each).get("To_Account").size()))
                .containsExactlyInAnyOrder(500, 500, 1);
        assertThat(server.requests().stream()
                        .map(each -> json(each).get("MsgRandom"))
                        .distinct())
                .hasSize(3);
        assertThat(done.getMessage().getBody(List.class)).hasSize(3);
    }

    @Test
    void aRedeliveryOfASplitBatchSendsOnlyTheFailedParts() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentException.class).maximumRedeliveries(2).redeliveryDelay(0);
                from("direct:again").to(BATCH + "&maxRetries=0");
            }
        });
        List<String> users = IntStream.range(0, 501).mapToObj(i -> "user-" + i).toList();
        server.then(failed(60018));
        Exchange done = send("direct:again", "hello", Map.of(TencentConstants.TO_ACCOUNT, users));
        assertThat(done.getException()).isNull();
        assertThat(server.requests()).hasSize(3);

        server.always(ok("\"ErrorList\":[{\"To_Account\":\"user-0\",\"ErrorCode\":70107}]"));
        Exchange partial = send("direct:again", "hello again", Map.of(TencentConstants.TO_ACCOUNT, users));
        assertThat(failure(partial)).isInstanceOf(TencentPartialException.class);
        assertThat(server.requests()).as("accepted parts are not sent again").hasSize(5);
    }

    @Test
    void aTextIsSentToTheUserInTheHeader() {
        send(
                SEND,
                "hello \uD83D\uDE00",
                Map.of(
                        TencentConstants.TO_ACCOUNT,
                        "alpha",
                        TencentConstants.FROM_ACCOUNT,
                        "shop",
                        TencentConstants.MSG_LIFE_TIME,
                        60,
                        TencentConstants.OFFLINE_PUSH_INFO,
                        Map.of("Title", "t")));
        assertThat(json(server.request()).toString())
                .contains("\"To_Account\":\"alpha\"", "\"From_Account\":\"shop\"", "\"MsgLifeTime\":60")
                .contains("[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"hello \uD83D\uDE00\"}}]")
                .contains("\"OfflinePushInfo\":{\"Title\":\"t\"}", "\"MsgRandom\":");
    }

    @Test
    void aTextIsSentToAGroup() {
        send("tencent:im/group_open_http_svc/send_group_msg?application=orders&groupId=g1", "hello", Map.of());
        send(
                "tencent:im/group_open_http_svc/send_group_system_notification?application=orders",
                "closing soon",
                Map.of(TencentConstants.GROUP_ID, "g1", TencentConstants.TO_MEMBERS_ACCOUNT, "[\"a\",\"b\"]"));
        assertThat(json(server.requests().get(0)).get("Random").isIntegralNumber())
                .isTrue();
        assertThat(json(server.requests().get(0)).get("GroupId").asText()).isEqualTo("g1");
        assertThat(server.requests().get(1).text())
                .isEqualTo("{\"GroupId\":\"g1\",\"ToMembers_Account\":[\"a\",\"b\"],\"Content\":\"closing soon\"}");
    }

    @Test
    void anImMessageIsSent() {
        send(
                SEND,
                ImMessage.of(ImElement.custom("{}", "offer", null), ImElement.text("hi"))
                        .to("alpha")
                        .offlinePush(OfflinePushInfo.of("Sale", "today").ext("{\"entity\":{}}")),
                Map.of());
        assertThat(json(server.request()).toString())
                .contains("\"MsgType\":\"TIMCustomElem\",\"MsgContent\":{\"Data\":\"{}\",\"Desc\":\"offer\"}")
                .contains("\"Desc\":\"today\"", "\"Title\":\"Sale\"", "\"Ext\":\"{\\\"entity\\\":{}}\"");
    }

    @Test
    void theRandomNumberIsDerivedFromTheIdempotencyKeyAndTheTarget() {
        Map<String, Object> key = Map.of(TencentConstants.IDEMPOTENCY_KEY, "order-7");
        send(SEND, MESSAGE, key);
        send(SEND, MESSAGE, key);
        send(SEND, MESSAGE.replace("alpha", "beta"), key);
        send(SEND + "&idempotencyKey=${header.order}", MESSAGE, Map.of("order", "order-7"));
        List<Long> randoms = server.requests().stream()
                .map(each -> json(each).get("MsgRandom").asLong())
                .toList();
        assertThat(randoms.get(1)).isEqualTo(randoms.get(0)).isEqualTo(randoms.get(3));
        assertThat(randoms.get(2)).isNotEqualTo(randoms.get(0));
    }

    @Test
    void aRedeliveryKeepsTheRandomNumber() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentException.class).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:again").to(SEND + "&maxRetries=0").to(SEND);
            }
        });
        server.then(reset());

        Exchange done = send("direct:again", "hello", Map.of(TencentConstants.TO_ACCOUNT, "gamma"));

        assertThat(done.getException()).isNull();
        List<Long> randoms = server.requests().stream()
                .map(each -> json(each).get("MsgRandom").asLong())
                .toList();
        assertThat(randoms).hasSize(3);
        assertThat(randoms.get(1)).isEqualTo(randoms.get(0));
        assertThat(randoms.get(2)).isNotEqualTo(randoms.get(1));
    }

    @Test
    void aDryRunShowsTheRequestWithoutTheUserSig() {
        Map<?, ?> shown =
                send(SEND + "&dryRun=true", MESSAGE, Map.of()).getMessage().getBody(Map.class);
        assertThat(server.requests()).isEmpty();
        assertThat(shown.get("uri").toString()).contains("usersig=xxxxxx&", "/v4/openim/sendmsg?sdkappid=1400000001");
    }

    @Test
    void anUnknownCommandIsSent() {
        send("tencent:im/a_svc/future_call?application=orders", "{}", Map.of());
        assertThat(ImServer.path(server.request())).isEqualTo("/v4/a_svc/future_call");
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    private static TencentException failure(Exchange done) {
        assertThat(done.getException()).isInstanceOf(TencentException.class);
        return (TencentException) done.getException();
    }
}
