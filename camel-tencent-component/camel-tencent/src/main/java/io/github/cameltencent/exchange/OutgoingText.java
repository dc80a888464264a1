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

/** Makes text fit to be sent: a byte order mark before it goes, and half a surrogate pair is refused, not sent as a question mark. */
public final class OutgoingText {

    private static final int HEX_DIGITS = 4;

    private OutgoingText() {}

    /**
     * The text as it is sent.
     *
     * @param what names it in the refusal, such as {@code the body}
     * @throws TencentException REJECTED, {@code LONE_SURROGATE}
     */
    public static String of(String what, CharSequence text) {
        if (!Texts.isWellFormed(text)) {
            throw cut(what);
        }
        return Texts.withoutByteOrderMark(text.toString());
    }

    /** As {@link #of}, for JSON text, in which half a pair may also be written as an escape. */
    public static String json(String what, CharSequence text) {
        String json = of(what, text);
        if (hasLoneEscape(json)) {
            throw cut(what);
        }
        return json;
    }

    /** The bytes of JSON that was written here, of values that may hold half a pair. */
    public static byte[] utf8(String what, String json) {
        if (!Texts.isWellFormed(json) || hasLoneEscape(json)) {
            throw cut(what);
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasLoneEscape(String json) {
        int high = -1; // where the escape of a high half ended
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

    /** The UTF-16 unit that the escape at an index stands for, -1 for any other escape. */
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

    private static TencentException cut(String what) {
        return TencentException.of(
                        Outcome.REJECTED,
                        "LONE_SURROGATE",
                        what + " holds half of a surrogate pair: it was cut inside a character")
                .build();
    }
}
