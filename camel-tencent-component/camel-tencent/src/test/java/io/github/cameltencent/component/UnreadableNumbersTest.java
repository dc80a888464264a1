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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON permits numbers whose exponent exceeds 32 bits, which BigDecimal does not: requests and answers with such a number
 * are refused quickly. Large exponents that BigDecimal supports are read without expanding the digits.
 */
@Timeout(10)
class UnreadableNumbersTest extends ScriptedServerTestSupport {

    private static final String NUMBER = "1e99999999999";
    private static final String PAGES =
            "tencent:cloud/cvm/DescribeInstances?application=app&maxRetries=0&paginate=true&pageSize=1";
    private static final String ACCEPTED_WITH_NUMBER =
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ret_code\":0,\"push_id\":\"1\",\"n\":%1$s,"
                    + "\"Response\":{\"n\":%1$s,\"TotalCount\":%1$s,\"InstanceSet\":[{\"n\":%1$s}],\"RequestId\":\"r\"}}";

    @ParameterizedTest
    @CsvSource({
        PAGES + ", {}",
        "tencent:cloud/cvm/DescribeInstances?application=app&maxRetries=0&responseType=map, {}",
        "tencent:cloud/sms/SendSms?application=app&maxRetries=0, {}",
        "tencent:tpns/device/tag?application=app, {}",
        "tencent:tpns/device/tag?application=app&responseType=map, {}",
        "tencent:push?application=app&provider=tpns&title=T&tokens=05da87c0ae0a1b2c3d4e5f60718293a4b5c6, hello",
        "tencent:push?application=app&provider=timpush&title=T&accounts=alpha&retryAmbiguous=false&maxRetries=0, hello",
        "tencent:im/openim/sendmsg?application=app&toAccount=alpha&maxRetries=0, hello",
    })
    void anAnswerWithSuchANumberIsAmbiguousIfItHasToBeParsed(String uri, String body) {
        for (String number : List.of(NUMBER, "-1.5E+99999999999", "1e-99999999999")) {
            server.always(answer(ACCEPTED_WITH_NUMBER.formatted(number)));

            assertFailed(send(uri, body), Outcome.AMBIGUOUS, "BAD_ANSWER");
        }
    }

    @Test
    void anAnswerThatStaysTextKeepsTheNumber() {
        server.always(answer(ACCEPTED_WITH_NUMBER.formatted(NUMBER)));

        Exchange done = send("tencent:cloud/cvm/DescribeInstances?application=app", "{}");

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).contains("\"n\":" + NUMBER);
    }

    @Test
    void aLaterPageWithSuchANumberEndsTheIterationAfterTheItemsBefore() throws Exception {
        server.then(answer("{\"Response\":{\"TotalCount\":2,\"InstanceSet\":[{\"Id\":1}],\"RequestId\":\"r\"}}"))
                .always(answer(ACCEPTED_WITH_NUMBER.formatted(NUMBER)));
        try (AsyncProducer producer = context.getEndpoint(PAGES).createAsyncProducer()) {
            producer.start();
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setBody("{}");
            producer.process(exchange);
            Iterator<?> items = exchange.getMessage().getBody(Iterator.class);
            List<Object> got = new ArrayList<>();

            assertThatThrownBy(() -> items.forEachRemaining(got::add))
                    .isInstanceOfSatisfying(
                            TencentException.class, e -> assertThat(e.getCode()).isEqualTo("BAD_ANSWER"));
            assertThat(got).containsExactly("{\"Id\":1}");
        }
    }

    /** The exception reaches the route by way of Camel's bridge. */
    @Test
    void aPollWithSuchANumberIsReported() throws Exception {
        server.always(answer(ACCEPTED_WITH_NUMBER.formatted(NUMBER)));
        Queue<Throwable> told = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentException.class)
                        .process(
                                exchange -> told.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from("tencent:cloud/cvm/DescribeInstances?application=app&splitItems=true&bridgeErrorHandler=true"
                                + "&maxRetries=0&initialDelay=0")
                        .process(exchange -> told.add(new AssertionError("an item")));
            }
        });

        await().atMost(Duration.ofSeconds(5)).until(() -> !told.isEmpty());
        assertThat(told.peek()).isInstanceOfSatisfying(TencentException.class, e -> assertThat(e.getCode())
                .isEqualTo("BAD_ANSWER"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                PAGES + " | {'Limit':1e99999999999} | BODY_NOT_JSON",
                "tencent:push?application=app&provider=tpns&bodyType=message | {'title':1e99999999999} | BAD_JSON",
                "tencent:push?application=app&provider=timpush&bodyType=message | {'title':1e99999999999} | BAD_JSON",
            })
    void aRequestWithSuchANumberIsRefused(String uri, String body, String code) {
        Exchange done = send(uri, body.replace('\'', '"'));

        assertFailed(done, Outcome.REJECTED, code);
        assertThat(done.getException()).hasMessageNotContaining(NUMBER);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPushFieldWithSuchANumberIsRefused() {
        Exchange done = send(
                "tencent:push?application=app&provider=tpns&title=T&tokens=05da87c0ae0a1b2c3d4e5f60718293a4b5c6",
                "hello",
                Map.of("CamelTencentCustom", "{\"a\":" + NUMBER + "}"));

        assertFailed(done, Outcome.REJECTED, "BAD_JSON");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1e2147483647"})
    void theLargestThatCanBeAreNotWrittenOut(String number) {
        server.always(answer("{\"Response\":{\"TotalCount\":" + number + ",\"InstanceSet\":[],\"RequestId\":\"r\"}}"));
        assertThat(send(PAGES, "{\"Offset\":" + number + "}").getException()).isNull();

        server.always(answer(ACCEPTED_WITH_NUMBER.formatted(number)));
        for (String uri : List.of(
                "tencent:im/openim/sendmsg?application=app&toAccount=alpha&responseType=map",
                "tencent:tpns/device/tag?application=app&responseType=map",
                "tencent:cloud/cvm/DescribeInstances?application=app&responseType=map")) {
            Exchange done = send(uri, "{\"MsgBody\":[]}");
            assertThat(done.getException()).isNull();
            assertThat(done.getMessage().getBody(Map.class)).containsEntry("n", new BigDecimal(number));
        }
        for (String random : List.of("MsgRandom", "MsgLifeTime", "ErrorCode")) {
            String body = "{\"To_Account\":\"alpha\",\"MsgBody\":[],\"" + random + "\":" + number + "}";
            send("tencent:im/openim/sendmsg?application=app&maxRetries=0", body);
        }
    }

    private static void assertFailed(Exchange done, Outcome outcome, String code) {
        assertThat(done.getException()).isInstanceOfSatisfying(TencentException.class, e -> {
            assertThat(e.getCode()).isEqualTo(code);
            assertThat(e.getOutcome()).isEqualTo(outcome);
        });
    }
}
