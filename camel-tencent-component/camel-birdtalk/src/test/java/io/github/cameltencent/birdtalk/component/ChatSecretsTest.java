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

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.LogCapture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the chat with all logs at TRACE and searches all output for passwords, keys and proofs. */
class ChatSecretsTest {

    private static final String WRONG = "a-wrong-password-of-a-user";
    private static final String CHOSEN = "a-password-for-a-new-account";
    private static final Pattern PROOF = Pattern.compile("checkTokenData\\W{1,12}[A-Za-z0-9+/]{20,}");

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MemoryChatStateStore store = new MemoryChatStateStore();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void noSecretIsFoundInLogsExceptionsTextsOrJmx() throws Exception {
        Map<String, String> secrets = new TreeMap<>();
        secrets.put("the password", EmulatorOptions.CHAT_ALPHA.key());
        secrets.put("a wrong password", WRONG);
        secrets.put("the password of a new account", CHOSEN);
        try (LogCapture log = LogCapture.into(seen)) {
            run();
            lookAround();
        }
        try (ChatState state = store.load(account())) {
            byte[] key = state.key().use(bytes -> bytes);
            secrets.put("the key in hexadecimal", HexFormat.of().formatHex(key));
            secrets.put(
                    "the key in Base64", Base64.getEncoder().withoutPadding().encodeToString(key));
            secrets.put("the key as text", new String(key, StandardCharsets.ISO_8859_1));
            secrets.put("the print of the key", Long.toString(state.key().print()));
        }
        assertThat(seen).hasSizeGreaterThan(500).anyMatch(text -> text.contains("Logged in to the chat"));
        secrets.forEach((name, secret) -> assertThat(seen).as(name).noneMatch(text -> text.contains(secret)));
        assertThat(seen).as("a proof of the key").noneMatch(text -> PROOF.matcher(text)
                .find());
    }

    private void run() throws Exception {
        context.getRegistry().bind("store", store);
        context.getRegistry().bind("password", EmulatorOptions.CHAT_ALPHA.key());
        context.getRegistry().bind("wrong", WRONG);
        context.getRegistry().bind("chosen", CHOSEN);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("&userId=10001&password=#bean:password")).routeId("in").to("log:in?showAll=true");
                from("direct:out").to(uri("&userId=10001&password=#bean:password&toId=10002"));
                from("direct:wrong").to(uri("&userId=10002&password=#bean:wrong&toId=10001"));
                from("direct:register").to(uri("&registerAs=newcomer&password=#bean:chosen&toId=10001"));
                from("direct:info")
                        .to(uri("&registerAs=newcomer&password=#bean:chosen&action=info")
                                .replace("birdtalk:chat?", "birdtalk:user?"))
                        .to("log:info?showAll=true");
            }
        });
        context.start();
        send("direct:out", "hello");
        emulator.chat().write(10002, 10001, "hello back");
        emulator.chat().disconnectAll(); // logs in with its key
        send("direct:out", "again");
        emulator.chat().forgetKeys();
        emulator.chat().disconnectAll();
        send("direct:out", "and again");
        send("direct:wrong", "never");
        send("direct:register", "a stranger");
        send("direct:info", Map.of());
        await().until(() -> seen.stream().anyMatch(text -> text.contains("hello back")));
    }

    private String uri(String more) {
        return "birdtalk:chat?serverUri=" + emulator.chatUri()
                + "&stateStore=#bean:store&clientId=device&reconnectDelay=20&maxReconnectDelay=50" + more;
    }

    private ChatAccount account() {
        return new ChatAccount(emulator.chatUri(), "ID:10001", "device");
    }

    private void send(String route, Object body) {
        Exchange done = context.createProducerTemplate()
                .send(route, exchange -> exchange.getMessage().setBody(body));
        if (done.getException() != null) {
            StringWriter trace = new StringWriter();
            done.getException().printStackTrace(new PrintWriter(trace));
            seen.add(trace.toString());
        }
        seen.add(done.getMessage().getHeaders() + " " + done.getMessage().getBody());
    }

    private void lookAround() throws Exception {
        context.getEndpoints().forEach(endpoint -> seen.add(endpoint + endpoint.getEndpointKey()));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                seen.add(name + " " + attribute.getName() + "=" + value(server, name, attribute));
            }
        }
    }

    private static Object value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return attribute.isReadable() ? server.getAttribute(name, attribute.getName()) : List.of();
        } catch (Exception e) {
            return e.toString();
        }
    }
}
