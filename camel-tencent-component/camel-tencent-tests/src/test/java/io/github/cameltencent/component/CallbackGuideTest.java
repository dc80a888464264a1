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

import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.im.callback.ImCallback;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The route of docs/callbacks.md answers as it says, with the page's properties. */
class CallbackGuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "callbacks.md");

    private final TencentEmulator emulator = TencentEmulator.start();
    private final Main camel = new Main();

    @AfterEach
    void stop() {
        camel.stop();
        emulator.close();
    }

    @Test
    void theRouteForbidsOneAndHandsOnTheOthers() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Properties properties = new Properties();
        properties.load(new StringReader(snippet("properties")));
        properties.setProperty("camel.rest.component", "netty-http");
        properties.setProperty("camel.rest.host", "127.0.0.1");
        properties.setProperty("camel.rest.port", Integer.toString(port));
        camel.setOverrideProperties(properties);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.start();
        PluginHelper.getRoutesLoader(camel.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("route.yaml", snippet("yaml")));
        await().ignoreExceptions().until(() -> new Socket("127.0.0.1", port).isConnected());

        assertThat(from("spammer", port).send().json().path("ErrorCode").asInt())
                .isEqualTo(1);
        assertThat(from("customer", port).send().json().path("ErrorCode").asInt(-1))
                .isZero();
        try (var consumer = camel.getCamelContext().createConsumerTemplate()) {
            assertThat(consumer.receiveBody("seda:callbacks", 10_000, Map.class))
                    .containsEntry("From_Account", "customer");
        }
    }

    private ImCallback from(String account, int port) {
        return emulator.im()
                .callback("1400000001", "C2C.CallbackBeforeSendMsg")
                .token("token-of-the-console")
                .to("http://127.0.0.1:" + port + "/callbacks")
                .field("From_Account", account);
    }

    private static String snippet(String language) throws IOException {
        Matcher snippet = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE).replace("\r\n", "\n"));
        assertThat(snippet.find()).isTrue();
        return snippet.group(1);
    }
}
