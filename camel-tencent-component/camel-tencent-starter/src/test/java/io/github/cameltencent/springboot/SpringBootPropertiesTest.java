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
package io.github.cameltencent.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.birdtalk.BirdtalkComponent;
import io.github.cameltencent.component.TencentComponent;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring Boot binds the properties of both components as Camel Main does. */
class SpringBootPropertiesTest {

    private static final String TENCENT = "camel.component.tencent.";
    private static final String ORDERS = TENCENT + "applications[orders].";
    private static final String BIRDTALK = "camel.component.birdtalk.";
    private static final String PUSH = "tencent:push?application=orders&title=Shipped&tokens=05da87c0ae0a1b2c3d4e5f60";

    private static void run(Map<String, Object> properties, Consumer<CamelContext> check) {
        try (ConfigurableApplicationContext spring = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run()) {
            check.accept(spring.getBean(CamelContext.class));
        }
    }

    private static void runTencent(Map<String, Object> properties, Consumer<TencentComponent> check) {
        run(properties, context -> check.accept(context.getComponent("tencent", TencentComponent.class)));
    }

    private static TencentApplication orders(TencentComponent component) {
        return component.getApplications().get("orders");
    }

    @Test
    void bindsLiteralsAndPlaceholders() {
        runTencent(
                Map.of(
                        ORDERS + "im.sdk-app-id",
                        "1400000001",
                        ORDERS + "im.secret-key",
                        "${ORDERS_SECRET_KEY}",
                        "ORDERS_SECRET_KEY",
                        "invented-key",
                        TENCENT + "max-connections",
                        17),
                component -> {
                    assertThat(orders(component).getIm().getSdkAppId()).isEqualTo(1400000001L);
                    assertThat(orders(component).getIm().getSecretKey()).isEqualTo("invented-key");
                    assertThat(component.getMaxConnections()).isEqualTo(17);
                });
    }

    @Test
    void camelsPlaceholdersAreResolvedFromSpringsProperties() {
        runTencent(
                Map.of(
                        ORDERS + "im.sdk-app-id",
                        "1400000001",
                        ORDERS + "im.secret-key",
                        "{{im.key}}",
                        "im.key",
                        "invented-key"),
                component ->
                        assertThat(orders(component).getIm().getSecretKey()).isEqualTo("invented-key"));
    }

