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
package io.github.cameltencent.tpns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.component.file.FileBinding;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.TypeConverterSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of TPNS against the emulator. */
class TpnsProducerTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "tpns.md");
    private static final String QUERY = "tencent:tpns/device/account/query?application=orders";
    private static final String ASKED = "{\"operator_type\":1,\"account_list\":[{\"account\":\"alpha\"}]}";
    private static final String PUSH = "tencent:tpns/push/app?application=orders";
    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";
    private static final String PUSHED = "{\"audience_type\":\"token\",\"token_list\":[\"" + TOKEN
            + "\"],\"message_type\":\"notify\",\"message\":{\"title\":\"Your order\",\"content\":\"is on its way\"}}";
    private static final String TO_ANDROID = "&platform=android";
    private static final String QUIET = "&throwExceptionOnFailure=false";

    /** A remote file, like those of FTP. */
    private record Remote(String getFile) implements WrappedFile<String> {
        @Override
        public Object getBody() {
            return null;
        }

        @Override
        public long getFileLength() {
            return PUSHED.length();
        }
    }

    @TempDir
    private Path directory;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        TencentApplication orders = new TencentApplication();
        keys(orders, "android", EmulatorOptions.TPNS_ANDROID.id(), EmulatorOptions.TPNS_ANDROID.key());
        keys(orders, "ios", EmulatorOptions.TPNS_IOS.id(), EmulatorOptions.TPNS_IOS.key());
        TencentApplication phones = new TencentApplication();
        keys(phones, "android", EmulatorOptions.TPNS_ANDROID.id(), EmulatorOptions.TPNS_ANDROID.key());
        context.getRegistry().bind("orders", orders);
        context.getRegistry().bind("phones", phones);
        context.start();
    }

    private void keys(TencentApplication application, String platform, String id, String key) {
        application.tpns(platform).setAccessId(id);
        application.tpns(platform).setSecretKey(key);
        application.tpns(platform).setBaseUri(emulator.baseUri());
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void missingKeysAreAnAuthFailure() {
        assertRefused(send(QUERY, ASKED, Map.of()), "AUTH", "NO_KEYS");
        String other = "tencent:tpns/device/account/query?application=phones&platform=ios";
        assertThatThrownBy(() -> context.createProducerTemplate().requestBody(other, ASKED))
                .hasStackTraceContaining("ios");
    }

    @Test
    void anInvalidPlatformHeaderIsRejected() {
        for (Object wrong : List.of("all", "windows", "")) {
            Exchange done = send(QUERY, ASKED, Map.of(TencentConstants.PLATFORM, wrong));
            assertRefused(done, "REJECTED", "PLATFORM_INVALID");
        }
        Exchange two = send(QUERY, ASKED, Map.of(TencentConstants.PLATFORM, List.of("android", "ios")));
        assertRefused(two, "REJECTED", "FIELD_INVALID");
    }

    @Test
    void anUnreadableBodyIsRejected() {
        context.getTypeConverterRegistry().addTypeConverter(InputStream.class, Remote.class, broken());

        Exchange done = send(QUERY + TO_ANDROID, new Remote("far"), Map.of());

        assertRefused(done, "REJECTED", "BODY_UNREADABLE");
        assertThat(done.getException())
                .hasMessageContaining("TypeConversionException")
                .hasMessageNotContaining("torn");
    }

    @Test
    void anUnsupportedBodyIsRejected() {
        assertRefused(send(QUERY + TO_ANDROID, new Remote("far"), Map.of()), "REJECTED", "BODY_UNREADABLE");
    }

    @Test
    void aBodyThatIsNotJsonIsRejected() {
        assertRefused(send(QUERY + TO_ANDROID, new Object() {}, Map.of()), "REJECTED", "BODY_NOT_JSON");
    }

    @Test
    void aFailureSetsOnlyHeadersWithThrowExceptionOnFailureFalse() {
        Exchange done = send(QUERY + QUIET, ASKED, Map.of(TencentConstants.PLATFORM, "windows"));

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("REJECTED");
        assertThat(done.getMessage().getHeader(TencentConstants.ERROR_CODE)).isEqualTo("PLATFORM_INVALID");
        assertThat(done.getMessage().getBody()).isEqualTo(ASKED);
    }

    @Test
    void aFailureIsReportedOnce() {
        Exchange done = send(QUERY + TO_ANDROID, new Object() {}, Map.of());

        assertThat(done.getException())
                .message()
                .startsWith("REJECTED by tpns/device/account/query: BODY_NOT_JSON a body of")
                .containsOnlyOnce("REJECTED")
                .containsOnlyOnce("BODY_NOT_JSON");
    }

    @Test
    void aMessageCannotChangeThePlatformOfTheEndpoint() {
        Exchange done = send(PUSH + TO_ANDROID, PUSHED, Map.of(TencentConstants.PLATFORM, "ios"));

        assertThat(done.getException()).isNull();
        assertThat(accessId(QUERY + TO_ANDROID, "ios")).isEqualTo(EmulatorOptions.TPNS_ANDROID.id());
    }

    @Test
    void theHeaderSelectsThePlatformIfTheOptionDoesNot() {
        assertThat(accessId(QUERY, "iOS")).isEqualTo(EmulatorOptions.TPNS_IOS.id());
        assertThat(accessId(QUERY, "android")).isEqualTo(EmulatorOptions.TPNS_ANDROID.id());
    }

    @Test
    void platformAllIsRefused() {
        assertThatThrownBy(() -> context.getEndpoint(QUERY + "&platform=all").createProducer())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("platform=all");
    }

    @Test
    void filesAreSentAsTheirContent() throws IOException {
        Path path = Files.writeString(directory.resolve("push.json"), PUSHED);
        GenericFile<File> wrapped = new GenericFile<>();
        wrapped.setFile(path.toFile());
        wrapped.setBinding(new FileBinding());

        for (Object body : List.of(path, path.toFile(), wrapped)) {
            assertThat(send(PUSH + TO_ANDROID, body, Map.of()).getException()).isNull();
        }
        assertThat(emulator.requests()).hasSize(3).allSatisfy(each -> assertThat(each.body())
                .isEqualTo(PUSHED));
    }

    @Test
    void aMissingFileIsRejected() {
        Path missing = directory.resolve("missing.json");

        assertRefused(send(QUERY + TO_ANDROID, missing, Map.of()), "REJECTED", "BODY_UNREADABLE");
        assertRefused(send(QUERY + TO_ANDROID, missing.toFile(), Map.of()), "REJECTED", "BODY_UNREADABLE");
    }

    @Test
    void aTooLargeFileIsRejected() throws IOException {
        Path large = Files.write(directory.resolve("large.json"), new byte[10 * 1024 * 1024 + 1]);

        assertRefused(send(QUERY + TO_ANDROID, large, Map.of()), "REJECTED", "BODY_TOO_LARGE");
    }

    @Test
    void openedStreamsAreClosed() {
        AtomicInteger closed = new AtomicInteger();
        context.getTypeConverterRegistry().addTypeConverter(InputStream.class, Remote.class, counting(closed));
        String upload = "tencent:tpns/push/package/upload?application=orders" + TO_ANDROID;

        Exchange push = send(PUSH + TO_ANDROID, new Remote("far"), Map.of());
        Exchange sent = send(upload, new Remote("far"), Map.of(Exchange.FILE_NAME, "accounts.txt"));

        assertThat(push.getException()).isNull();
        assertThat(sent.getException()).isNull();
        assertThat(closed).hasValue(2);
    }

    @Test
    void aDryRunSetsTheHeaders() {
        Exchange done = send(QUERY + TO_ANDROID + "&dryRun=true", ASKED, Map.of());

        assertThat(done.getMessage().getHeader(TencentConstants.SERVICE)).isEqualTo("tpns");
        assertThat(done.getMessage().getHeader(TencentConstants.OPERATION)).isEqualTo("device/account/query");
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void theGuidesQueryGivesAMap() throws Exception {
        loadGuide();
        Map<String, Object> alpha = Map.of("token", TOKEN, "account_list", List.of(Map.of("account", "alpha")));
        send(
                "tencent:tpns/device/account/batchoperate?application=orders" + TO_ANDROID,
                Map.of("operator_type", 1, "token_accounts", List.of(alpha)),
                Map.of());

        Exchange done = send("direct:accounts-of", TOKEN, Map.of());

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody()).isInstanceOf(Map.class);
    }

    @Test
    void theGuidesPackageArrives() throws Exception {
        loadGuide();

        Exchange done =
                send("direct:package", new ByteArrayInputStream("alpha\n".getBytes(StandardCharsets.UTF_8)), Map.of());

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).contains("uploadId");
        assertThat(emulator.requests()).singleElement().satisfies(each -> assertThat(each.body())
                .contains("filename=\"accounts.txt\"", "alpha"));
    }

    @Test
    void theGuideListsTheReads() throws IOException {
        TpnsFacts facts = new TpnsFacts();
        String section = Files.readString(GUIDE).split("## Retries")[1].split("\n## ")[0];
        List<String> listed = section.lines()
                .filter(line -> line.startsWith("- `"))
                .map(line -> line.replace("- `", "").replace("`", ""))
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(facts.operations().stream()
                        .filter(each -> facts.operation(each).read())
                        .toList());
    }

    private void loadGuide() throws Exception {
        String[] blocks = Files.readString(GUIDE).split("```yaml\n");
        for (int i = 1; i < blocks.length; i++) {
            String yaml = blocks[i].substring(0, blocks[i].indexOf("```"));
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("guide" + i + ".yaml", yaml));
        }
    }

    private static void assertRefused(Exchange done, String outcome, String code) {
        assertThat(done.getMessage().getHeader(TencentConstants.ERROR_CODE)).isEqualTo(code);
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo(outcome);
        assertThat(done.getProperty(TencentConstants.OUTCOME)).isEqualTo(outcome);
        assertThat(done.getMessage().getHeader(TencentConstants.SERVICE)).isEqualTo("tpns");
        assertThat(done.getException()).isNotNull();
        assertThat(done.getException() instanceof TencentRejectedException).isEqualTo("REJECTED".equals(outcome));
    }

    private Object accessId(String uri, String platform) {
        Exchange done = send(uri + "&dryRun=true", ASKED, Map.of(TencentConstants.PLATFORM, platform));
        Map<?, ?> headers = (Map<?, ?>) done.getMessage().getBody(Map.class).get("headers");
        return headers.get("AccessId");
    }

    private static TypeConverterSupport broken() {
        return new TypeConverterSupport() {
            @Override
            public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
                throw new TypeConversionException(value, type, new IOException("torn"));
            }
        };
    }

    private static TypeConverterSupport counting(AtomicInteger closed) {
        return new TypeConverterSupport() {
            @Override
            public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
                return type.cast(new ByteArrayInputStream(PUSHED.getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                });
            }
        };
    }

    private Exchange send(String to, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request(to, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }
}
