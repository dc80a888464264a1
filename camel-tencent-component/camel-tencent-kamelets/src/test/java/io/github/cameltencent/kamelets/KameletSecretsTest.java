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
package io.github.cameltencent.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.KeyPair;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two ways to give a Kamelet its secret, with characters that URIs mangle, and two Kamelets with one secret each. */
class KameletSecretsTest {

    private static final String FIRST = "first+secret&with%41=all/of#them?";
    private static final String SECOND = "second+secret&with%41=all)/of#them?";

    private final TencentEmulator emulator = TencentEmulator.start(
            new EmulatorOptions().im(new KeyPair("1400000007", FIRST)).im(new KeyPair("1400000008", SECOND)));
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private void route(String in, String kamelet, String id, String more) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(in + ".yaml", """
                        - route:
                            from:
                              uri: direct:%s
                              steps:
                                - to:
                                    uri: kamelet:%s
                                    parameters:
                                      sdkAppId: "%s"
                                      toAccount: alpha
                                      baseUri: "%s"
                                      %s
                        """.formatted(
                        in, kamelet, id, emulator.baseUri(), more)));
    }

    private Exchange send(String to) {
        return context.createProducerTemplate()
                .send(to, exchange -> exchange.getMessage().setBody("Welcome"));
    }

    @Test
    void aPlaceholderInRawKeepsEveryCharacter() throws Exception {
        context.getPropertiesComponent().addInitialProperty("im.key", FIRST);
        route("in", "tencent-im-sink", "1400000007", "secretKey: \"RAW({{im.key}})\"");
        context.start();

        assertThat(send("direct:in").getException()).isNull();
        assertThat(emulator.requests()).hasSize(1).allMatch(RecordedRequest::accepted);
    }

    @Test
    void twoKameletsOfOneKindHaveASecretEach() throws Exception {
        var properties = context.getPropertiesComponent();
        properties.addInitialProperty("camel.kamelet.tencent-im-sink.first.secretKey", FIRST);
        properties.addInitialProperty("camel.kamelet.tencent-im-sink.second.secret-key", SECOND);
        route("first", "tencent-im-sink/first", "1400000007", "");
        route("second", "tencent-im-sink/second", "1400000008", "");
        context.start();

        assertThat(send("direct:first").getException()).isNull();
        assertThat(send("direct:second").getException()).isNull();
        assertThat(emulator.requests()).hasSize(2).allMatch(RecordedRequest::accepted);
    }

    @Test
    void noEndpointHasTheSecretOfAPropertyInItsUri() throws Exception {
        context.getPropertiesComponent()
                .addInitialProperty("camel.kamelet.tencent-im-sink.secretKey", "a-secret-of-letters");
        route("in", "tencent-im-sink", "1400000007", "");
        context.start();

        assertThat(context.getEndpoints())
                .extracting(Endpoint::getEndpointUri)
                .anyMatch(uri -> uri.startsWith("tencent:"))
                .noneMatch(uri -> uri.contains("a-secret-of-letters"));
    }
}
