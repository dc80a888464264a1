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
package io.github.cameltencent.birdtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named accounts and the options of endpoints that refer to them. */
class BirdtalkAccountsTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void nameAnAccount() {
        BirdtalkConfiguration bot = new BirdtalkConfiguration();
        bot.setServerUri("ws://127.0.0.1:1/ws");
        bot.setUserId(ALPHA);
        bot.setPassword("of-the-account");
        bot.setClientId("device");
        bot.setHeartbeat(5000);
        component().setAccounts(Map.of("bot", bot));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void routesUseTheAccountsThatCamelMainBinds() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        try (TencentEmulator emulator = TencentEmulator.start()) {
            account(main, "bot", emulator, ALPHA, EmulatorOptions.CHAT_ALPHA.key());
            account(main, "other", emulator, BETA, EmulatorOptions.CHAT_BETA.key());
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("birdtalk:chat?account=bot")
                            .process(exchange ->
                                    received.add(exchange.getMessage().getBody(String.class)));
                    from("direct:out").to("birdtalk:chat?account=other&toId=" + ALPHA);
                }
            });
            main.start();
            await().until(() -> emulator.chat().isOnline(ALPHA));
            main.getCamelContext().createProducerTemplate().sendBody("direct:out", "hello");
            await().untilAsserted(() -> assertThat(received).containsExactly("hello"));
        } finally {
            main.stop();
        }
    }

    private static void account(Main main, String name, TencentEmulator emulator, long user, String password) {
        String prefix = "camel.component.birdtalk.accounts[" + name + "].";
        main.addInitialProperty(prefix + "server-uri", emulator.chatUri());
        main.addInitialProperty(prefix + "user-id", Long.toString(user));
        main.addInitialProperty(prefix + "password", password);
        main.addInitialProperty(prefix + "state-store", "memory");
    }

    @Test
    void optionsMissingOnTheEndpointComeFromTheAccount() {
        BirdtalkConfiguration used = used("birdtalk:chat?account=bot");
        assertThat(used.getServerUri()).isEqualTo("ws://127.0.0.1:1/ws");
        assertThat(used.getUserId()).isEqualTo(ALPHA);
        assertThat(used.getPassword()).isEqualTo("of-the-account");
        assertThat(used.getClientId()).isEqualTo("device");
        assertThat(used.getHeartbeat()).isEqualTo(5000);
    }

    @Test
    void optionsOfTheEndpointTakePrecedenceAndLeaveTheAccountUnchanged() {
        BirdtalkConfiguration used = used("birdtalk:chat?account=bot&heartbeat=7s&clientId=another");
        assertThat(used.getHeartbeat()).isEqualTo(7000);
        assertThat(used.getClientId()).isEqualTo("another");
        assertThat(component().getAccounts().get("bot").getHeartbeat()).isEqualTo(5000);
        assertThat(component().getAccounts().get("bot").getPassword()).isEqualTo("of-the-account");
    }

    @Test
    void userAndPasswordComeFromTheSameConfiguration() {
        BirdtalkConfiguration used = used("birdtalk:chat?account=bot&email=a@example.com&password=of-the-endpoint");
        assertThat(used.getUserId()).isNull();
        assertThat(used.getEmail()).isEqualTo("a@example.com");
        assertThat(used.getPassword()).isEqualTo("of-the-endpoint");
        assertThatThrownBy(() -> context.getEndpoint("birdtalk:chat?account=bot&email=a@example.com"))
                .hasMessageContaining("email needs a password");
        assertThatThrownBy(() -> context.getEndpoint("birdtalk:chat?account=bot&password=alone"))
                .hasMessageContaining("password is set without userId, email or registerAs")
                .hasMessageNotContaining("of-the-account");
    }

    @Test
    void anAccountMayBeABean() {
        BirdtalkConfiguration bean = component().getAccounts().get("bot").copy();
        bean.setClientId("of-the-bean");
        context.getRegistry().bind("crew", bean);
        assertThat(used("birdtalk:chat?account=crew").getClientId()).isEqualTo("of-the-bean");
    }

    @Test
    void anUnknownAccountIsRefusedWhenTheEndpointIsCreated() {
        assertThatThrownBy(() -> context.getEndpoint("birdtalk:chat?account=bto"))
                .hasMessageContaining("account=bto is unknown: the component has [bot]");
    }

    private BirdtalkConfiguration used(String uri) {
        return context.getEndpoint(uri, BirdtalkEndpoint.class).getConfiguration();
    }

    private BirdtalkComponent component() {
        return context.getComponent("birdtalk", BirdtalkComponent.class);
    }

    @ParameterizedTest
    @CsvSource({
        "maxBuffered=abc, maxBuffered=abc: it must be a whole number",
        "resyncInterval=abc, resyncInterval=abc: it must be a number of milliseconds",
        "heartbeat=4294967297, heartbeat=4294967297: it must be a number of milliseconds",
        "toId=5s, toId=5s: it must be a whole number",
        "toId=abc, toId=abc: it must be a whole number",
        "email=a@example.com&password=a+b, a + becomes a space"
    })
    void textThatIsNoNumberIsRefusedWithTheNameOfTheOption(String option, String message) {
        assertThatThrownBy(() -> context.getEndpoint("birdtalk:chat?account=bot&" + option))
                .hasStackTraceContaining(message);
    }

    @Test
    void blanksAroundNumbersMeanNothing() {
        assertThat(used("birdtalk:chat?account=bot&heartbeat=%207000").getHeartbeat())
                .isEqualTo(7000);
    }

    @ParameterizedTest
    @CsvSource({
        "accounts[bot].heartbeat, abc, heartbeat=abc: it must be a number of milliseconds",
        "accounts.bot.user-id, 10oo1, 10oo1: it must be a whole number",
        "accounts[bot].password, ${x}, is an unresolved placeholder",
        "accounts[bot], x, accounts[bot] is not an account: set its options"
    })
    void propertiesOfAccountsAreCheckedToo(String name, String value, String message) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        boolean whole = name.endsWith("]");
        if (!whole) {
            main.addInitialProperty("camel.component.birdtalk.accounts[bot].server-uri", "ws://127.0.0.1:1/ws");
            main.addInitialProperty("camel.component.birdtalk.accounts[bot].email", "a@example.com");
            main.addInitialProperty("camel.component.birdtalk.accounts[bot].password", "invented");
        }
        main.addInitialProperty("camel.component.birdtalk." + name, value);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:out").to("birdtalk:chat?account=bot&toId=" + BETA);
            }
        });
        assertThatThrownBy(main::start).hasStackTraceContaining(message);
        main.stop();
    }
}
