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
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/errors-and-outcomes.md shows runs, and the codes that it lists are those that there are. */
class OutcomesGuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "errors-and-outcomes.md");
    private static final Path CAMEL_TENCENT = Path.of("..", "camel-tencent/src/main/java/io/github/cameltencent");
    private static final String PUSH =
            "{\"audience_type\":\"token\",\"token_list\":[\"05da87c0ae0a1b2c3d4e5f60718293a4b5c6\"],"
                    + "\"message_type\":\"notify\",\"message\":{\"title\":\"Your order\",\"content\":\"is on its way\"}}";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("orders", orders);
        context.getPropertiesComponent().addInitialProperty("redelivery.delay", "10");
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private static List<String> snippets() throws IOException {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private void load(int snippet) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("route.yaml", snippets().get(snippet)));
    }

    private void fault(FaultKind kind, int status, int count) {
        emulator.faults()
                .add(Fault.of(kind).service("tpns").status(status).count(count).build());
    }

    private Exchange arrives(String queue) throws IOException {
        try (ConsumerTemplate consumer = context.createConsumerTemplate()) {
            return consumer.receive(queue, 10_000);
        }
    }

    private void send(String to, Object body) {
        try (var template = context.createProducerTemplate()) {
            template.send(to, exchange -> exchange.getMessage().setBody(body));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAcceptedPushGoesOn() throws Exception {
        load(0);
        send("direct:shipped", PUSH);

        assertThat(arrives("seda:sent").getMessage().getHeader("CamelTencentOutcome"))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void aThrottledPushIsDeliveredAgain() throws Exception {
        load(0);
        fault(FaultKind.STATUS, 429, 5);
        send("direct:shipped", PUSH);

        assertThat(arrives("seda:sent").getMessage().getHeader("CamelTencentOutcome"))
                .isEqualTo("ACCEPTED");
        assertThat(emulator.requests()).hasSize(6);
    }

    @Test
    void anAmbiguousPushIsForAPerson() throws Exception {
        load(0);
        fault(FaultKind.RESET_AFTER, 200, 1);
        send("direct:shipped", PUSH);

        Exchange asked = arrives("seda:ask-a-person");
        assertThat(asked.getProperty("CamelTencentOutcome")).isEqualTo("AMBIGUOUS");
        assertThat(asked.getMessage().getBody(String.class)).isEqualTo(PUSH);
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void aRejectedPushIsDead() throws Exception {
        load(0);
        send("direct:shipped", "{\"audience_type\":\"nobody\"}");

        assertThat(arrives("seda:dead").getMessage().getHeader("CamelTencentOutcome"))
                .isEqualTo("REJECTED");
    }

    @Test
    void headersTellWithoutExceptions() throws Exception {
        load(1);
        send("direct:by-header", PUSH);
        assertThat(arrives("seda:sent")).isNotNull();

        send("direct:by-header", "{}");
        assertThat(arrives("seda:dead").getMessage().getBody(String.class)).isEqualTo("{}");

        fault(FaultKind.STATUS, 429, 4);
        send("direct:by-header", PUSH);
        assertThat(arrives("seda:later").getMessage().getHeader("CamelTencentAttempts"))
                .isEqualTo(4);
    }

    @Test
    void mappedHeadersAreWhatIsLeft() throws Exception {
        load(2);
        send("direct:audited", "{}");

        Exchange audited = arrives("seda:audit");
        assertThat(audited.getMessage().getHeaders())
                .containsEntry("TencentOutcome", "REJECTED")
                .containsKey("TencentErrorCode")
                .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("Camel"));
    }

    @Test
    void theListOfCodesIsComplete() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.find(
                CAMEL_TENCENT,
                3,
                (path, is) -> is.isRegularFile() && path.toString().matches(".*/(transport|exchange)/.*"))) {
            for (Path source : sources.toList()) {
                Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+|STOPPED|CANCELLED|INTERNAL)\"")
                        .matcher(Files.readString(source))
                        .results()
                        .map(code -> code.group(1))
                        .filter(code -> !code.startsWith("BODY_"))
                        .forEach(codes::add);
            }
        }
        Set<String> listed = new TreeSet<>();
        String section = Files.readString(GUIDE).split("## Our own codes")[1].split("\n## ")[0];
        section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .forEach(cell -> Pattern.compile("`([A-Z_]+)`")
                        .matcher(cell)
                        .results()
                        .map((MatchResult code) -> code.group(1))
                        .forEach(listed::add));

        assertThat(listed).containsExactlyElementsOf(codes);
    }
}
