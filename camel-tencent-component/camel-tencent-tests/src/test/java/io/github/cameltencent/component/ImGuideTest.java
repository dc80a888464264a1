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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.im.ImElement;
import io.github.cameltencent.im.ImMessage;
import io.github.cameltencent.im.OfflinePushInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes of docs/im.md and docs/migrating-from-tpns.md do what the pages say. */
class ImGuideTest {

    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        TencentApplication application = new TencentApplication();
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        application.setIm(im);
        application.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        application.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        application.tpns("android").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("chat", application);
        context.getRegistry().bind("orders", application);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void theTextWelcomesTheUser() throws Exception {
        load("im.md", 0);
        send("direct:welcome", Map.of("userId", "alpha", "userName", "Alpha"));
        RecordedRequest request = emulator.requests().get(0);
        assertThat(request.accepted()).isTrue();
        assertThat(request.body()).contains("\"To_Account\":\"alpha\"", "Welcome, Alpha!");
    }

    @Test
    void theBuiltMessageIsTaken() throws Exception {
        ImMessage message = ImMessage.of(
                        ImElement.image("uuid-1", 1, "https://example.com/box.jpg", 20480, 640, 480),
                        ImElement.custom("{\"order\":4711}", "Your order", null))
                .to("alpha")
                .offlinePush(OfflinePushInfo.of("Your order", "is on its way"));
        Exchange done = context.createProducerTemplate()
                .request("tencent:im/openim/sendmsg?application=chat", exchange -> exchange.getMessage()
                        .setBody(message));
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("CamelTencentMsgKey")).isNotNull();
        assertThat(emulator.requests()).allMatch(RecordedRequest::accepted);
        String test = Files.readString(
                Path.of("src/test/java", ImGuideTest.class.getName().replace('.', '/') + ".java"));
        String snippet = new Guide("im.md").snippet("java", 0);
        assertThat(test.replaceAll("\\s+", "")).contains(snippet.replaceAll("\\s+", ""));
    }

    @Test
    void bothProvidersPushSideBySide() throws Exception {
        load("migrating-from-tpns.md", 0);
        send("direct:shipped", Map.of(TencentConstants.ACCOUNTS, "alpha"));
        assertThat(services()).containsExactlyInAnyOrder("tpns", "im");
    }

    @Test
    void theKindOfDeviceChoosesTheProvider() throws Exception {
        load("migrating-from-tpns.md", 1);
        send("direct:shipped-to", Map.of(TencentConstants.ACCOUNTS, "alpha", "kind", "chat"));
        send("direct:shipped-to", Map.of(TencentConstants.TOKENS, TOKEN));
        assertThat(services()).containsExactly("im", "tpns");
    }

    @Test
    void aPartOfTheMessagesGoesByTheNewProvider() throws Exception {
        load("migrating-from-tpns.md", 2);
        for (int i = 0; i < 5; i++) {
            send("direct:shipped-some", Map.of(TencentConstants.ACCOUNTS, "alpha"));
        }
        assertThat(emulator.requests()).hasSize(5).allMatch(RecordedRequest::accepted);
    }

    private List<String> services() {
        assertThat(emulator.requests()).allMatch(RecordedRequest::accepted);
        return emulator.requests().stream().map(RecordedRequest::service).toList();
    }

    private void send(String route, Map<String, Object> headers) {
        Exchange done = context.createProducerTemplate().send(route, exchange -> {
            exchange.getMessage().setBody("is on its way");
            headers.forEach(exchange.getMessage()::setHeader);
        });
        assertThat(done.getException()).isNull();
    }

    private void load(String page, int number) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("route.yaml", snippet(page, number)));
    }

    private static String snippet(String page, int number) throws IOException {
        Matcher found = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "..", "docs", page)));
        for (int i = 0; i <= number; i++) {
            assertThat(found.find()).isTrue();
        }
        return found.group(1);
    }
}
