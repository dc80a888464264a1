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
 * Makes ticket text: url-safe Base64 of zlib of JSON. It keeps its deflater, whose making costs more than its work, and
 * its buffers. Belongs to one thread at a time; {@link #pool()} lends it out.
 */
public final class TicketPress {

    /** The longest userbuf that is signed: its ticket still passes the limit of {@link TicketText}. */
    static final int LONGEST_USER_BUF = 4096;

    /** The text to be signed. */
    public final ByteSink signed = new ByteSink(256);

    /** The JSON text of the ticket. */
    public final ByteSink json = new ByteSink(512);

    private final Deflater deflater = new Deflater();
    private byte[] packed = new byte[512];
    private byte[] text = new byte[TicketBase64.encodedLength(512)];

    public static BoundedPool<TicketPress> pool() {
        return new BoundedPool<>(TicketPress::new, press -> press.deflater.end());
    }

    public TicketPress clear() {
        signed.clear();
        json.clear();
        return this;
    }

    /** The ticket text of what is in {@link #json}. */
    public String press() {
        int longest = json.length() + json.length() / 1000 + 64;
        if (packed.length < longest) {
            packed = new byte[longest];
            text = new byte[TicketBase64.encodedLength(longest)];
        }
        deflater.reset();
        deflater.setInput(json.array(), 0, json.length());
        deflater.finish();
        int size = deflater.deflate(packed);
        if (!deflater.finished()) {
            throw new IllegalStateException("A ticket grew when it was compressed");
        }
        int length = TicketBase64.TICKET.encode(packed, size, text, 0);
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    public static void requireUserBuf(byte[] userBuf) {
        if (userBuf != null && userBuf.length > LONGEST_USER_BUF) {
            throw new IllegalArgumentException("The userbuf has " + userBuf.length + " bytes, more than the "
                    + LONGEST_USER_BUF + " that are signed");
        }
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
