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
package io.github.cameltencent.sign.ticket;

import io.github.cameltencent.sign.bytes.BoundedPool;
import io.github.cameltencent.sign.bytes.ByteSink;
import io.github.cameltencent.sign.bytes.TicketBase64;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * Encodes a UserSig: zlib of JSON, in Base64 with the alphabet of UserSigs. Reuses its deflaters and its
 * buffers. Not thread-safe; use {@link #pool()}.
 */
public final class TicketDeflater {

    /** The maximum length of a userbuf: its UserSig is still within the limit of {@link TicketDecoder}. */
    static final int MAX_USER_BUF = 4096;

    /** The text to be signed. */
    public final ByteSink signed = new ByteSink(256);

    /** The JSON text of the UserSig. */
    public final ByteSink json = new ByteSink(512);

    private final FixedHuffmanDeflater shortTexts = new FixedHuffmanDeflater();
    private final Deflater deflater = new Deflater();
    private byte[] packed = new byte[512];
    private byte[] text = new byte[TicketBase64.encodedLength(512)];

    public static BoundedPool<TicketDeflater> pool() {
        return new BoundedPool<>(TicketDeflater::new, pooled -> pooled.deflater.end());
    }

    public TicketDeflater clear() {
        signed.clear();
        json.clear();
        return this;
    }

    /** Returns the UserSig whose content is in {@link #json}. */
    public String deflate() {
        int maxLength = json.length() + json.length() / 8 + 64;
        if (packed.length < maxLength) {
            packed = new byte[maxLength];
            text = new byte[TicketBase64.encodedLength(maxLength)];
        }
        int size = json.length() <= FixedHuffmanDeflater.MAX_TEXT
                ? shortTexts.deflate(json.array(), json.length(), packed)
                : deflateLong();
        int length = TicketBase64.TICKET.encode(packed, size, text, 0);
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private int deflateLong() {
        deflater.reset();
        deflater.setInput(json.array(), 0, json.length());
        deflater.finish();
        int size = deflater.deflate(packed);
        if (!deflater.finished()) {
            throw new IllegalStateException("A UserSig grew when it was compressed");
        }
        return size;
    }

    public static void requireUserBuf(byte[] userBuf) {
        if (userBuf != null && userBuf.length > MAX_USER_BUF) {
            throw new IllegalArgumentException(
                    "The userbuf has " + userBuf.length + " bytes, more than the maximum of " + MAX_USER_BUF);
        }
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
