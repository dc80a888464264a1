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
 * Decodes the text of a UserSig: Base64 of zlib of JSON, or, for the oldest ones, of plain JSON. The length of the text
 * and of the inflated JSON are limited. An altered bit is detected, except where zlib has several encodings of the same
 * JSON.
 */
public final class TicketDecoder {

    public static final int MAX_LENGTH = 8 * 1024;
    public static final int MAX_JSON = 64 * 1024;

    private static final int ADLER_LENGTH = 4;

    private TicketDecoder() {}

    public static byte[] decode(String ticket) {
        if (ticket == null || ticket.isEmpty()) {
            throw UserSigErrorCode.EMPTY.exception("the UserSig is empty");
        }
        if (ticket.length() > MAX_LENGTH) {
            throw UserSigErrorCode.BAD_BASE64.exception(
                    "the UserSig has " + ticket.length() + " characters, more than the maximum of " + MAX_LENGTH);
        }
        byte[] content = TicketBase64.TICKET.decode(ticket);
        if (content == null) {
            throw UserSigErrorCode.BAD_BASE64.exception(hint(ticket));
        }
        return content[0] == '{' ? content : inflate(content);
    }

    private static String hint(String ticket) {
        if (!ticket.equals(ticket.strip())) {
            return "the UserSig is surrounded by white space";
        }
        if (TicketBase64.STANDARD.decode(ticket) != null) {
            return "the UserSig is in the standard Base64 alphabet; that of UserSigs has * for +, - for / and _ for =";
        }
        return "the UserSig is not Base64 in the alphabet of UserSigs, or is truncated";
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            byte[] json = inflate(inflater, packed, new byte[Math.min(MAX_JSON, 512 + 2 * packed.length)]);
            if (json == null) {
                throw UserSigErrorCode.BAD_ZLIB.exception("the UserSig is truncated, or has bytes after its end");
            }
            if (hasUnusedBitsSet(inflater, packed, json)) {
                throw UserSigErrorCode.BAD_ZLIB.exception("the UserSig was altered in unused bits");
            }
            return json;
        } catch (DataFormatException e) {
            throw UserSigErrorCode.BAD_ZLIB.exception("the UserSig is not zlib data, or was altered");
        } finally {
            inflater.end();
        }
    }

    // null unless the bytes are exactly one complete zlib stream
    private static byte[] inflate(Inflater inflater, byte[] packed, byte[] first) throws DataFormatException {
        byte[] out = first;
        int length = 0;
        inflater.setInput(packed);
        while (!inflater.finished()) {
            if (length == out.length) {
                if (length >= MAX_JSON) {
                    throw UserSigErrorCode.BAD_ZLIB.exception(
                            "the UserSig inflates to more than " + MAX_JSON + " bytes");
                }
                out = Arrays.copyOf(out, Math.min(MAX_JSON, 2 * length));
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
     * Whether the unused bits between the compressed data and its checksum are not 0, as every deflater leaves them.
     * They are the highest bits of their byte, so clearing the highest 1 has no effect if it is unused.
     */
    private static boolean hasUnusedBitsSet(Inflater inflater, byte[] packed, byte[] json) {
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
