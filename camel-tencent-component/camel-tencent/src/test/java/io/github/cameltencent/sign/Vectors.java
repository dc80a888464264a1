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
package io.github.cameltencent.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Named;

/**
 * The recorded output of Tencent's libraries, and helpers that decode and encode UserSigs without the code under test.
 */
final class Vectors {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
    static final long APP = 1400000000L;

    private Vectors() {}

    static JsonNode userSig() {
        return read("usersig-vectors.json");
    }

    static JsonNode tpns() {
        return read("tpns-vectors.json");
    }

    static JsonNode cloud() {
        return read("cloud-vectors.json");
    }

    private static JsonNode read(String name) {
        try (InputStream file = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Named<JsonNode>> of(JsonNode section) {
        return StreamSupport.stream(section.spliterator(), false).map(vector -> Named.of(name(vector), vector));
    }

    private static String name(JsonNode vector) {
        return vector.path(vector.has("id") ? "id" : "name").asText();
    }

    static JsonNode named(JsonNode section, String id) {
        return of(section)
                .map(Named::getPayload)
                .filter(vector -> name(vector).equals(id))
                .findFirst()
                .orElseThrow();
    }

    static byte[] userBuf(JsonNode vector) {
        return vector.has("userbuf_base64")
                ? Base64.getDecoder().decode(vector.get("userbuf_base64").asText())
                : null;
    }

    static byte[] base64(String ticket) {
        return Base64.getDecoder()
                .decode(ticket.replace('*', '+').replace('-', '/').replace('_', '='));
    }

    static String ticketOf(byte[] content) {
        return Base64.getEncoder()
                .encodeToString(content)
                .replace('+', '*')
                .replace('/', '-')
                .replace('=', '_');
    }

    static String ticketOf(String json) {
        return ticketOf(zlib(json.getBytes(StandardCharsets.UTF_8), Deflater.DEFAULT_COMPRESSION));
    }

    static JsonNode open(String ticket) {
        try {
            return JSON.readTree(unzlib(base64(ticket)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] unzlib(byte[] packed) throws IOException {
        return new InflaterInputStream(new java.io.ByteArrayInputStream(packed)).readAllBytes();
    }

    static byte[] zlib(byte[] content, int level) {
        Deflater deflater = new Deflater(level);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }
}
