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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.ScriptedServer;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 37: credentials go to no address that only a message names, nor unencrypted to another machine. */
class ForeignAddressesTest {

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        MarkedCall.bind(context, emulator.port());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    /** The route of docs/security.md. */
    @Test
    void case37OnlyListedActionsOfAMessageBecomeAnAddress() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:report")
                        .filter(header("action").in("DescribeInstances", "DescribeZones"))
                        .toD("tencent:cloud/cvm/${header.action}?application=shop");
            }
        });
        for (String action : List.of(
                "RunInstances",
                "describezones",
                "DescribeZones?baseUri=https://169.254.169.254",
                "DescribeZones&secretId=AKIDevil",
                "../cbs/DescribeDisks")) {
            report(action);
        }
        assertThat(emulator.requests()).isEmpty();

        report("DescribeZones");
        assertThat(emulator.requests()).singleElement().matches(request -> request.accepted());
    }

    private void report(String action) {
        context.createProducerTemplate().sendBodyAndHeader("direct:report", "{}", "action", action);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "http://0x7f.1",
                "http://127.0.0.1@169.254.169.254",
                "http://localhost@gateway.example",
                "http://localhost.gateway.example",
                "http://[::ffff:169.254.169.254]",
                "http://2130706434",
                "ftp://127.0.0.1",
                "file:///etc/hostname"
            })
    void case37AnAddressOfAnotherMachineIsRefused(String baseUri) {
        for (MarkedCall call : new MarkedCall[] {MarkedCall.PUSH, MarkedCall.IM, MarkedCall.CLOUD}) {
            assertThatThrownBy(() -> context.getEndpoint(call.uri(1, ""), Map.of("baseUri", baseUri)))
                    .as("%s %s", call, baseUri)
                    .hasStackTraceContaining("baseUri");
        }
    }

    @Test
    void headersThatNameAnotherHostHaveNoEffect() {
        try (ScriptedServer elsewhere = ScriptedServer.start()) {
            String other = "http://127.0.0.1:" + elsewhere.port();
            for (MarkedCall call : new MarkedCall[] {MarkedCall.PUSH, MarkedCall.IM, MarkedCall.CLOUD}) {
                Exchange sent = context.createProducerTemplate().send(call.uri(1, ""), exchange -> {
                    call.prepare(exchange, MarkedCall.mark(1));
                    for (String header : new String[] {
                        "CamelTencentHost",
                        "camelTENCENThost",
                        "CamelTencentBaseUri",
                        "CamelHttpUri",
                        "CamelHttpHost",
                        "Host"
                    }) {
                        exchange.getMessage().setHeader(header, other);
                    }
                });
                assertThat(MarkedOutcome.of(sent).outcome()).isEqualTo(Outcome.ACCEPTED);
                assertThat(call.acceptances(emulator)).containsEntry(MarkedCall.mark(1), 1L);
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }
}
