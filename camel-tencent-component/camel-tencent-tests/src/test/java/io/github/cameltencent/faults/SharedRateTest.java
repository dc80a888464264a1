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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Case 33: four endpoints of an application have its rate together, and another application has its own. */
class SharedRateTest {

    private static final int RATE = 40;
    private static final int BURST = 4;
    private static final int ENDPOINTS = 4;
    private static final int CALLS = 15;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void case33FourEndpointsShareTheRateOfTheirApplicationAndOfNoOther() {
        MarkedCall.bind(context, emulator.port());
        TencentApplication other = new TencentApplication();
        other.tpns("ios").setAccessId(EmulatorOptions.TPNS_IOS.id());
        other.tpns("ios").setSecretKey(EmulatorOptions.TPNS_IOS.key());
        other.tpns("ios").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("other", other);
        context.start();

        assertThat(sendAll("off", 1)).containsOnly("ACCEPTED"); // loads the classes
        emulator.reset();
        long start = System.nanoTime();
        List<String> outcomes = sendAll(Integer.toString(RATE), CALLS);
        double allowed = RATE * (System.nanoTime() - start) / 1e9 + BURST;

        assertThat(outcomes).containsOnly("ACCEPTED", "THROTTLED");
        int android = arrived(EmulatorOptions.TPNS_ANDROID.id());
        int ios = arrived(EmulatorOptions.TPNS_IOS.id());
        assertThat(outcomes.stream().filter("ACCEPTED"::equals)).hasSize(android + ios);
        assertThat((double) android).isLessThanOrEqualTo(allowed);
        assertThat((double) ios).isLessThanOrEqualTo(allowed);
        assertThat((double) android + ios).as("both together").isGreaterThan(allowed);
    }

    private List<String> sendAll(String rate, int calls) {
        ProducerTemplate template = context.createProducerTemplate();
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
                for (String application : new String[] {"shop", "other"}) {
                    String uri = "tencent:push?provider=tpns&application=" + application + "&title=T" + endpoint
                            + "&acquireTimeout=500&throwExceptionOnFailure=false&rateLimit=" + rate;
                    sent.add(template.asyncSend(uri, exchange -> {
                        exchange.getMessage().setBody("hi");
                        exchange.getMessage().setHeader(TencentConstants.TOKENS, "a-token");
                    }));
                }
            }
        }
        return sent.stream()
                .map(each -> each.orTimeout(30, TimeUnit.SECONDS).join())
                .map(exchange -> exchange.getMessage().getHeader(TencentConstants.OUTCOME, String.class))
                .toList();
    }

    private int arrived(String accessId) {
        return (int) emulator.requests().stream()
                .filter(request -> request.application().equals(accessId))
                .count();
    }
}
