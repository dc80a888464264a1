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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.CloudItem;
import io.github.cameltencent.cloud.CloudItemResult;
import io.github.cameltencent.im.ImFailure;
import io.github.cameltencent.im.ImResult;
import io.github.cameltencent.push.PushResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call is only accepted if its answer reports success for all parts. */
class UnexpectedAnswersTest extends ScriptedServerTestSupport {

    private static final String SMS = "tencent:cloud/sms/SendSms?application=app";
    private static final String TWO = "{\"PhoneNumberSet\":[\"+8613800000001\",\"13800000002\"],\"SmsSdkAppId\":\"1\"}";
    private static final String BATCH = "tencent:im/openim/batchsendmsg?application=app";
    private static final String NO_MONEY = "FailedOperation.InsufficientBalanceInSmsPackage";
    private static final String STREAM = "tencent:cloud/hunyuan/ChatCompletions?application=app&streaming=true";

    private static TencentException failure(Exchange done) {
        assertThat(done.getException()).isInstanceOf(TencentException.class);
        return (TencentException) done.getException();
    }

    private static String statuses(String... numbersAndCodes) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < numbersAndCodes.length; i += 2) {
            set.append(i == 0 ? "" : ",")
                    .append("{\"PhoneNumber\":\"" + numbersAndCodes[i] + "\",\"Code\":\"" + numbersAndCodes[i + 1]
                            + "\"}");
        }
        return "{\"Response\":{\"SendStatusSet\":[" + set + "],\"RequestId\":\"r\"}}";
    }

    // ---- 19: items of cloud calls

    @Test
    void anSmsThatNoNumberReceivedIsRejected() {
        server.always(answer(statuses("+8613800000001", NO_MONEY)));
        TencentException failure = failure(send(SMS, "{\"PhoneNumberSet\":[\"+8613800000001\"]}"));

        assertThat(failure.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.getCode()).isEqualTo(NO_MONEY);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getRequestId()).isEqualTo("r");
        assertThat(failure.getHttpStatus()).isEqualTo(200);
        assertThat(failure).hasMessageNotContaining("13800000001");
        assertThat(((CloudItemResult) failure.getResult()).getItems())
                .containsExactly(new CloudItem("+8613800000001", Outcome.REJECTED, NO_MONEY));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anSmsThatOneOfTwoNumbersReceivedIsPartial() {
        server.always(answer(statuses("+8613800000001", "Ok", "+8613800000002", NO_MONEY)));
        Exchange done = send(SMS, TWO);

        TencentException failure = failure(done);
        assertThat(failure.getOutcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure).hasMessageContaining("1 of 2 failed").hasMessageNotContaining("138000");
        assertThat(((CloudItemResult) failure.getResult()).getItems())
                .extracting(CloudItem::item, CloudItem::outcome, CloudItem::code)
                .containsExactly(
                        tuple("+8613800000001", Outcome.ACCEPTED, null),
                        tuple("+8613800000002", Outcome.REJECTED, NO_MONEY));
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("PARTIAL");
        assertThat(done.getMessage().getBody()).isEqualTo(TWO);
    }

    @Test
    void theRouteContinuesOnPartialFailureSucceed() {
        server.always(answer(statuses("+8613800000001", "Ok", "+8613800000002", NO_MONEY)));
        Exchange done = send(SMS + "&onPartialFailure=succeed&responseType=map", TWO);

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("PARTIAL");
        assertThat(done.getMessage().getBody(Map.class)).containsKey("SendStatusSet");
    }

    @Test
    void anAnswerWithoutFailedItemsIsAccepted() {
        server.always(answer(statuses("+8613800000001", "Ok", "+8613800000002", "ok")));
        assertThat(send(SMS, TWO).getMessage().getHeader(TencentConstants.OUTCOME))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void anEntryWithoutACodeIsAFailure() {
        server.always(answer(
                "{\"Response\":{\"SendStatusSet\":[{\"PhoneNumber\":\"+8613800000001\"}],\"RequestId\":\"r\"}}"));
        assertThat(failure(send(SMS, TWO)).getCode()).isEqualTo("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"SendStatusSet\":[]", "\"SendStatusSet\":null", "\"Other\":1"})
    void anAnswerThatListsNoNumberIsAmbiguous(String set) {
        server.always(answer("{\"Response\":{" + set + ",\"RequestId\":\"r\"}}"));
        TencentException failure = failure(send(SMS, TWO));

        assertThat(failure.getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(failure.getCode()).isEqualTo("BAD_ANSWER");
        assertThat(((CloudItemResult) failure.getResult()).getItems())
                .extracting(CloudItem::outcome)
                .containsExactly(Outcome.AMBIGUOUS, Outcome.AMBIGUOUS);
    }

    @Test
    void numbersOfWhichNothingIsKnownAreAmbiguousNotPartial() {
        server.always(answer(statuses("+8613800000001", "InternalError", "+8613800000002", "InternalError")));
        assertThat(failure(send(SMS, TWO)).getOutcome()).isEqualTo(Outcome.AMBIGUOUS);

        server.always(answer(statuses("+8613800000001", "Ok", "+8613800000002", "InternalError")));
        assertThat(failure(send(SMS, TWO)))
                .hasMessageContaining("0 of 2 failed, 1 may or may not have been executed")
                .returns(Outcome.PARTIAL, TencentException::getOutcome);
    }

    @Test
    void aRedeliverySendsOnlyWhatFailed() throws Exception {
        redelivering(SMS);
        server.then(answer(statuses("+8613800000001", "Ok", "+8613800000002", NO_MONEY)));
        server.then(answer(statuses("+8613800000002", "Ok")));
        Exchange done = send("direct:in", TWO);

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).text())
                .isEqualTo("{\"PhoneNumberSet\":[\"13800000002\"],\"SmsSdkAppId\":\"1\"}");
    }

    @Test
    void aRedeliveryThatFailsAgainReportsAllItems() throws Exception {
        redelivering(SMS);
        server.then(answer(statuses("+8613800000001", "Ok", "+8613800000002", NO_MONEY)));
        server.then(answer(statuses("+8613800000002", NO_MONEY)));
        TencentException failure = failure(send("direct:in", TWO));

        assertThat(failure.getOutcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(((CloudItemResult) failure.getResult()).getItems()).hasSize(2);
    }

    @Test
    void itemsThatCannotBeIdentifiedAreNotSentAgain() throws Exception {
        redelivering(SMS);
        server.then(answer(statuses("+8613800000001", "Ok", "+8613899999999", NO_MONEY)));
        TencentException failure = failure(send("direct:in", TWO));

        assertThat(failure.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.getCode()).isEqualTo("ALREADY_PARTIAL");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theSameMessageAfterACompletedOneIsSentCompletely() throws Exception {
        server.then(answer(statuses("+8613800000001", "Ok", "+8613800000002", NO_MONEY)));
        server.always(answer(statuses("+8613800000001", "Ok", "+8613800000002", "Ok")));
        String uri = SMS + "&onPartialFailure=succeed";
        try (AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer()) {
            producer.start();
            Exchange exchange = producer.getEndpoint().createExchange();
            for (int i = 0; i < 2; i++) {
                exchange.getMessage().setBody(TWO);
                producer.process(exchange);
            }
            assertThat(exchange.getException()).isNull();
        }
        assertThat(server.requests().get(1).text()).isEqualTo(TWO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dcdb/IsolateDCDBInstance|InstanceIds|\"FailedInstanceIds\":[\"b\"]",
                "mariadb/IsolateDBInstance|InstanceIds|\"FailedInstanceIds\":[\"b\"]",
                "tke/DeleteClusterInstances|InstanceIds|\"FailedInstanceIds\":[\"b\"]",
                "vod/ForbidMediaDistribution|FileIds|\"NotExistFileIdSet\":[\"b\"]",
                "teo/CreatePurgeTask|Targets|\"FailedList\":[{\"Reason\":\"x\",\"Targets\":[\"b\"]}]"
            })
    void anAnswerThatNamesOnlyWhatFailedIsPartialToo(String action, String list, String failed) throws Exception {
        redelivering("tencent:cloud/" + action + "?application=app");
        server.then(answer("{\"Response\":{" + failed + ",\"RequestId\":\"r\"}}"));
        server.then(answer("{\"Response\":{" + failed + ",\"RequestId\":\"r\"}}"));
        TencentException failure = failure(send("direct:in", "{\"" + list + "\":[\"a\",\"b\"]}"));

        assertThat(((CloudItemResult) failure.getResult()).getItems())
                .containsExactlyInAnyOrder(
                        new CloudItem("a", Outcome.ACCEPTED, null), new CloudItem("b", Outcome.REJECTED, "FAILED"));
        assertThat(server.requests().get(1).text()).isEqualTo("{\"" + list + "\":[\"b\"]}");
    }

    // ---- 33: tokens

    @Test
    void aClientTokenIsNewAfterARefusalAndReusedAfterAnAmbiguousCall() throws Exception {
        redelivering("tencent:cloud/cvm/RunInstances?application=app");
        server.then(answer(error("InvalidParameterValue")));
        assertThat(send("direct:in", "{}").getException()).isNull();
        server.then(reset());
        assertThat(send("direct:in", "{}").getException()).isNull();

        List<String> bodies =
                server.requests().stream().map(each -> each.text()).toList();
        assertThat(bodies).hasSize(4).allMatch(each -> each.contains("\"ClientToken\""));
        assertThat(bodies.get(1)).isNotEqualTo(bodies.get(0));
        assertThat(bodies.get(3)).isEqualTo(bodies.get(2));
    }

    // ---- 20: streams

    private Iterator<?> events(String... events) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String each : events) {
            text.append("data: ").append(each).append("\n\n");
        }
        server.always(answer("200 OK", "text/event-stream", text.toString()));
        try (AsyncProducer producer = context.getEndpoint(STREAM).createAsyncProducer()) {
            producer.start();
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setBody("{}");
            producer.process(exchange);
            return exchange.getMessage().getBody(Iterator.class);
        }
    }

    private static String error(String code) {
        return "{\"Response\":{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"x\"},\"RequestId\":\"r\"}}";
    }

    @ParameterizedTest
    @CsvSource({"LimitExceeded,true", "SomethingNew,false", "InternalError,true"})
    void aStreamThatBeginsWithAnErrorEndsWithIt(String code, boolean known) throws Exception {
        Iterator<?> events = events(error(code));
        assertThatThrownBy(events::hasNext).isInstanceOfSatisfying(TencentException.class, e -> {
            assertThat(e.getCode()).isEqualTo(code);
            assertThat(e.getRequestId()).isEqualTo("r");
            assertThat(e.isCodeKnown()).isEqualTo(known);
            assertThat(e.getOutcome()).isEqualTo(code.equals("InternalError") ? Outcome.AMBIGUOUS : Outcome.REJECTED);
        });
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void aStreamInWhichAnErrorComesLaterEndsWithItAfterItsEvents() throws Exception {
        Iterator<?> events =
                events("{\"Delta\":\"a\"}", "{\"Delta\":\"b\"}", error("LimitExceeded"), "{\"Delta\":\"c\"}");
        List<Object> got = new ArrayList<>();
        assertThatThrownBy(() -> events.forEachRemaining(got::add))
                .isInstanceOfSatisfying(TencentException.class, e -> {
                    assertThat(e.getCode()).isEqualTo("LimitExceeded");
                    assertThat(e.getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
                });
        assertThat(got).containsExactly("{\"Delta\":\"a\"}", "{\"Delta\":\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Message\":\"x\"}", "{}", "\"x\"", "[]"})
    void anErrorWithoutACodeEndsTheStreamAsAmbiguous(String error) throws Exception {
        Iterator<?> events = events("{\"Response\":{\"Error\":" + error + ",\"RequestId\":\"r\"}}");
        assertThatThrownBy(events::hasNext).isInstanceOfSatisfying(TencentException.class, e -> {
            assertThat(e.getCode()).isEqualTo("STREAM_ERROR");
            assertThat(e.getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
        });
    }

    @Test
    void anEventWithoutAnErrorIsHandedOn() throws Exception {
        String event = "{\"Response\":{\"Error\":null,\"Delta\":\"a\"}}";
        assertThat(events(event).next()).isEqualTo(event);
    }

    // ---- 21: entries of IM

    private static String message(String... users) {
        return "{\"To_Account\":[\"" + String.join("\",\"", users) + "\"],\"MsgRandom\":7,\"MsgBody\":[]}";
    }

    @Test
    void entriesWithoutANameAreCountedOneByOne() {
        server.always(answer("{\"ActionStatus\":\"SomeError\",\"ErrorCode\":0,"
                + "\"ErrorList\":[{\"ErrorCode\":10007},{\"ErrorCode\":10007}]}"));
        TencentException failure = failure(send(BATCH, message("a", "b", "c")));

        assertThat(failure.getOutcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(failure).hasMessageContaining("2 failed");
        assertThat(((ImResult) failure.getResult()).getFailures()).hasSize(2);
        assertThat(failure(send(BATCH, message("a", "b"))).getOutcome()).isEqualTo(Outcome.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{}]",
                "[\"b\"]",
                "[null]",
                "[7]",
                "[{\"To_Account\":\"b\"}]",
                "[{\"To_Account\":\"b\",\"ErrorCode\":\"\"}]",
                "[{\"To_Account\":\"b\",\"ErrorCode\":{}}]",
                "{\"b\":10007}",
                "\"b\""
            })
    void anEntryOfUnknownFormIsAFailure(String list) {
        server.always(answer("{\"ActionStatus\":\"SomeError\",\"ErrorCode\":0,\"ErrorList\":" + list + "}"));
        TencentException failure = failure(send(BATCH, message("a", "b")));

        assertThat(failure.getOutcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(((ImResult) failure.getResult()).getFailures())
                .extracting(ImFailure::code)
                .containsExactly("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[{\"To_Account\":\"b\",\"ErrorCode\":0}]"})
    void aListWithoutFailuresIsNone(String list) {
        server.always(answer("{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorList\":" + list + "}"));
        assertThat(send(BATCH, message("a", "b")).getException()).isNull();
    }

    @Test
    void someErrorWithoutAListIsAFailureOfSomebody() {
        server.always(answer("{\"ActionStatus\":\"SomeError\",\"ErrorCode\":0,\"ErrorList\":[]}"));
        assertThat(failure(send(BATCH, message("a", "b"))).getOutcome()).isEqualTo(Outcome.PARTIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"ErrorCode\":10007}]", "[{}]", "[7]"})
    void aPushOfWhichSomebodyWithoutANameFailedIsPartial(String list) {
        server.always(
                answer("{\"ActionStatus\":\"SomeError\",\"ErrorCode\":0,\"TaskId\":\"t\",\"ErrorList\":" + list + "}"));
        String push = "tencent:push?application=app&provider=timpush&title=T&content=c";
        TencentException failure = failure(send(push, null, Map.of(TencentConstants.ACCOUNTS, List.of("a", "b"))));

        assertThat(failure.getOutcome()).isEqualTo(Outcome.PARTIAL);
        PushResult result = (PushResult) failure.getResult();
        assertThat(result.getAccepted()).isEmpty();
        assertThat(result.getUnknown()).containsExactly("a", "b");
    }

    // ---- 22: codes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"none\"",
                "\"4294967296\"",
                "4294967296",
                "99999999999999999999",
                "1.5",
                "true",
                "{}",
                "\"1e3\""
            })
    void aCodeThatHasNotTheFormOfOneTellsNothing(String code) {
        server.always(answer("{\"ret_code\":" + code + ",\"ErrorCode\":" + code + ",\"code\":" + code + "}"));
        for (String uri : List.of(
                "tencent:tpns/push/app?application=app",
                "tencent:push?application=app&provider=tpns&tokens=t1&title=T&content=c",
                "tencent:push?application=app&provider=timpush&accounts=a&title=T&content=c",
                "tencent:im/im_open_login_svc/account_import?application=app",
                "tencent:cloud/cvm/RebootInstances?application=app&apiGeneration=2")) {
            TencentException failure = failure(send(uri + "&maxRetries=0", null));
            assertThat(failure.getOutcome()).as(uri).isEqualTo(Outcome.AMBIGUOUS);
            assertThat(failure.getCode()).as(uri).isEqualTo("BAD_ANSWER");
        }
    }
}
