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

import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code toD} creates one endpoint for all values of options that also exist as headers. */
class SendDynamicTest {

    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("orders", orders);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:push")
                        .toD(
                                "tencent:push?application=orders&rateLimit=off&title=${header.name}&tokens=${header.device}");
                from("direct:all").toD("tencent:push?application=orders&title=News&audience=${header.who}");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private long endpoints() {
        return context.getEndpoints().stream()
                .filter(TencentEndpoint.class::isInstance)
                .count();
    }

    private Exchange push(int number) {
        return context.createProducerTemplate().request("direct:push", exchange -> {
            exchange.getMessage().setBody("content");
            exchange.getMessage()
                    .setHeaders(new java.util.HashMap<>(Map.of("name", "Order " + number, "device", TOKEN + number)));
        });
    }

    @Test
    void aThousandTitlesMakeOneEndpoint() {
        for (int i = 0; i < 1000; i++) {
            assertThat(push(i).getException()).isNull();
        }

        assertThat(endpoints()).isEqualTo(1);
        assertThat(emulator.requests()).allMatch(RecordedRequest::accepted);
        RecordedRequest last =
                emulator.requests().get(0).json().at("/message/title").asText().endsWith("999")
                        ? emulator.requests().get(0)
                        : emulator.requests().get(emulator.requests().size() - 1);
        assertThat(last.json().at("/message/title").asText()).isEqualTo("Order 999");
        assertThat(last.targets()).containsExactly(TOKEN + 999);
    }

    @Test
    void theHeadersAreRemovedAfterTheCall() {
        assertThat(push(1).getMessage().getHeaders()).doesNotContainKeys("CamelTencentTitle", "CamelTencentTokens");
    }

    @Test
    void aHeaderOfTheMessageTakesPrecedenceAndIsKept() {
        Exchange done = context.createProducerTemplate().request("direct:push", exchange -> {
            exchange.getMessage().setBody("content");
            exchange.getMessage().setHeader("name", "from the option");
            exchange.getMessage().setHeader("device", TOKEN + 1);
            exchange.getMessage().setHeader("CamelTencentTitle", "from the header");
        });

        assertThat(emulator.requests().get(0).json().at("/message/title").asText())
                .isEqualTo("from the header");
        assertThat(done.getMessage().getHeader("CamelTencentTitle")).isEqualTo("from the header");
    }

    @Test
    void anAudienceStaysAnOption() {
        Exchange done = context.createProducerTemplate().request("direct:all", exchange -> {
            exchange.getMessage().setBody("content");
            exchange.getMessage().setHeader("who", "all");
        });

        assertThat(done.getException()).isNull();
        assertThat(emulator.requests()).hasSize(1);
    }
}
