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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.TencentPartialException;
import io.github.cameltencent.TencentThrottledException;
import io.github.cameltencent.TencentTransientException;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/push.md shows runs, against a server that checks it. */
class PushGuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "push.md");
    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        TencentApplication orders = new TencentApplication();
        keys(orders, "android", EmulatorOptions.TPNS_ANDROID.id(), EmulatorOptions.TPNS_ANDROID.key());
        context.getRegistry().bind("orders", orders);
        context.start();
    }

    private void keys(TencentApplication application, String platform, String id, String key) {
        application.tpns(platform).setAccessId(id);
        application.tpns(platform).setSecretKey(key);
        application.tpns(platform).setBaseUri(emulator.baseUri());
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void theFirstPushArrives() throws Exception {
        loadYaml(snippets("yaml").get(0));

        Exchange done = send("direct:shipped", "4711 is on its way", Map.of("deviceToken", TOKEN));

        assertThat(done.getException()).isNull();
        JsonNode sent = emulator.requests().get(0).json();
        assertThat(sent.at("/token_list/0").asText()).isEqualTo(TOKEN);
        assertThat(sent.at("/message/title").asText()).isEqualTo("Your order");
    }

    @Test
    void theBroadcastGoesToBothPlatforms() throws Exception {
        TencentApplication orders = context.getRegistry().lookupByNameAndType("orders", TencentApplication.class);
        keys(orders, "ios", EmulatorOptions.TPNS_IOS.id(), EmulatorOptions.TPNS_IOS.key());
        loadYaml(snippets("yaml").get(1));

        Exchange done = send("direct:maintenance", "from 22:00 to 23:00", Map.of());

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(PushResult.class).getPushIds()).hasSize(2);
        assertThat(emulator.requests()).allMatch(each -> each.accepted());
    }

    @Test
    void theJsonMessageArrives() throws Exception {
        addRoute("direct:json", "tencent:push?application=orders&bodyType=message");

        Exchange done = send("direct:json", snippets("json").get(0), Map.of());

        assertThat(done.getException()).isNull();
        assertThat(emulator.requests()
                        .get(0)
                        .json()
                        .at("/message/android/custom_content")
                        .asText())
                .isEqualTo("{\"order\":4711}");
    }

    @Test
    void theBuiltMessageArrives() throws Exception {
        PushMessage message = PushMessage.builder()
                .accounts("user-1", "user-2")
                .title("Your order")
                .content("4711 is on its way")
                .custom(Map.of("order", 4711))
                .build();
        addRoute("direct:built", "tencent:push?application=orders");

        Exchange done = send("direct:built", message, Map.of());

        assertThat(done.getMessage().getBody(PushResult.class).getAccepted()).containsExactly("user-1", "user-2");
    }

    @Test
    void aRedeliverySendsOnlyTheRest() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(
                                TencentPartialException.class,
                                TencentThrottledException.class,
                                TencentTransientException.class)
                        .maximumRedeliveries(3)
                        .redeliveryDelay(1000);
                from("direct:many").to("tencent:push?application=orders&title=T&maxRetries=0");
            }
        });
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\",\"count\":2}");

        Exchange done = send("direct:many", "C", Map.of("CamelTencentTokens", tokens(2500)));

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(PushResult.class).getAccepted()).isEqualTo(tokens(2500));
        List<String> taken = taken();
        assertThat(taken).hasSize(2500).doesNotHaveDuplicates();
        assertThat(emulator.requests()).hasSize(5);
    }

    @Test
    void theRestGoesToAQueue() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentPartialException.class)
                        .handled(true)
                        .setBody(exchange -> ((PushResult)
                                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TencentPartialException.class)
                                                .getResult())
                                .remaining())
                        .to("mock:rest");
                from("direct:many").to("tencent:push?application=orders&title=T&maxRetries=0");
            }
        });
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\",\"count\":1}");

        send("direct:many", "C", Map.of("CamelTencentTokens", tokens(1500)));

        MockEndpoint rest = context.getEndpoint("mock:rest", MockEndpoint.class);
        assertThat(rest.getReceivedExchanges()).hasSize(1);
        PushMessage left = rest.getReceivedExchanges().get(0).getMessage().getBody(PushMessage.class);
        Set<String> all = new HashSet<>(left.getTokens());
        all.addAll(taken());
        assertThat(all).hasSize(1500);
        assertThat(left.getTokens()).doesNotContainAnyElementsOf(taken());
    }

    @Test
    void aPushWhoseAnswerWasLostIsUnknownAndNotRepeated() throws Exception {
        addRoute("direct:lost", "tencent:push?application=orders&title=T");
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"reset_after\"}");

        Exchange done = send("direct:lost", "C", Map.of("CamelTencentTokens", TOKEN));

        assertThat(done.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("AMBIGUOUS");
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void deadTokensAreNamed() throws Exception {
        addRoute("direct:dead", "tencent:push?application=orders&title=T");
        emulator.deadTokens().add("token-1");

        Exchange some = send("direct:dead", "C", Map.of("CamelTencentTokens", tokens(3)));
        Exchange only = send("direct:dead", "C", Map.of("CamelTencentTokens", "token-1"));

        assertThat(some.getMessage().getHeader("CamelTencentInvalidTargets")).isEqualTo(List.of("token-1"));
        assertThat(some.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("ACCEPTED");
        assertThat(only.getMessage().getHeader("CamelTencentInvalidTargets")).isEqualTo(List.of("token-1"));
        assertThat(only.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("REJECTED");
    }

    @Test
    void theJavaOfTheGuideIsTheJavaOfThisTest() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java", PushGuideTest.class.getName().replace('.', '/') + ".java"));
        List<String> snippets = snippets("java");

        assertThat(snippets).hasSize(3);
        snippets.forEach(snippet -> assertThat(squeezed(source)).contains(squeezed(snippet)));
    }

    private static String squeezed(String java) {
        return java.replaceAll("\\s+", "");
    }

    private List<String> taken() {
        List<String> taken = new ArrayList<>();
        emulator.requests().forEach(each -> taken.addAll(each.targets()));
        return taken;
    }

    private static List<String> tokens(int count) {
        return IntStream.range(0, count).mapToObj(i -> "token-" + i).toList();
    }

    private static List<String> snippets(String language) throws IOException {
        Matcher blocks =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        return blocks.results().map(each -> each.group(1)).toList();
    }

    private void loadYaml(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", yaml));
    }

    private void addRoute(String from, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        });
    }

    private Exchange send(String to, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request(to, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }
}
