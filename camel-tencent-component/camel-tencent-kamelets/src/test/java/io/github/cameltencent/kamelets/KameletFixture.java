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

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.KeyPair;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A context with Kamelets from the class path, and an emulator whose secrets have every character that URIs mangle. */
final class KameletFixture implements AutoCloseable {

    static final String SECRET = "a+b&c%41=d)&e#f?g/h'i\"j,k{l}";

    static final KeyPair TPNS = new KeyPair("1500000007", SECRET);
    static final KeyPair IM = new KeyPair("1400000007", SECRET);
    static final KeyPair CLOUD = new KeyPair("AKIDinvented0000000000000000000007", SECRET);
    static final KeyPair CHAT = new KeyPair("10007", SECRET);
    static final KeyPair FRIEND = new KeyPair("10008", "another-password");

    final TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions()
            .tpnsAndroid(TPNS)
            .im(IM)
            .cloud(CLOUD)
            .chat(CHAT)
            .chat(FRIEND));
    final DefaultCamelContext context = new DefaultCamelContext();

    /** Sets the secret of a Kamelet by a property, as an application does; it never is part of a URI. */
    KameletFixture secret(String kamelet, String property, String secret) {
        context.getPropertiesComponent().addInitialProperty("camel.kamelet." + kamelet + "." + property, secret);
        return this;
    }

    /** Starts a route from {@code direct:in} to a Kamelet, and from there to {@code seda:out}. */
    KameletFixture to(String kamelet, Map<String, String> parameters) throws Exception {
        return start("""
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:%s
                            parameters:
                %s
                        - to: seda:out
                """.formatted(kamelet, lines(parameters, 14)));
    }

    /** Starts a route from a Kamelet to {@code seda:out}. */
    KameletFixture from(String kamelet, Map<String, String> parameters) throws Exception {
        return start("""
                - route:
                    from:
                      uri: kamelet:%s
                      parameters:
                %s
                      steps:
                        - to: seda:out
                """.formatted(kamelet, lines(parameters, 8)));
    }

    private KameletFixture start(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", yaml));
        context.start();
        return this;
    }

    private static String lines(Map<String, String> parameters, int indent) {
        return new LinkedHashMap<>(parameters)
                .entrySet().stream()
                        .map(each -> " ".repeat(indent) + each.getKey() + ": '" + each.getValue() + "'")
                        .collect(Collectors.joining("\n"));
    }

    Exchange send(Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send("direct:in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
    }

    /** Returns the next message at the end of the route, null if none arrives in time. */
    Exchange next(long millis) {
        return context.createConsumerTemplate().receive("seda:out", millis);
    }

    @Override
    public void close() {
        context.stop();
        emulator.close();
    }
}
