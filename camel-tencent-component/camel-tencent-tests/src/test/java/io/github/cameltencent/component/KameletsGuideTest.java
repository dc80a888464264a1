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

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each snippet of docs/kamelets.md works; the address of the emulator is added as a property of the Kamelets. */
class KameletsGuideTest {

    private static final Guide PAGE = new Guide("kamelets.md");
    private static final long ALPHA = 10001;
    private static final long BETA = 10002;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void configure() {
        Properties properties = new Properties();
        properties.setProperty("orders.android.key", EmulatorOptions.TPNS_ANDROID.key());
        properties.setProperty("orders.im.key", EmulatorOptions.IM.key());
        properties.setProperty("orders.cloud.id", EmulatorOptions.CLOUD.id());
        properties.setProperty("orders.cloud.key", EmulatorOptions.CLOUD.key());
        properties.setProperty("chat.server", emulator.chatUri());
        properties.setProperty("chat.user", EmulatorOptions.CHAT_ALPHA.id());
        properties.setProperty("chat.password", EmulatorOptions.CHAT_ALPHA.key());
        for (String name : List.of("push-sink", "im-sink", "cloud-action", "cloud-source", "sms-sink")) {
            properties.setProperty("camel.kamelet.tencent-" + name + ".baseUri", emulator.baseUri());
        }
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private void load(int snippet) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("route.yaml", PAGE.snippet("yaml", snippet)));
        context.start();
    }

    private Exchange send(String to, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send(to, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    private RecordedRequest theOnlyRequest() {
        assertThat(emulator.requests()).hasSize(1).allMatch(RecordedRequest::accepted);
        return emulator.requests().get(0);
    }

    @Test
    void aTextIsPushed() throws Exception {
        load(0);
        assertThat(send("direct:shipped", "4711 is on its way", Map.of("CamelTencentTokens", "token-1"))
                        .getException())
                .isNull();
        assertThat(theOnlyRequest().json().at("/message/title").asText()).isEqualTo("Your order");
    }

    @Test
    void aRefusedMessageIsADeadLetter() throws Exception {
        Properties secret = PAGE.properties(0);
        secret.replaceAll((name, value) -> "not-the-key");
        secret.forEach(
                (name, value) -> context.getPropertiesComponent().addInitialProperty((String) name, (String) value));
        load(1);
        send("direct:orders", "4711 is on its way", Map.of());

        Exchange dead = context.createConsumerTemplate().receive("seda:dead", 10_000);
        assertThat(dead).isNotNull();
        assertThat(dead.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("AUTH");
        assertThat(emulator.requests()).isNotEmpty().noneMatch(RecordedRequest::accepted);
    }

    @Test
    void aWholeMessageIsPushed() throws Exception {
        load(2);
        Exchange done = send(
                "direct:message",
                "{\"tokens\":[\"token-1\"],\"title\":\"Your order\",\"content\":\"4711 is on its way\"}",
                Map.of());
        assertThat(done.getException()).isNull();
        assertThat(theOnlyRequest().json().at("/token_list/0").asText()).isEqualTo("token-1");
    }

    @Test
    void aUserIsWelcomed() throws Exception {
        load(3);
        send("direct:welcome", null, Map.of("userId", "alpha", "userName", "Alpha"));
        assertThat(theOnlyRequest().body()).contains("\"To_Account\":\"alpha\"", "Welcome, Alpha!");
    }

    @Test
    void aTicketIsMade() throws Exception {
        load(4);
        Exchange done = send("direct:login", "alpha", Map.of());
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class))
                .isNotEqualTo("alpha")
                .hasSizeGreaterThan(50);
    }

    @Test
    void instancesAreListed() throws Exception {
        load(5);
        Exchange done = send("direct:instances", null, Map.of());
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).contains("InstanceSet");
        assertThat(theOnlyRequest().operation()).isEqualTo("cvm/DescribeInstances");
    }

    @Test
    void eachAlarmIsAnEvent() throws Exception {
        emulator.cloud().items("monitor/DescribeAlarmHistories", 2);
        load(6);
        for (int alarm = 0; alarm < 2; alarm++) {
            assertThat(context.createConsumerTemplate().receiveBody("seda:alarms", 10_000, String.class))
                    .contains("AlarmId");
        }
    }

    @Test
    void aCodeIsSent() throws Exception {
        emulator.cloud()
                .answer("sms/SendSms", "{\"SendStatusSet\":[{\"PhoneNumber\":\"+8613800000001\",\"Code\":\"Ok\"}]}");
        load(7);
        assertThat(send("direct:code", "123456", Map.of("phone", "+8613800000001"))
                        .getException())
                .isNull();
        assertThat(theOnlyRequest().json().path("TemplateParamSet")).hasToString("[\"123456\"]");
    }

    @Test
    void theBotAnswers() throws Exception {
        load(8);
        for (String asked : new String[] {"query", "group"}) {
            await().until(() -> emulator.requests().stream().anyMatch(request -> asked.equals(request.operation())));
        }
        emulator.chat().write(BETA, ALPHA, "hello");
        await().until(() -> emulator.chat().messages(BETA).size() == 2);
        assertThat(emulator.chat().messages(BETA).get(1).getData().toStringUtf8())
                .isEqualTo("hello");
        assertThat(emulator.chat().connections()).isEqualTo(1);
    }

    @Test
    void noSnippetIsLeftOut() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "kamelets.md"));
        assertThat(Pattern.compile("```yaml\n").matcher(page).results()).hasSize(9);
    }
}
