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
package io.github.cameltencent.birdtalk.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.protocol.Msg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The test vectors of the chat, created with the upstream clients and recorded from the upstream server. */
public final class ChatVectors {

    private static final JsonNode ALL = read();

    private ChatVectors() {}

    public static List<JsonNode> of(String section) {
        return stream(section).toList();
    }

    public static JsonNode named(String section, String name) {
        return stream(section)
                .filter(vector -> vector.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no vector " + section + "/" + name));
    }

    /** The frame of a vector, from its bytes. */
    public static Msg frame(String name) {
        try {
            return Msg.parseFrom(hex(named("messages", name), "hex"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] hex(JsonNode vector, String field) {
        return HexFormat.of().parseHex(vector.get(field).asText());
    }

    /** One side of an agreement with the private key of a vector. */
    public static ChatKeyAgreement agreement(JsonNode vector, String side) {
        return new ChatKeyAgreement(
                new BigInteger(vector.get(side + "_private_scalar_hex").asText(), 16));
    }

    public static ChatKey key(String ecdhName, ChatCipher cipher) {
        return new ChatKey(hex(named("ecdh", ecdhName), "aes_key_hex"), cipher);
    }

    private static Stream<JsonNode> stream(String section) {
        return StreamSupport.stream(ALL.get(section).spliterator(), false);
    }

    private static JsonNode read() {
        try (InputStream in = ChatVectors.class.getResourceAsStream("/vectors/chat-vectors.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
