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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.TencentEmulator;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The three ways of docs/delivery.md to treat ambiguous pushes. */
class DeliveryGuideTest {

    private static final String ORDER = DeliveryRoutes.order("token-1");

    private final TencentEmulator emulator = TencentEmulator.start();
    private final CamelContext context = DeliveryRoutes.context(emulator.baseUri());

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private void fault(String fault, int count) {
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"" + fault + "\",\"count\":" + count + "}");
    }

    private void throttle() {
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\",\"count\":4}");
    }

    private Exchange send(String queue, Object body) {
        return context.createProducerTemplate()
                .send("seda:" + queue + "?waitForTaskToComplete=Always", exchange -> exchange.getMessage()
                        .setBody(body));
    }

    private Exchange arrives(String queue) {
        Exchange exchange = context.createConsumerTemplate().receive("seda:" + queue, 10_000);
        assertThat(exchange).as(queue).isNotNull();
        return exchange;
    }

    private void nothingArrives(String queue) {
        assertThat(context.createConsumerTemplate().receiveNoWait("seda:" + queue))
                .as(queue)
                .isNull();
    }

    @Test
    void reportListsAnAmbiguousPushOnceAndDoesNotRepeatIt() throws Exception {
        DeliveryRoutes.load(context, DeliveryRoutes.REPORT);
        fault("reset_after", 1);

        assertThat(send("orders", ORDER).getException()).isNull();
        Exchange dead = arrives("orders.dead");
        assertThat(dead.getMessage().getHeader("TencentOutcome")).isEqualTo("AMBIGUOUS");
        assertThat(dead.getMessage().getHeader("TencentCode")).isEqualTo("CONNECTION_LOST");
        assertThat(dead.getMessage().getBody()).isEqualTo(ORDER);
        assertThat(emulator.requests()).hasSize(1);
        nothingArrives("orders.dead");
    }

    @Test
    void reportSendsDeadTokensToTheCleanUp() throws Exception {
        DeliveryRoutes.load(context, DeliveryRoutes.REPORT);
        send("orders", DeliveryRoutes.order("dead-1"));

        assertThat(arrives("tokens.dead").getMessage().getBody()).isEqualTo("dead-1");
        assertThat(arrives("orders.dead").getMessage().getHeader("TencentOutcome"))
                .isEqualTo("REJECTED");
    }

    @Test
    void reportRollsBackWhatWasNotSentAndNothingElse() throws Exception {
        DeliveryRoutes.load(context, DeliveryRoutes.REPORT);
        throttle();

        assertThat(send("orders", ORDER).getException()).hasMessageContaining("Not sent");
        nothingArrives("orders.dead");
        assertThat(send("orders", ORDER).getException()).isNull();
        nothingArrives("orders.dead");
    }

    @Test
    void retryRepeatsAnAmbiguousPushAndMarksIt() throws Exception {
        DeliveryRoutes.load(context, DeliveryRoutes.RETRY);
        fault("reset_after", 1);

        assertThat(send("alarms", ORDER).getException()).isNull();
        assertThat(arrives("alarms.twice").getMessage().getHeader("TencentOutcome"))
                .isEqualTo("ACCEPTED");
        assertThat(emulator.requests()).hasSize(2).allMatch(request -> request.accepted());
    }

    @Test
    void retryRollsBackWhatStaysAmbiguous() throws Exception {
        DeliveryRoutes.load(context, DeliveryRoutes.RETRY);
        fault("reset_before", 4);

        assertThat(send("alarms", ORDER).getException()).hasMessageContaining("Not known to be sent");
        assertThat(send("alarms", ORDER).getException()).isNull();
        nothingArrives("alarms.twice");
        nothingArrives("alarms.dead");
    }

    @Test
    void aPersonDecidesWhetherToRepeat() throws Exception {
        DeliveryRoutes.load(context, DeliveryRoutes.ASK);
        fault("reset_before", 1);

        assertThat(send("invoices", ORDER).getException()).isNull();
        Exchange question = arrives("invoices.questions");
        assertThat(question.getMessage().getHeader("TencentOutcome")).isEqualTo("AMBIGUOUS");
        assertThat(emulator.requests()).noneMatch(request -> request.accepted());

        decide(question, "repeat");
        await().untilAsserted(() -> assertThat(emulator.requests())
                .filteredOn(request -> request.accepted())
                .hasSize(1));
        decide(question, "drop");
        assertThat(arrives("invoices.dropped").getMessage().getBody()).isEqualTo(ORDER);
        decide(question, "perhaps");
        assertThat(arrives("invoices.questions").getMessage().getBody()).isEqualTo(ORDER);
        assertThat(emulator.requests()).hasSize(2);
    }

    private void decide(Exchange question, String decision) {
        context.createProducerTemplate()
                .sendBodyAndHeaders(
                        "seda:invoices.decisions", question.getMessage().getBody(), Map.of("decision", decision));
    }
}
