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
package io.github.cameltencent.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.component.TencentComponent;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signers can be configured as beans in each DSL of Camel. */
class SignerSetUpTest extends SignerTestSupport {

    @Test
    void theApplicationsOfTheComponentAreFound() throws Exception {
        context.getRegistry().unbind("orders");
        context.getComponent("tencent", TencentComponent.class)
                .getApplications()
                .put("orders", orders);

        assertThat(sent(new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:start")
                                        .process(TencentSigners.tpns().application("orders"));
                            }
                        })
                        .getMessage()
                        .getHeader("AccessId"))
                .isEqualTo(ACCESS_ID);
    }

    @Test
    void aRouteWithoutKeysDoesNotStart() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:start").process(TencentSigners.userSig().application("nobody"));
                    }
                }))
                .hasStackTraceContaining("There is no application named nobody");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void beansAreWrittenInYamlAndXml(String file, String text) throws Exception {
        Resource resource = ResourceHelper.fromString(file, text);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);

        Exchange exchange = context.createProducerTemplate()
                .send("direct:start", e -> e.getMessage().setBody("{}"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("AccessId")).isEqualTo(ACCESS_ID);
    }

    static Stream<Arguments> languages() {
        return Stream.of(Arguments.of("signer.yaml", """
                        - beans:
                            - name: pushSigner
                              type: io.github.cameltencent.signing.TpnsSigner
                              properties:
                                application: orders
                                platform: android
                        - route:
                            from:
                              uri: direct:start
                              steps:
                                - process:
                                    ref: pushSigner
                        """), Arguments.of("signer.xml", """
                        <camel>
                          <bean name="pushSigner" type="io.github.cameltencent.signing.TpnsSigner">
                            <properties>
                              <property key="application" value="orders"/>
                              <property key="platform" value="android"/>
                            </properties>
                          </bean>
                          <route>
                            <from uri="direct:start"/>
                            <process ref="pushSigner"/>
                          </route>
                        </camel>
                        """));
    }

    private Exchange sent(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        return context.createProducerTemplate()
                .send("direct:start", e -> e.getMessage().setBody("{}"));
    }
}
