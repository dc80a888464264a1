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
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentCallListener;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says of meters and logs is so, and the dashboard and alerts name what Prometheus gets. */
class OperationsGuideTest {

    private static final Guide GUIDE = new Guide("operations.md");
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern ROW = Pattern.compile("\\| `(camel\\.[a-z.]+)` \\| (\\w+) \\| ([^|]+) \\|");
    private static final Pattern LOG_ROW = Pattern.compile("\\| (?:ERROR|WARN) \\| `([^`]+)` \\|");
    private static final Pattern METRIC = Pattern.compile("camel_(?:tencent|birdtalk)_\\w+");
    private static final Pattern SELECTED = Pattern.compile("[{,]\\s*(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]+)\\)");

    private static final TencentEmulator EMULATOR = TencentEmulator.start();
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final PrometheusMeterRegistry METERS = meters(CAMEL);

    /** The snippet of the page. */
    private static PrometheusMeterRegistry meters(DefaultCamelContext context) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        context.getRegistry().bind("meters", meters);
        return meters;
    }

    /** Makes calls until each meter exists. */
    @BeforeAll
    static void makeCalls() throws Exception {
        CAMEL.getRegistry().bind("orders", orders());
        CAMEL.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(chat(EmulatorOptions.CHAT_ALPHA.id(), EmulatorOptions.CHAT_ALPHA.key(), ""))
                        .to("log:received");
                from("direct:write")
                        .to(chat(EmulatorOptions.CHAT_BETA.id(), EmulatorOptions.CHAT_BETA.key(), "&toId=10001"));
            }
        });
        CAMEL.start();
        send("tencent:tpns/device/tag?application=orders&rateLimit=100", "{}");
        send(
                "tencent:im/openim/querystate?application=orders&backupBaseUri=" + EMULATOR.baseUri(),
                "{\"To_Account\":[\"alpha\"]}");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            send("direct:write", "hello");
            return METERS.find("camel.birdtalk.lag").timer() != null
                    && METERS.find("camel.birdtalk.messages")
                                    .tag("direction", "received")
                                    .counter()
                            != null;
        });
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
        EMULATOR.close();
    }

    private static TencentApplication orders() {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(EMULATOR.baseUri());
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(EMULATOR.baseUri());
        orders.setIm(im);
        return orders;
    }

    private static String chat(String user, String password, String more) {
        return "birdtalk:chat?serverUri=" + EMULATOR.chatUri() + "&userId=" + user + "&password=RAW{" + password
                + "}&stateStore=memory" + more;
    }

    private static void send(String uri, Object body) {
        CAMEL.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("operations.md")).replace("\r\n", "\n");
    }

    @Test
    void theTableOfMetersIsThatOfTheRegistry() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (MatchResult row : ROW.matcher(page()).results().toList()) {
            Set<String> tags =
                    new TreeSet<>(List.of(row.group(3).replace("`", "").strip().split(", ")));
            documented.put(row.group(1), row.group(2) + " " + tags);
        }
        Map<String, String> registered = new TreeMap<>();
        for (Meter meter : METERS.getMeters()) {
            Set<String> tags =
                    meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
            registered.put(
                    meter.getId().getName(), meter.getId().getType().name().toLowerCase(Locale.ROOT) + " " + tags);
        }
        assertThat(documented).hasSize(9).isEqualTo(registered);
    }

    /** Each alert fires for its fault and for nothing else. Skipped where Prometheus is not installed. */
    @Test
    void theAlertsFireForTheirFaultsOnly() throws Exception {
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "test", "rules", "prometheus-rules-test.yml")
                    .directory(DOCS.resolve("observability").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            abort("promtool is not installed");
            return;
        }
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }

    /** Names of metrics and labels, in every expression of the dashboard, the alerts and the page. */
    @Test
    void everyExpressionNamesWhatPrometheusGets() throws IOException {
        String scraped = METERS.scrape();
        Set<String> metrics = scraped.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toSet());
        Set<String> labels =
                SELECTED.matcher(scraped).results().map(label -> label.group(1)).collect(Collectors.toSet());
        List<String> expressions = expressions();

        assertThat(expressions).hasSizeGreaterThan(25);
        for (String expression : expressions) {
            List<String> named =
                    METRIC.matcher(expression).results().map(MatchResult::group).toList();
            assertThat(named).as(expression).isNotEmpty().allMatch(metrics::contains);
            List<String> used = new ArrayList<>();
            SELECTED.matcher(expression).results().forEach(label -> used.add(label.group(1)));
            GROUPED.matcher(expression)
                    .results()
                    .forEach(group -> used.addAll(List.of(group.group(1).split(", "))));
            assertThat(used).as(expression).allMatch(labels::contains);
            assertThat(expression.chars().filter(c -> c == '(').count())
                    .as(expression)
                    .isEqualTo(expression.chars().filter(c -> c == ')').count());
        }
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        new ObjectMapper()
                .readTree(DOCS.resolve("observability/grafana-dashboard.json").toFile())
                .findValuesAsText("expr")
                .forEach(expressions::add);
        Pattern.compile("(?m)^ +expr: (.*)$")
                .matcher(Files.readString(DOCS.resolve("observability/prometheus-rules.yml")))
                .results()
                .forEach(expression -> expressions.add(expression.group(1)));
        expressions.add(GUIDE.snippet("promql", 0).strip());
        return expressions;
    }

    @Test
    void eachLogLineOfThePageIsWritten() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String module : List.of("camel-tencent", "camel-birdtalk")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        String joined = sources.toString().replaceAll("\"\\s*\\+\\s*\"", "");
        List<String> lines =
                LOG_ROW.matcher(page()).results().map(row -> row.group(1)).toList();

        assertThat(lines).hasSizeGreaterThan(10).allSatisfy(line -> assertThat(joined)
                .contains(line));
    }

    @Test
    void everyOutcomeHasASection() throws IOException {
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.ACCEPTED) {
                assertThat(page()).contains("### `" + outcome + "` rises\n");
            }
        }
    }

    @Test
    void theSnippetsAreThoseThatRan() throws IOException {
        assertThat(GUIDE.snippet("java", 0)).isEqualTo("""
                PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
                context.getRegistry().bind("meters", meters);
                """);
        assertThat(GUIDE.snippet("java", 1)).isEqualTo("""
                context.getRegistry().bind("audit", (TencentCallListener) call -> {
                    if (call.getOutcome() == Outcome.AMBIGUOUS) {
                        System.out.println(call.getOperation() + " of " + call.getApplication() + " is in doubt: " + call.getCode());
                    }
                });
                """);
        TencentCallListener audit = call -> {
            if (call.getOutcome() == Outcome.AMBIGUOUS) {
                System.out.println(
                        call.getOperation() + " of " + call.getApplication() + " is in doubt: " + call.getCode());
            }
        };
        audit.callEnded(new TencentCall(
                "push", "push/app", "orders", Outcome.AMBIGUOUS, "RESPONSE_TIMEOUT", 1, Duration.ofSeconds(10)));
        assertThat(METERS.find("camel.tencent.calls").timer()).isNotNull();
    }
}
