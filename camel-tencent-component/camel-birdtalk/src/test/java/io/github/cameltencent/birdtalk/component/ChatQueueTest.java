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
package io.github.cameltencent.birdtalk.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Case 31: messages wait for the connection, a thousand at most. */
class ChatQueueTest extends ChatRoutesFixture {

    private static final int QUEUED = 1000;
    private static final int TOO_MANY = 5;

    private final List<Exchange> ended = new CopyOnWriteArrayList<>();
    private final List<Exchange> sent = new ArrayList<>();

    @Test
    void case31AThousandMessagesWaitForTheFirstConnectionAndMoreAreRejected() throws Exception {
        refuseConnections();
        sendAll(producer());

        assertRejected();
        emulator.faults().clear();
        assertDelivered();
    }

    @Test
    void case31SoTheyDoForTheNext() throws Exception {
        AsyncProducer producer = producer();
        Exchange first = createExchangeWithBody("first");
        producer.process(first);
        assertThat(outcome(first)).isEqualTo("ACCEPTED");
        refuseConnections();
        emulator.chat().disconnectAll();
        await().until(() -> emulator.chat().connections() == 0);
        sendAll(producer);

        assertRejected();
        emulator.faults().clear();
        assertDelivered();
    }

    private static void refuseConnections() {
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"chat\",\"path\":\"connect\"},\"fault\":\"status\",\"status\":503}");
    }

    private AsyncProducer producer() throws Exception {
        AsyncProducer producer = context.getEndpoint(
                        alpha("&toId=" + BETA + "&maxInFlight=2000&requestTimeout=60000&throwExceptionOnFailure=false"))
                .createAsyncProducer();
        producer.start();
        return producer;
    }

    private void sendAll(AsyncProducer producer) {
        for (int i = 0; i < QUEUED + TOO_MANY; i++) {
            Exchange exchange = createExchangeWithBody("m" + i);
            sent.add(exchange);
            producer.process(exchange, doneSync -> ended.add(exchange));
        }
    }

    private void assertRejected() {
        await().untilAsserted(() ->
                assertThat(ended).containsExactlyInAnyOrderElementsOf(sent.subList(QUEUED, QUEUED + TOO_MANY)));
        assertThat(ended)
                .extracting(ChatQueueTest::outcome, exchange -> exchange.getMessage()
                        .getHeader("CamelTencentErrorCode"))
                .containsOnly(tuple("THROTTLED", "LOCAL_LIMIT"));
    }

    private void assertDelivered() {
        await().atMost(Duration.ofSeconds(30)).until(() -> ended.size() == QUEUED + TOO_MANY);
        assertThat(ended).as("each once").doesNotHaveDuplicates();
        assertThat(sent.subList(0, QUEUED)).extracting(ChatQueueTest::outcome).containsOnly("ACCEPTED");
        List<String> texts = emulator.chat().messages(ALPHA).stream()
                .map(message -> message.getData().toString(UTF_8))
                .filter(text -> !text.equals("first"))
                .toList();
        assertThat(texts)
                .isEqualTo(IntStream.range(0, QUEUED).mapToObj(i -> "m" + i).toList());
    }

    private static String outcome(Exchange exchange) {
        return exchange.getMessage().getHeader("CamelTencentOutcome", String.class);
    }
}
