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
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares the outcomes of calls with random faults with the emulator's record: accepted calls were accepted there, and
 * rejected or unsent ones were not. {@code -Drounds=1000} runs longer; a failure reports the seed of its round.
 */
class RandomFaultsTest {

    private static final int ROUNDS = Integer.getInteger("rounds", 50);
    private static final int MESSAGES = 20;
    private static final List<String> FAULTS = List.of(
            "\"fault\":\"reset_before\"",
            "\"fault\":\"reset_after\"",
            "\"fault\":\"cut\"",
            "\"fault\":\"garbage\"",
            "\"fault\":\"close_idle\",\"delay\":1",
            "\"fault\":\"delay\",\"delay\":20",
            "\"fault\":\"status\",\"status\":500",
            "\"fault\":\"status\",\"status\":503",
            "\"fault\":\"status\",\"status\":429");

    private final TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().records(10_000, 16 << 20));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        orders.setIm(im);
        context.getRegistry().bind("orders", orders);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String options = "application=orders&rateLimit=off&throwExceptionOnFailure=false&responseTimeout=2000";
                from("direct:push").to("tencent:push?provider=tpns&title=T&" + options);
                from("direct:im").to("tencent:im/openim/sendmsg?fromAccount=beta&toAccount=alpha&" + options);
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void outcomesAgreeWithTheEmulatorsRecord() {
        long first = new Random().nextLong();
        for (int i = 0; i < ROUNDS; i++) {
            round(first + i);
        }
    }

    private void round(long seed) {
        Random random = new Random(seed);
        emulator.reset();
        for (int i = 0; i < 3; i++) {
            emulator.faults()
                    .addScript(String.format(
                            "{%s,\"rate\":%s,\"seed\":%d}",
                            FAULTS.get(random.nextInt(FAULTS.size())),
                            random.nextInt(5) / 10.0 + 0.1,
                            random.nextInt()));
        }
        Map<String, CompletableFuture<Exchange>> sent = new LinkedHashMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            String text = "message-" + i + "-of-" + Math.abs(seed) + ".";
            String route = i % 2 == 0 ? "direct:push" : "direct:im";
            sent.put(text, template.asyncSend(route, exchange -> {
                exchange.getMessage().setBody(text);
                if (route.equals("direct:push")) {
                    exchange.getMessage().setHeader(TencentConstants.TOKENS, "token-of-" + text);
                }
            }));
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        sent.forEach((text, exchange) -> outcomes.put(text, outcome(exchange)));

        List<String> accepted = new ArrayList<>();
        for (RecordedRequest request : emulator.requests()) {
            if (request.accepted()) {
                accepted.add(request.body());
            }
        }
        outcomes.forEach((text, outcome) -> {
            boolean there = accepted.stream().anyMatch(body -> body.contains(text));
            if (outcome == Outcome.ACCEPTED) {
                assertThat(there)
                        .as("seed %d: %s was accepted here", seed, text)
                        .isTrue();
            } else if (outcome != Outcome.AMBIGUOUS) {
                assertThat(there)
                        .as("seed %d: %s ended as %s", seed, text, outcome)
                        .isFalse();
            }
        });
    }

    private static Outcome outcome(CompletableFuture<Exchange> exchange) {
        return Outcome.valueOf(exchange.orTimeout(60, TimeUnit.SECONDS)
                .join()
                .getMessage()
                .getHeader(TencentConstants.OUTCOME, String.class));
    }
}
