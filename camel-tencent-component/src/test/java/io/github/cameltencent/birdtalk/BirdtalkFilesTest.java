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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.TencentTransientException;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files to and from the chat server. */
class BirdtalkFilesTest extends ChatRoutesFixture {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE, 3 * MEGABYTE + 17})
    void aFileComesBackAsItWas(int size) throws Exception {
        byte[] content = content(size);
        String stored = upload(Files.write(folder.resolve("photo.jpg"), content).toFile(), "photo.jpg")
                .getMessage()
                .getBody(String.class);
        assertThat(stored).endsWith(".jpg");
        assertThat(download(stored)).isEqualTo(content);
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void streamsBytesAndTextAreUploadedToo() throws Exception {
        byte[] content = content(2 * MEGABYTE);
        for (Object body : new Object[] {new ByteArrayInputStream(content), content}) {
            String stored = upload(body, "a.bin").getMessage().getBody(String.class);
            assertThat(download(stored)).isEqualTo(content);
        }
        String stored = upload("words 🐦", "a.txt").getMessage().getBody(String.class);
        assertThat(download(stored)).asString().isEqualTo("words 🐦");
    }

    @Test
    void aDownloadTellsNameAndSizeAndItsFileGoesWithTheExchange() throws Exception {
        String stored =
                upload(content(100), "../../evil/report.pdf").getMessage().getBody(String.class);
        AtomicReference<Exchange> seen = new AtomicReference<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:get").to(files("download")).process(exchange -> seen.set(exchange.copy()));
            }
        });
        long before = temporaryFiles();
        template.sendBody("direct:get", stored);
        assertThat(seen.get().getMessage().getHeader(Exchange.FILE_NAME)).isEqualTo(stored);
        assertThat(seen.get().getMessage().getHeader(Exchange.FILE_LENGTH)).isEqualTo(100L);
        await().until(() -> temporaryFiles() == before);
    }

    @Test
    void anUploadThatTheServerLostTrackOfBeginsOnceMore() throws Exception {
        fault("upload", "\"fault\":\"code\",\"code\":\"wrong-hash\",\"count\":1");
        byte[] content = content(2 * MEGABYTE + 5);
        String stored = upload(content, "b.bin").getMessage().getBody(String.class);
        assertThat(download(stored)).isEqualTo(content);
    }

    @Test
    void anUploadSurvivesALostConnection() throws Exception {
        fault("upload", "\"fault\":\"reset_after\",\"count\":1");
        byte[] content = content(2 * MEGABYTE + 5);
        String stored = upload(content, "c.bin").getMessage().getBody(String.class);
        assertThat(download(stored)).isEqualTo(content);
    }

    @Test
    void aDownloadSurvivesALostConnection() throws Exception {
        byte[] content = content(2 * MEGABYTE + 5);
        String stored = upload(content, "d.bin").getMessage().getBody(String.class);
        fault("download", "\"fault\":\"reset_after\",\"count\":1");
        assertThat(download(stored)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing-chunk", "wrong-data"})
    void aFileThatIsNotWholeIsNotGivenOut(String lie) {
        String stored = upload(content(3 * MEGABYTE + 5), "e.bin").getMessage().getBody(String.class);
        fault("download", "\"fault\":\"code\",\"code\":\"" + lie + "\",\"count\":1");
        assertThat(request("download", stored, null).getException()).isInstanceOf(TencentTransientException.class);
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        Exchange missing = request("download", "20260101_none.bin", null);
        assertThat(missing.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(((TencentException) missing.getException()).getCode()).isEqualTo("NOT_FOUND");
        assertThat(request("upload", new byte[0], "x.bin").getException())
                .isInstanceOf(TencentRejectedException.class)
                .hasMessageContaining("1 byte");
        assertThat(request("upload", "no name", null).getException())
                .isInstanceOf(TencentRejectedException.class)
                .hasMessageContaining(Exchange.FILE_NAME);
    }

    @Test
    void allRoutesMayWaitForFilesAtOnce() throws Exception {
        String stored = upload(content(100), "f.bin").getMessage().getBody(String.class);
        int dialogues = 4 * Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
        CountDownLatch all = new CountDownLatch(
                Math.max(16, 4 * Math.max(2, Runtime.getRuntime().availableProcessors())));
        route("chat", alpha(""), exchange -> {
            all.countDown();
            all.await();
            exchange.getMessage().setBody(download(stored));
            received.add(copy(exchange));
        });
        download(stored);
        awaitUpToDate(ALPHA);
        for (int i = 0; i < dialogues; i++) {
            long peer = 20001 + i;
            emulator.chat().addUser(peer, "peer" + i, "any-password");
            emulator.chat().follow(ALPHA, peer);
            emulator.chat().write(peer, ALPHA, "a file, please");
        }
        await().until(() -> received.size() == dialogues);
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Exchange upload(Object body, String name) {
        Exchange uploaded = request("upload", body, name);
        if (uploaded.getException() != null) {
            throw new AssertionError(uploaded.getException());
        }
        return uploaded;
    }

    /** The content, read inside of a route: the file goes with its exchange. */
    private byte[] download(String stored) throws Exception {
        if (context.getRoute("reading") == null) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:read").routeId("reading").to(files("download")).convertBodyTo(byte[].class);
                }
            });
        }
        return template.requestBody("direct:read", stored, byte[].class);
    }

    private Exchange request(String verb, Object body, String name) {
        Exchange exchange = createExchangeWithBody(body);
        if (name != null) {
            exchange.getMessage().setHeader(Exchange.FILE_NAME, name);
        }
        return template.send(files(verb), exchange);
    }

    private static String files(String verb) {
        return uri("/" + verb, ALPHA, EmulatorOptions.CHAT_ALPHA.key(), "");
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("tencent-chat"))
                    .count();
        }
    }
}
