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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.push.OrderedBatchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route of docs/bridges.md sends each message where the page says, with SEDA in place of JMS. */
class BridgesGuideTest {

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("orders", orders);
        context.start();
        String route = new Guide("bridges.md").snippet("yaml", 0).replace("jms:", "seda:");
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", route));
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void aRefusedMessageIsADeadLetterWithItsReason() {
        String order = order("dead-1");
        context.createProducerTemplate().sendBody("seda:orders", order);

        Exchange dead = arrives("seda:orders.dead");
        assertThat(dead.getMessage().getBody()).isEqualTo(order);
        assertThat(dead.getMessage().getHeader("TencentOutcome")).isEqualTo("REJECTED");
        assertThat(dead.getMessage().getHeader("TencentReason", String.class)).isNotEmpty();
    }

    @Test
    void aMessageWhoseAnswerIsLostIsForAPerson() {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"reset_after\",\"count\":1}");
        String order = order("token-1");
        context.createProducerTemplate().sendBody("seda:orders", order);

        assertThat(arrives("seda:orders.ambiguous").getMessage().getBody()).isEqualTo(order);
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void aMessageThatWasNotSentIsRolledBack() {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\"}");
        Exchange done = context.createProducerTemplate()
                .request("seda:orders?waitForTaskToComplete=Always", exchange -> exchange.getMessage()
                        .setBody(order("token-1")));
        assertThat(done.getException()).hasMessageContaining("Not sent");
    }

    @Test
    void anAcceptedMessageIsDone() {
        Exchange done = context.createProducerTemplate()
                .request("seda:orders?waitForTaskToComplete=Always", exchange -> exchange.getMessage()
                        .setBody(order("token-1")));
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("TencentOutcome")).isEqualTo("ACCEPTED");
        assertThat(emulator.requests()).hasSize(1).allMatch(request -> request.accepted());
    }

    @Test
    void theBatchForKafkaPushesEachRecordAndWritesDeadLetters() throws Exception {
        String recipe = new Guide("bridges.md").snippet("yaml", 2);
        String local = recipe.replace("kafka:orders.dead", "seda:orders.dead")
                .replace("kafka:orders", "direct:batch")
                .replaceFirst("(?s)      parameters:.*?      steps:", "      steps:");
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("kafka.yaml", local));
        List<Exchange> records = new ArrayList<>();
        for (String token : List.of("token-1", "dead-1", "token-2")) {
            Exchange record = new DefaultExchange(context);
            record.getMessage().setBody(order(token));
            records.add(record);
        }

        Exchange done = context.createProducerTemplate()
                .request("direct:batch", exchange -> exchange.getMessage().setBody(records));

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(OrderedBatchResult.class).counts())
                .isEqualTo(Map.of(Outcome.ACCEPTED, 2L, Outcome.REJECTED, 1L));
        assertThat(arrives("seda:orders.dead").getMessage().getHeader("TencentOutcome"))
                .isEqualTo("REJECTED");
    }

    private static String order(String token) {
        return "{\"tokens\":[\"" + token + "\"],\"title\":\"Your order\",\"content\":\"4711 is on its way\"}";
    }

    private Exchange arrives(String queue) {
        Exchange exchange = context.createConsumerTemplate().receive(queue, 10_000);
        assertThat(exchange).as(queue).isNotNull();
        return exchange;
    }
}
