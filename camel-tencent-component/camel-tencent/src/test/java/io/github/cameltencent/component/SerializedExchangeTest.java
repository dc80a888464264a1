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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.signing.TencentSigners;
import io.github.cameltencent.testing.ScriptedServer.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultExchangeHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An exchange with all its properties is serializable at any time, as JMS or persistent aggregation need it. */
class SerializedExchangeTest extends ScriptedServerTestSupport {

    private static final String USERS = IntStream.range(0, 600)
            .mapToObj(i -> "\"user-" + i + "\"")
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();

    static Stream<Arguments> calls() {
        Map<String, Object> alpha = Map.of(TencentConstants.TO_ACCOUNT, "alpha");
        String im = "{\"ActionStatus\":\"OK\",\"ErrorCode\":0}";
        String partly = "{\"Response\":{\"SendStatusSet\":[{\"PhoneNumber\":\"+8613800000001\",\"Code\":\"Ok\"},"
                + "{\"PhoneNumber\":\"+8613800000002\",\"Code\":\"FailedOperation\"}],\"RequestId\":\"r\"}}";
        return Stream.of(
                Arguments.of("tencent:im/openim/sendmsg?application=app", "hi", alpha, new Reply[] {reset()}),
                Arguments.of(
                        "tencent:im/openim/sendmsg?application=app",
                        new ByteArrayInputStream("hi".getBytes()),
                        alpha,
                        new Reply[] {reset()}),
                Arguments.of(
                        "tencent:im/openim/batchsendmsg?application=app",
                        "{\"To_Account\":[" + USERS + "],\"MsgBody\":[]}",
                        Map.of(),
                        new Reply[] {answer(im), reset()}),
                Arguments.of(
                        "tencent:push?application=app&provider=tpns&title=T&content=c",
                        null,
                        Map.of(TencentConstants.ACCOUNTS, "[" + USERS + "," + USERS.replace("user", "other") + "]"),
                        new Reply[] {answer("{\"ret_code\":0,\"push_id\":\"1\"}"), reset()}),
                Arguments.of(
                        "tencent:push?application=app&provider=timpush&title=T&content=c",
                        null,
                        Map.of(TencentConstants.ACCOUNTS, "[" + USERS + "]"),
                        new Reply[] {answer(im), reset()}),
                Arguments.of("tencent:cloud/cvm/RunInstances?application=app", "{}", Map.of(), new Reply[] {reset()}),
                Arguments.of(
                        "tencent:cloud/sms/SendSms?application=app",
                        "{\"PhoneNumberSet\":[\"+8613800000001\",\"+8613800000002\"]}",
                        Map.of(),
                        new Reply[] {answer(partly)}));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatACallLeavesOnAnExchangeIsSerializable(String uri, Object body, Map<String, ?> headers, Reply[] replies)
            throws Exception {
        for (Reply each : replies) {
            server.then(each);
        }
        Exchange done = send(uri + "&maxRetries=0", body, headers);
        assertThat(done.getException()).isNotNull();
        assertThat(done.getProperties().keySet()).anyMatch(name -> name.matches("CamelTencent.*s"));

        Exchange again = copied(done);

        assertThat(again.getProperty(TencentConstants.OUTCOME)).isEqualTo(done.getProperty(TencentConstants.OUTCOME));
        assertThat(again.getProperties().keySet())
                .containsAll(done.getProperties().keySet());
    }

    @Test
    void whatASignerLeavesIsSerializable() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(new ByteArrayInputStream("{}".getBytes()));
        TencentSigners.tpns().keys("1500000001", "an-invented-key-of-tpns").process(exchange);
        copied(exchange);
    }

    private Exchange copied(Exchange exchange) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(DefaultExchangeHolder.marshal(exchange, true, true));
        }
        Exchange copy = new DefaultExchange(context);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            DefaultExchangeHolder.unmarshal(copy, (DefaultExchangeHolder) in.readObject());
        }
        return copy;
    }
}
