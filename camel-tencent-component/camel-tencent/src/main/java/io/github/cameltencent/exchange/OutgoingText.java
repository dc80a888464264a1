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
package io.github.cameltencent.exchange;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.sign.bytes.Texts;
import java.nio.charset.StandardCharsets;

/**
 * Validates text before it is sent: removes a byte order mark, and refuses lone surrogates, which would be encoded as
 * question marks.
 */
public final class OutgoingText {

    private static final int HEX_DIGITS = 4;

    private OutgoingText() {}

    /**
     * Returns the text without a byte order mark.
     *
     * @param what names it in the error message, such as {@code the body}
     * @throws TencentException REJECTED, {@code LONE_SURROGATE}
     */
    public static String of(String what, CharSequence text) {
        if (!Texts.isWellFormed(text)) {
            throw loneSurrogate(what);
        }
        return Texts.withoutByteOrderMark(text.toString());
    }

    /** Like {@link #of}, for JSON text, which may also contain lone surrogates as escapes. */
    public static String json(String what, CharSequence text) {
        String json = of(what, text);
        if (hasLoneEscape(json)) {
            throw loneSurrogate(what);
        }
        return json;
    }

    /** Encodes JSON text that was generated from values with possible lone surrogates. */
    public static byte[] utf8(String what, String json) {
        if (!Texts.isWellFormed(json) || hasLoneEscape(json)) {
            throw loneSurrogate(what);
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasLoneEscape(String json) {
        int high = -1; // the end of the escape of a high surrogate
        for (int i = json.indexOf('\\'); i >= 0; i = json.indexOf('\\', i)) {
            int unit = unit(json, i);
            boolean low = unit >= 0 && Character.isLowSurrogate((char) unit);
            if (low != (high == i)) {
                return true;
            }
            i += unit < 0 ? 2 : 2 + HEX_DIGITS;
            boolean begins = unit >= 0 && Character.isHighSurrogate((char) unit);
            high = begins ? i : -1;
            if (begins && (i >= json.length() || json.charAt(i) != '\\')) {
                return true;
            }
        }
        return false;
    }

    /** Returns the UTF-16 code unit of the escape at an index, -1 for any other escape. */
    private static int unit(String json, int index) {
        if (index + 2 + HEX_DIGITS > json.length() || json.charAt(index + 1) != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = index + 2; i < index + 2 + HEX_DIGITS; i++) {
            int digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static TencentException loneSurrogate(String what) {
        return TencentException.of(
                        Outcome.REJECTED,
                        "LONE_SURROGATE",
                        what + " contains half of a surrogate pair: the text was cut inside a character")
                .build();
    }
}
