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
import io.github.cameltencent.emulator.TencentEmulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of docs/birdtalk.md do what the page says. */
class BirdtalkGuideTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static final Guide PAGE = new Guide("birdtalk.md");

    @TempDir
    private Path folder;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final Main main = new Main();
    private CamelContext context;
    private String home;

    @BeforeEach
    void start() throws Exception {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(PAGE.properties(0));
        main.addInitialProperty("chat.server", emulator.chatUri());
        main.addInitialProperty("chat.user", EmulatorOptions.CHAT_ALPHA.id());
        main.addInitialProperty("chat.password", EmulatorOptions.CHAT_ALPHA.key());
        main.addInitialProperty("chat.state", folder.resolve("state").toString());
        main.init();
        context = main.getCamelContext();
        home = System.setProperty("user.home", folder.toString()); // where states live unless told otherwise
    }

    @AfterEach
    void stop() {
        main.stop();
        emulator.close();
        System.setProperty("user.home", home);
    }

    @Test
    void theEchoAnswersWhoWrote() throws Exception {
        load(0);
        awaitUpToDate();
        emulator.chat().write(BETA, ALPHA, "hello");
        await().until(() -> emulator.chat().messages(BETA).size() == 2);
        assertThat(emulator.chat().messages(BETA).get(1).getData().toStringUtf8())
                .isEqualTo("You said: hello");
    }

    @Test
    void oneNodeOfAClusterConsumes() throws Exception {
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(folder.resolve("cluster").toString());
        cluster.setAcquireLockDelay(50);
        cluster.setAcquireLockDelayUnit(TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(50);
        cluster.setAcquireLockIntervalUnit(TimeUnit.MILLISECONDS);
        context.addService(cluster);
        load(1);
        awaitUpToDate();
        emulator.chat().write(BETA, ALPHA, "hello");
        await().until(() -> emulator.chat().messages(BETA).get(0).getRecvReply() > 0);
    }

    @Test
    void followersAreListed() throws Exception {
        load(2);
        Map<?, ?> answer =
                context.createProducerTemplate().requestBody("direct:followers", Map.of("mode", "fans"), Map.class);
        assertThat(answer.get("users")).asList().singleElement().satisfies(user -> assertThat(
                        ((Map<?, ?>) user).get("userId"))
                .isEqualTo(BETA));
    }

    @Test
    void aPhotoGoesUpAndDown() throws Exception {
        load(3);
        byte[] photo = "not really a photo".getBytes(StandardCharsets.UTF_8);
        byte[] back = context.createProducerTemplate()
                .requestBodyAndHeader("direct:photo", photo, Exchange.FILE_NAME, "photo.jpg", byte[].class);
        assertThat(back).isEqualTo(photo);
    }

    private void load(int number) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("route.yaml", PAGE.snippet("yaml", number)));
        main.start();
    }

    private void awaitUpToDate() {
        for (String asked : new String[] {"query", "group"}) {
            await().until(() -> emulator.requests().stream().anyMatch(request -> asked.equals(request.operation())));
        }
    }
}
