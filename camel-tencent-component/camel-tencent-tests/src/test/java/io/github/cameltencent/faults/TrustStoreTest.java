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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.BirdtalkComponent;
import io.github.cameltencent.component.TencentComponent;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.TestKeyStores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Case 12: a trust store that is replaced is read when the component starts again, and not before. */
class TrustStoreTest {

    @TempDir
    Path directory;

    private final ScriptedServer server = TestKeyStores.server("server", false);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SSLContextParameters tls = new SSLContextParameters();

    @BeforeEach
    void start() throws IOException {
        replaceBy("self-signed");
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + directory.resolve("trust.p12"));
        store.setType("PKCS12");
        store.setPassword(TestKeyStores.PASSWORD);
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store);
        tls.setTrustManagers(trusted);
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    /** Trusts the certificates of another key store. */
    private void replaceBy(String name) throws IOException {
        try (InputStream store = getClass().getClassLoader().getResourceAsStream(TestKeyStores.resource(name))) {
            Files.copy(store, directory.resolve("trust.p12"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void case12ATrustStoreReplacedWhileRunningIsReadAtTheNextStart() throws IOException {
        TencentComponent component = context.getComponent("tencent", TencentComponent.class);
        component.setSslContextParameters(tls);
        MarkedCall.bind(context, server.port());
        context.getRegistry()
                .lookupByNameAndType("shop", TencentApplication.class)
                .tpns("android")
                .setBaseUri("https://localhost:" + server.port());
        context.start();
        assertThat(send()).isEqualTo("TRANSIENT TLS_FAILED");

        replaceBy("trust");
        assertThat(send()).isEqualTo("TRANSIENT TLS_FAILED");
        restart(component);
        assertThat(server.requests()).isEmpty();
        assertThat(send()).isEqualTo("AMBIGUOUS BAD_ANSWER"); // it was sent

        replaceBy("self-signed");
        assertThat(send()).isEqualTo("AMBIGUOUS BAD_ANSWER");
        restart(component);
        assertThat(send()).as("no kept connection either").isEqualTo("TRANSIENT TLS_FAILED");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void case12AndSoDoesTheChat() throws IOException {
        BirdtalkComponent component = context.getComponent("birdtalk", BirdtalkComponent.class);
        component.setSslContextParameters(tls);
        context.start();
        assertThat(chat()).isEqualTo("TRANSIENT NOT_CONNECTED");

        replaceBy("trust");
        assertThat(chat()).isEqualTo("TRANSIENT NOT_CONNECTED");
        assertThat(server.requests()).isEmpty();
        component.stop();
        component.start();
        sendChat(10_000);

        await("the handshake of the websocket").until(() -> !server.requests().isEmpty());
    }

    private String chat() {
        return text(sendChat(150));
    }

    private SentCall sendChat(int timeout) {
        String uri = "birdtalk:chat?serverUri=wss://localhost:" + server.port() + "/ws&userId="
                + EmulatorOptions.CHAT_ALPHA.id() + "&password=any&stateStore=memory&toId="
                + EmulatorOptions.CHAT_BETA.id()
                + "&throwExceptionOnFailure=false&reconnectDelay=50&maxReconnectDelay=100&requestTimeout=" + timeout;
        return SentCall.send(context.createProducerTemplate(), uri, MarkedCall.CHAT, MarkedCall.mark(1));
    }

    private static void restart(TencentComponent component) {
        component.stop();
        component.start();
    }

    private String send() {
        MarkedCall call = MarkedCall.PUSH;
        String uri = call.uri(1, "&maxRetries=0");
        return text(SentCall.send(context.createProducerTemplate(), uri, call, MarkedCall.mark(1)));
    }

    private static String text(SentCall sent) {
        MarkedOutcome outcome = sent.await(20_000);
        return outcome.outcome() + " " + outcome.code();
    }
}
