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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentCallListener;
import io.github.cameltencent.birdtalk.BirdtalkComponent;
import io.github.cameltencent.birdtalk.BirdtalkConfiguration;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.junit.jupiter.api.Test;

/** Listeners, meters and the dev console of the chat. */
class ChatObservationTest extends ChatRoutesFixture {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<TencentCall> calls = new ConcurrentLinkedQueue<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.setDevConsole(true);
        context.getRegistry().bind("meters", registry);
        context.getRegistry().bind("recorder", (TencentCallListener) calls::add);
        BirdtalkConfiguration bot = new BirdtalkConfiguration();
        bot.setServerUri(emulator.chatUri());
        bot.setUserId(ALPHA);
        bot.setPassword(EmulatorOptions.CHAT_ALPHA.key());
        bot.setStateStore("memory");
        context.getComponent("birdtalk", BirdtalkComponent.class).getAccounts().put("bot", bot);
        return context;
    }

    private Set<String> tags(String name) {
        return registry.find(name).meters().stream()
                .map(meter -> meter.getId().getTags().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double connected(String account) {
        return registry.get("camel.birdtalk.connected")
                .tag("account", account)
                .gauge()
                .value();
    }

    private JsonNode console() {
        DevConsole console = context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("birdtalk");
        return new ObjectMapper()
                .valueToTree(console.call(DevConsole.MediaType.JSON))
                .at("/components/0/accounts");
    }

    @Test
    void aSentMessageIsACallAndIsCounted() {
        write("hello");

        await().until(() -> calls.size() == 1);
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.getService()).isEqualTo("birdtalk");
            assertThat(call.getOperation()).isEqualTo("send");
            assertThat(call.getApplication()).isEqualTo("inline");
            assertThat(call.getOutcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(call.getAttempts()).isEqualTo(1);
            assertThat(call.getDuration()).isPositive();
        });
        assertThat(tags("camel.birdtalk.messages")).containsExactly("account=inline direction=sent outcome=ACCEPTED");
    }

    @Test
    void aMessageThatIsRefusedIsCountedByItsOutcome() {
        template.request(beta(""), exchange -> exchange.getMessage().setBody("to nobody"));

        assertThat(tags("camel.birdtalk.messages")).containsExactly("account=inline direction=sent outcome=REJECTED");
    }

    @Test
    void receivedMessagesAreCountedAndTheirLagIsTimed() throws Exception {
        route("chat", "birdtalk:chat?account=bot", exchange -> {
            if ("bad".equals(exchange.getMessage().getBody())) {
                throw new IllegalStateException("invented");
            }
        });
        awaitUpToDate(ALPHA);
        write("good");
        write("bad");

        await().untilAsserted(() -> assertThat(tags("camel.birdtalk.messages"))
                .contains(
                        "account=bot direction=received outcome=COMPLETED",
                        "account=bot direction=received outcome=FAILED"));
        assertThat(tags("camel.birdtalk.lag")).containsExactly("account=bot");
        assertThat(registry.get("camel.birdtalk.lag").timer().max(TimeUnit.SECONDS))
                .isBetween(0.0, 60.0);
        assertThat(registry.get("camel.birdtalk.lag").timer().count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theConnectionOfAnAccountIsAGauge() throws Exception {
        assertThat(connected("bot")).as("not in use").isNaN();
        route("chat", "birdtalk:chat?account=bot", exchange -> {});
        await().until(() -> connected("bot") == 1);
        emulator.faults().addScript("{\"match\":{\"path\":\"login\"},\"rate\":1,\"fault\":\"reset_before\"}");
        emulator.chat().disconnectAll();
        await().until(() -> connected("bot") == 0);
        context.getRouteController().stopRoute("chat");
        assertThat(connected("bot")).isNaN();
    }

    @Test
    void theConsoleShowsAccountsConnectionsStreamsAndBuffers() throws Exception {
        route("chat", "birdtalk:chat?account=bot", exchange -> {});
        awaitUpToDate(ALPHA);
        await().untilAsserted(() -> {
            JsonNode bot = console().path(0);
            assertThat(bot.path("name").asText()).isEqualTo("bot");
            assertThat(bot.path("server").asText()).startsWith("ws://");
            assertThat(bot.path("users").asInt()).isEqualTo(1);
            assertThat(bot.path("connection").asText()).isEqualTo("logged in");
            assertThat(bot.path("streams").asInt()).isPositive();
            assertThat(bot.path("bufferedMessages").asInt(-1)).isZero();
            assertThat(bot.path("paused").asBoolean(true)).isFalse();
        });
        assertThat(console().toString())
                .doesNotContain(EmulatorOptions.CHAT_ALPHA.key())
                .doesNotContain(Long.toString(ALPHA));
    }

    @Test
    void theMetersGoWithTheComponent() {
        write("hello");
        context.stop();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void noTagContainsAUser() {
        write("hello", Map.of(BirdtalkConstants.TO_ID, ALPHA));

        assertThat(registry.getMeters().toString())
                .doesNotContain(Long.toString(ALPHA))
                .doesNotContain(Long.toString(BETA));
    }
}