    @Test
    void pushesWithASecretKeyThatIsABean() throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start()) {
            run(
                    Map.of(
                            ORDERS + "tpns[android].access-id", EmulatorOptions.TPNS_ANDROID.id(),
                            ORDERS + "tpns[android].secret-key", "#bean:androidKey",
                            ORDERS + "tpns[android].base-uri", emulator.baseUri()),
                    context -> context.createProducerTemplate().requestBody(PUSH, "Your order 4711 is on its way"));
            assertThat(emulator.requests()).singleElement().matches(request -> request.accepted());
        }
    }

    @Test
    void bindsACredentialsProviderThatIsABean() {
        runTencent(Map.of(ORDERS + "cloud.credentials-provider", "#bean:provider"), component -> assertThat(
                        orders(component).getCloud().getCredentialsProvider())
                .isSameAs(component.getCamelContext().getRegistry().lookupByName("provider")));
    }

    @Test
    void bindsTlsSettingsThatAreABean() {
        runTencent(Map.of(TENCENT + "ssl-context-parameters", "#bean:tls"), component -> assertThat(
                        component.getSslContextParameters())
                .isSameAs(component.getCamelContext().getRegistry().lookupByName("tls")));
    }

    @ParameterizedTest
    @CsvSource({"7s, 7000", "PT1M, 60000", "2m30s, 150000", "250, 250"})
    void bindsDurations(String duration, long millis) {
        runTencent(
                Map.of(TENCENT + "connection-time-to-live", duration),
                component -> assertThat(component.getConnectionTimeToLive()).isEqualTo(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "camel.component.tencent.max-connectons, max-connections",
        "camel.component.tencent.applications[orders].im.secret-kye, secret-key",
        "camel.component.tencent.applications[orders].tpns[android].regoin, region",
        "camel.component.birdtalk.proxy-hots, proxy-host",
        "camel.component.birdtalk.accounts[bot].passwrod, password"
    })
    void aMistypedNameFailsTheStartAndIsExplained(String property, String meant) {
        assertThatThrownBy(() -> run(Map.of(property, "x"), context -> {}))
                .hasStackTraceContaining("There is no option for the property " + property)
                .hasStackTraceContaining("did you mean " + meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"camel.component.tencent.shape", "camel.component.tencent.applications[orders].im.sdk-app-id.x"})
    void aNameThatIsLikeNoOptionFailsTheStart(String property) {
        assertThatThrownBy(() -> run(Map.of(property, "x"), context -> {}))
                .hasStackTraceContaining("There is no option for the property " + property);
    }

    @Test
    void bindsDefaultsOfCallOptions() {
        runTencent(Map.of(TENCENT + "response-timeout", "3s"), component -> assertThat(
                        component.getConfiguration().getResponseTimeout())
                .isEqualTo(3000));
    }

    @Test
    void aPlaceholderWithoutValueFailsRatherThanBecomingAKey() {
        assertThatThrownBy(() -> runTencent(Map.of(ORDERS + "im.secret-key", "${NO_SUCH_VARIABLE}"), component -> {}))
                .hasStackTraceContaining("NO_SUCH_VARIABLE");
    }

    @Test
    void bindsTheOtherSpellingsOfSpringBoot() {
        runTencent(
                Map.of(
                        TENCENT + "applications.orders.tpns.android.access-id", "1500000001",
                        TENCENT + "applications.orders.tpns.android.secretKey", "invented-key",
                        TENCENT + "maxIdleTime", "9s"),
                component -> {
                    assertThat(orders(component).getTpns()).containsOnlyKeys("android");
                    assertThat(orders(component).tpns("android").getSecretKey()).isEqualTo("invented-key");
                    assertThat(component.getMaxIdleTime()).isEqualTo(9000);
                });
    }

    @Test
    void theSourceThatSpringPrefersWins() {
        System.setProperty(TENCENT + "max-connections", "23");
        try {
            runTencent(Map.of(TENCENT + "maxConnections", "17"), component -> assertThat(component.getMaxConnections())
                    .isEqualTo(23));
        } finally {
            System.clearProperty(TENCENT + "max-connections");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "customizer.enabled"})
    void theSwitchesOfCamelsStartersTurnBindingOff(String name) {
        runTencent(
                Map.of(TENCENT + name, "false", TENCENT + "max-connections", "17"),
                component -> assertThat(component.getMaxConnections()).isEqualTo(256));
        runTencent(
                Map.of(TENCENT + name, "true", TENCENT + "max-connections", "17"),
                component -> assertThat(component.getMaxConnections()).isEqualTo(17));
    }

    @Test
    void bindsAccountsOfTheChat() {
        run(
                Map.of(
                        BIRDTALK + "accounts[bot].server-uri", "wss://chat.example:7817/ws",
                        BIRDTALK + "accounts[bot].user-id", "1001",
                        BIRDTALK + "accounts.bot.password", "#bean:androidKey",
                        BIRDTALK + "accounts[bot].reconnect-delay", "2s"),
                context -> {
                    var bot = context.getComponent("birdtalk", BirdtalkComponent.class)
                            .getAccounts()
                            .get("bot");
                    assertThat(bot.getServerUri()).isEqualTo("wss://chat.example:7817/ws");
                    assertThat(bot.getUserId()).isEqualTo(1001L);
                    assertThat(bot.getPassword()).isEqualTo(EmulatorOptions.TPNS_ANDROID.key());
                    assertThat(bot.getReconnectDelay()).isEqualTo(2000);
                });
    }

    @Configuration
    @EnableAutoConfiguration
    static class App {

        @Bean
        String androidKey() {
            return EmulatorOptions.TPNS_ANDROID.key();
        }

        @Bean
        CloudCredentialsProvider provider() {
            return () -> CloudCredentials.of("AKIDinvented", "invented-key");
        }

        @Bean
        SSLContextParameters tls() {
            return new SSLContextParameters();
        }
    }
}
