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

import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.push.TencentPushAggregationStrategy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The aggregator of docs/delivery.md joins single pushes, and gives each the result of its own target. */
class JoinedPushesGuideTest {

    private final TencentEmulator emulator = TencentEmulator.start();
    private final CamelContext context = DeliveryRoutes.context(emulator.baseUri());

    @BeforeEach
    void load() throws Exception {
        context.getRegistry().bind("joined", new TencentPushAggregationStrategy());
        DeliveryRoutes.load(context, DeliveryRoutes.JOINED);
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private void push(String token, String title) {
        context.createProducerTemplate()
                .sendBodyAndHeaders(
                        "seda:pushes",
                        "4711 is on its way",
                        Map.of("CamelTencentTokens", token, "CamelTencentTitle", title, "reference", "of " + token));
    }

    private List<Exchange> arrive(String queue, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> context.createConsumerTemplate().receive("seda:" + queue, 20_000))
                .toList();
    }

    private static Stream<Object> header(List<Exchange> exchanges, String name) {
        return exchanges.stream().map(exchange -> exchange.getMessage().getHeader(name));
    }

    @Test
    void equalPushesAreOneRequestAndEachGetsItsOwnResult() {
        for (int i = 0; i < 499; i++) {
            push("token-" + i, "Your order");
        }
        push("dead-1", "Your order");

        List<Exchange> sent = arrive("pushes.sent", 499);
        assertThat(sent)
                .doesNotContainNull()
                .allSatisfy(each -> assertThat(each.getMessage().getBody()).isEqualTo("4711 is on its way"));
        assertThat(header(sent, "reference")).doesNotHaveDuplicates().doesNotContain("of dead-1");
        assertThat(header(sent, "CamelTencentPushIds").distinct()).hasSize(1).doesNotContainNull();
        Exchange dead = arrive("pushes.dead", 1).get(0);
        assertThat(dead.getMessage().getHeader("reference")).isEqualTo("of dead-1");
        assertThat(dead.getMessage().getHeader("CamelTencentErrorCode")).isEqualTo("TARGET_INVALID");
        assertThat(header(arrive("tokens.dead", 1), "CamelTencentInvalidTargets"))
                .containsExactly(List.of("dead-1"));
        assertThat(emulator.requests()).hasSize(1);
        assertThat(emulator.requests().get(0).targets()).hasSize(499);
    }

    @Test
    void differentPushesAreNotJoined() {
        push("token-1", "Your order");
        push("token-2", "Your invoice");

        arrive("pushes.sent", 2);
        assertThat(emulator.requests())
                .extracting(request -> request.targets())
                .containsExactlyInAnyOrder(List.of("token-1"), List.of("token-2"));
    }

    @Test
    void aThrottledRequestThrottlesEachOfItsMessages() {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\"}");
        push("token-1", "Your order");
        push("token-2", "Your order");

        List<Exchange> later = arrive("pushes.later", 2);
        assertThat(header(later, "CamelTencentOutcome")).containsExactly("THROTTLED", "THROTTLED");
        assertThat(header(later, "CamelTencentErrorCode")).containsExactly("1008028", "1008028");
        assertThat(header(later, "reference")).containsExactlyInAnyOrder("of token-1", "of token-2");
    }

    @Test
    void aLostAnswerIsAmbiguousForEach() {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"reset_after\",\"count\":1}");
        push("token-1", "Your order");
        push("token-2", "Your order");

        assertThat(header(arrive("pushes.dead", 2), "CamelTencentOutcome")).containsExactly("AMBIGUOUS", "AMBIGUOUS");
        assertThat(emulator.requests()).hasSize(1);
    }
}
