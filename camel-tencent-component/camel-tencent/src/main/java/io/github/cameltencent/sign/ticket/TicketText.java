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

import io.github.cameltencent.sign.bytes.TicketBase64;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Opens ticket text: url-safe Base64 of zlib of JSON, or, in the oldest tickets, of JSON itself. Whatever the text, it
 * costs little: both its length and what it inflates to are limited. A changed bit is refused, but for the few that zlib
 * leaves open (a pointer to another copy of the same text): those inflate to the very same JSON.
 */
public final class TicketText {

    public static final int LONGEST = 8 * 1024;
    public static final int LONGEST_JSON = 64 * 1024;

    private static final int ADLER_LENGTH = 4;

    private TicketText() {}

    public static byte[] open(String ticket) {
        if (ticket == null || ticket.isEmpty()) {
            throw UserSigRefusal.EMPTY.because("there is no ticket");
        }
        if (ticket.length() > LONGEST) {
            throw UserSigRefusal.BAD_BASE64.because(
                    "the ticket has " + ticket.length() + " characters, more than the " + LONGEST + " that are read");
        }
        byte[] content = TicketBase64.TICKET.decode(ticket);
        if (content == null) {
            throw UserSigRefusal.BAD_BASE64.because(hint(ticket));
        }
        return content[0] == '{' ? content : inflate(content);
    }

    private static String hint(String ticket) {
        if (!ticket.equals(ticket.strip())) {
            return "the ticket has white space around it";
        }
        if (TicketBase64.STANDARD.decode(ticket) != null) {
            return "the ticket is in the standard Base64 alphabet, its own has * for +, - for / and _ for =";
        }
        return "the ticket is not Base64 in the alphabet of UserSigs, or was cut";
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            byte[] json = inflate(inflater, packed, new byte[Math.min(LONGEST_JSON, 512 + 2 * packed.length)]);
            if (json == null) {
                throw UserSigRefusal.BAD_ZLIB.because("the ticket is cut, or has bytes behind its end");
            }
            if (hasStrayBits(inflater, packed, json)) {
                throw UserSigRefusal.BAD_ZLIB.because("the ticket was altered in bits that carry nothing");
            }
            return json;
        } catch (DataFormatException e) {
            throw UserSigRefusal.BAD_ZLIB.because("the ticket is no zlib data, or was altered");
        } finally {
            inflater.end();
        }
    }

    // null unless the packed bytes are exactly one whole stream
    private static byte[] inflate(Inflater inflater, byte[] packed, byte[] first) throws DataFormatException {
        byte[] out = first;
        int length = 0;
        inflater.setInput(packed);
        while (!inflater.finished()) {
            if (length == out.length) {
                if (length >= LONGEST_JSON) {
                    throw UserSigRefusal.BAD_ZLIB.because(
                            "the ticket inflates to more than " + LONGEST_JSON + " bytes");
                }
                out = Arrays.copyOf(out, Math.min(LONGEST_JSON, 2 * length));
            }
            int more = inflater.inflate(out, length, out.length - length);
            if (more == 0 && !inflater.finished()) {
                return null;
            }
            length += more;
        }
        return inflater.getRemaining() == 0 ? Arrays.copyOf(out, length) : null;
    }

    /**
     * Whether the unused bits between the compressed data and its checksum hold anything; every deflater leaves them 0.
     * They are the uppermost of their byte, so if they do, its highest 1 can be cleared without any effect.
     */
    private static boolean hasStrayBits(Inflater inflater, byte[] packed, byte[] json) {
        int last = packed.length - ADLER_LENGTH - 1;
        byte[] altered = packed.clone();
        altered[last] ^= (byte) Integer.highestOneBit(packed[last] & 0xff);
        if (altered[last] == packed[last]) {
            return false;
        }
        inflater.reset();
        try {
            return Arrays.equals(json, inflate(inflater, altered, new byte[json.length + 1]));
        } catch (DataFormatException e) {
            return false;
        }
    }
}
