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
package io.github.cameltencent.birdtalk.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be uploaded are closed. */
class UploadSourceTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    private Path folder;

    @BeforeEach
    void canBeCounted() {
        assumeThat(DESCRIPTORS).isDirectory();
    }

    @Test
    void aFileThatCannotBeReadIsClosed() throws IOException {
        assertThatIOException().isThrownBy(() -> UploadSource.of(exchange(folder)));
        assertThat(open(folder)).isZero();
    }

    @Test
    void anEmptyFileIsClosed() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> UploadSource.of(exchange(empty))).hasMessageContaining("has 0 bytes");
        assertThat(open(empty)).isZero();
    }

    @Test
    void aFileIsOpenUntilItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");
        try (UploadSource source = UploadSource.of(exchange(file))) {
            assertThat(open(file)).isEqualTo(1);
            assertThat(source.chunk(0)).asString().isEqualTo("content");
            assertThat(source.md5()).isEqualTo("9a0364b9e99bb480dd25e1f0284c8555");
        }
        assertThat(open(file)).isZero();
    }

    private static Exchange exchange(Path body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body.toFile());
        return exchange;
    }

    /** How often this process has a file open. */
    private static long open(Path file) throws IOException {
        Path real = file.toRealPath();
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(one -> leadsTo(one, real)).count();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
