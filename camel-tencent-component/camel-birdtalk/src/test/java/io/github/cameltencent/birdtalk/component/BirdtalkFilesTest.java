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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.TencentTransientException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.transport.SeparateThread;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads and downloads. */
class BirdtalkFilesTest extends ChatRoutesFixture {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE, 3 * MEGABYTE + 17})
    void anUploadedFileIsDownloadedUnchanged(int size) throws Exception {
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
    void aDownloadSetsNameAndSizeAndDeletesItsFileWithTheExchange() throws Exception {
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
    void anUploadThatTheServerLostTrackOfIsRestarted() throws Exception {
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

    @Test
    void anUploadOverAConnectionThatKeepsBreakingIsTransient() {
        for (String breaking : List.of("", "reset_after", "", "", "reset_after")) {
            fault(
                    "upload",
                    breaking.isEmpty()
                            ? "\"fault\":\"code\",\"code\":\"text\",\"count\":1"
                            : "\"fault\":\"" + breaking + "\",\"count\":1");
        }
        TencentException broken = (TencentException)
                request("upload", content(2 * MEGABYTE + 5), "f.bin").getException();
        assertThat(broken.getOutcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(broken.getCode()).isEqualTo("INCOMPLETE");
    }

    @Test
    void aHashThatTheServerNeverAcceptsIsRefused() {
        fault("upload", "\"fault\":\"code\",\"code\":\"wrong-hash\",\"count\":9");
        assertThat(request("upload", content(5), "g.bin").getException())
                .isInstanceOf(TencentRejectedException.class)
                .hasMessageContaining("md5");
    }

    @Test
    void theSameContentIsSentOnceAndHasOneName() {
        byte[] content = content(3 * MEGABYTE);
        Exchange first = upload(content, "h.bin");
        Exchange again = upload(content, "i.bin");
        assertThat(first.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(3);
        assertThat(again.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(1);
        assertThat(again.getMessage().getBody())
                .isEqualTo(first.getMessage().getBody())
                .isEqualTo(again.getMessage().getHeader(BirdtalkConstants.STORED_NAME));
    }

    @Test
    void theNameComesFromTheFileAndTheDownloadFromTheHeader() throws Exception {
        Path file = Files.write(folder.resolve("own.txt"), content(9));
        for (Object body : new Object[] {file, file.toFile()}) {
            assertThat(upload(body, null).getMessage().getBody(String.class)).endsWith(".txt");
        }
        emulator.chat().putFile("kept.txt", "kept".getBytes(StandardCharsets.UTF_8));
        assertThat(template.requestBodyAndHeader(
                        "direct:read", "any text", BirdtalkConstants.STORED_NAME, "kept.txt", String.class))
                .isEqualTo("kept");
    }

    @Test
    void otherRequestsDoNotWaitForALongDownload() throws Exception {
        String stored = upload(content(2 * MEGABYTE), "j.bin").getMessage().getBody(String.class);
        fault("download", "\"fault\":\"delay\",\"delay\":2000,\"count\":1");
        CompletableFuture<byte[]> slow = CompletableFuture.supplyAsync(() -> download(stored), SeparateThread.THREADS);
        await().until(() -> emulator.requests().stream().anyMatch(request -> "download".equals(request.operation())));
        Exchange meanwhile =
                request(uri("query", ALPHA, EmulatorOptions.CHAT_ALPHA.key(), "&action=messages&requestTimeout=1000"));
        assertThat(meanwhile.getException()).isNull();
        assertThat(slow).isNotDone();
        assertThat(slow.get()).hasSize(2 * MEGABYTE);
    }

    @Test
    void twoFilesOfTheSameNameAreNotUploadedConcurrently() {
        fault("upload", "\"fault\":\"delay\",\"delay\":1000,\"count\":1");
        CompletableFuture<Exchange> first =
                CompletableFuture.supplyAsync(() -> request("upload", content(5), "k.bin"), SeparateThread.THREADS);
        await().until(() -> emulator.requests().stream().anyMatch(request -> "upload".equals(request.operation())));
        Exchange second = request("upload", content(6), "k.bin");
        assertThat(((TencentException) second.getException()).getOutcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(first.join().getException()).isNull();
        assertThat(request("upload", content(6), "k.bin").getException()).isNull();
    }

    @Test
    void atMostFourFilesAreInFlight() {
        fault("upload", "\"fault\":\"delay\",\"delay\":1000,\"count\":1");
        CountDownLatch begun = new CountDownLatch(4);
        List<CompletableFuture<Exchange>> four = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> template.send(
                                files("upload", "&onSaturation=reject"), named(telling(7 + i, begun), "n" + i)),
                        SeparateThread.THREADS))
                .toList();
        await().until(() -> begun.getCount() == 0);
        Exchange fifth = template.send(files("upload", "&onSaturation=reject"), named(content(50), "n5"));
        assertThat(((TencentException) fifth.getException()).getCode()).isEqualTo("LOCAL_LIMIT");
        four.forEach(one -> assertThat(one.join().getException()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing-chunk", "wrong-data"})
    void anIncompleteDownloadFails(String lie) {
        String stored = upload(content(3 * MEGABYTE + 5), "e.bin").getMessage().getBody(String.class);
        fault("download", "\"fault\":\"code\",\"code\":\"" + lie + "\",\"count\":1");
        assertThat(request("download", stored, null).getException()).isInstanceOf(TencentTransientException.class);
    }

    @Test
    void anUnknownFileIsNotFound() {
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

    /** A stream that records when it is read. */
    private static InputStream telling(int size, CountDownLatch read) {
        return new ByteArrayInputStream(content(size)) {
            @Override
            public void close() {
                read.countDown();
            }
        };
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

    /** The content, read inside a route, since the file is deleted with its exchange. */
    private byte[] download(String stored) {
        return template.requestBody("direct:read", stored, byte[].class);
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").to(files("download")).convertBodyTo(byte[].class);
            }
        };
    }

    private Exchange request(String verb, Object body, String name) {
        return template.send(files(verb), named(body, name));
    }

    private Exchange request(String uri) {
        return template.send(uri, createExchangeWithBody(null));
    }

    private Exchange named(Object body, String name) {
        Exchange exchange = createExchangeWithBody(body);
        if (name != null) {
            exchange.getMessage().setHeader(Exchange.FILE_NAME, name);
        }
        return exchange;
    }

    private static String files(String verb) {
        return files(verb, "");
    }

    private static String files(String verb, String more) {
        return uri(verb, ALPHA, EmulatorOptions.CHAT_ALPHA.key(), more);
    }

    static long temporaryFiles() {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("tencent-chat"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
