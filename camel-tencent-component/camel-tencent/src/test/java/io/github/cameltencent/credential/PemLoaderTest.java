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
package io.github.cameltencent.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemLoaderTest {

    private static final int MAX_BYTES = 64 * 1024;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path folder;

    private String file(String text) throws IOException {
        return "file:" + Files.writeString(folder.resolve("key.pem"), text);
    }

    private String load(String textOrName) {
        return PemLoader.load(context, "privateKey", textOrName);
    }

    @Test
    void pemTextIsTheKeyItself() {
        assertThat(load("Bag Attributes\n-----BEGIN PRIVATE KEY-----")).startsWith("Bag Attributes");
    }

    @Test
    void aResourceIsRead() throws IOException {
        assertThat(load(file("the text of a key"))).isEqualTo("the text of a key");
        assertThat(load("classpath:vectors/usersig-vectors.json")).startsWith("{");
    }

    @Test
    void otherTextIsRefusedAndNotQuoted() {
        assertThatThrownBy(() -> load("MIGHAgEAMBMG"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The privateKey is neither PEM text")
                .hasMessageNotContaining("MIGH");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> load("file:" + folder.resolve("missing.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The privateKey cannot be read from file:");
    }

    @Test
    void aFileThatIsTooLongForAKeyIsRefused() throws IOException {
        assertThat(load(file("a".repeat(MAX_BYTES)))).hasSize(MAX_BYTES);
        String tooLong = file("a".repeat(MAX_BYTES + 1));
        assertThatThrownBy(() -> load(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has more than 65536 bytes");
    }
}
