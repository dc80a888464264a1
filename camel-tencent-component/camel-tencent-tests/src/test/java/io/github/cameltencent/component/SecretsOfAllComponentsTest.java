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

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.camel.builder.RouteBuilder;

/** The flows of all services, and the chat, in one context: no secret of either appears anywhere. */
class SecretsOfAllComponentsTest extends SecretsStaySecretTest {

    private static final String WRONG = "a-wrong-password-of-a-user";
    private static final String MODULE = "birdtalk:";

    private final MemoryChatStateStore store = new MemoryChatStateStore();

    @Override
    void useMore() throws Exception {
        secrets.put("the password of the chat", EmulatorOptions.CHAT_ALPHA.key());
        secrets.put("a wrong password", WRONG);
        context.getRegistry().bind("store", store);
        context.getRegistry().bind("password", EmulatorOptions.CHAT_ALPHA.key());
        context.getRegistry().bind("wrong", WRONG);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(chat("chat", "10001", "password")).to("log:chat?showAll=true");
                from("direct:chat").to(chat("chat", "10001", "password") + "&toId=10002");
                from("direct:chat-refused").to(chat("chat", "10002", "wrong") + "&toId=10001");
                from("direct:friends").to(chat("friend", "10001", "password") + "&action=list");
            }
        });
        send("direct:chat", "hello");
        emulator.chat().write(10002, 10001, "hello back");
        send("direct:chat-refused", "never");
        send("direct:friends", java.util.Map.of("mode", "friends"));
        await().until(() -> seen.stream().anyMatch(text -> text.contains("hello back")));
        try (ChatState state = store.load(new ChatAccount(emulator.chatUri(), "ID:10001", "device"))) {
            byte[] key = state.key().use(bytes -> bytes);
            secrets.put("the key of the chat", HexFormat.of().formatHex(key));
            secrets.put(
                    "the key of the chat in Base64",
                    Base64.getEncoder().withoutPadding().encodeToString(key));
            secrets.put("the key of the chat as text", new String(key, StandardCharsets.ISO_8859_1));
            secrets.put("the print of the key", Long.toString(state.key().print()));
        }
        assertThat(seen).anyMatch(text -> text.contains(MODULE));
    }

    private String chat(String operation, String userId, String password) {
        return MODULE + operation + "?serverUri=" + emulator.chatUri() + "&userId=" + userId + "&password=#bean:"
                + password + "&stateStore=#bean:store&clientId=device";
    }
}
