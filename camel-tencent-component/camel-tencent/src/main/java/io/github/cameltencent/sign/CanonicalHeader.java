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

import io.github.cameltencent.sign.bytes.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A header of a {@link CanonicalRequest}: name and value in lower case, as the bytes that are signed. */
record CanonicalHeader(String name, byte[] nameBytes, byte[] value) {

    private static final String CONTENT_TYPE = "content-type";
    private static final String HOST = "host";
    private static final byte[] CONTENT_TYPE_NAME = ascii(CONTENT_TYPE);
    private static final byte[] HOST_NAME = ascii(HOST);
    private static final CanonicalHeader JSON =
            new CanonicalHeader(CONTENT_TYPE, CONTENT_TYPE_NAME, ascii(CanonicalRequest.JSON));
    private static final CanonicalHeader FORM =
            new CanonicalHeader(CONTENT_TYPE, CONTENT_TYPE_NAME, ascii(CanonicalRequest.FORM));

    static CanonicalHeader contentType(String value) {
        if (CanonicalRequest.JSON.equals(value)) {
            return JSON;
        }
        return CanonicalRequest.FORM.equals(value)
                ? FORM
                : new CanonicalHeader(CONTENT_TYPE, CONTENT_TYPE_NAME, value(CONTENT_TYPE, value));
    }

    static CanonicalHeader host(String value) {
        return new CanonicalHeader(HOST, HOST_NAME, value(HOST, value));
    }

    static CanonicalHeader of(String name, String value) {
        String lower = String.valueOf(name).toLowerCase(Locale.ROOT);
        boolean valid = !lower.isEmpty();
        for (int i = 0; i < lower.length(); i++) {
            char unit = lower.charAt(i);
            valid &= unit == '-' || unit == '_' || unit >= 'a' && unit <= 'z' || unit >= '0' && unit <= '9';
        }
        if (!valid) {
            throw new IllegalArgumentException("This header name cannot be signed: " + name);
        }
        return new CanonicalHeader(lower, ascii(lower), value(lower, value));
    }

    boolean isHost() {
        return HOST.equals(name);
    }

    private static byte[] value(String name, String value) {
        byte[] bytes = line(name, value);
        boolean canonical = bytes.length == 0 || bytes[0] != ' ' && bytes[bytes.length - 1] != ' ';
        for (byte each : bytes) {
            canonical &= each >= 0 && (each < 'A' || each > 'Z');
        }
        return canonical ? bytes : value.trim().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Encodes text for the signature after checking that it cannot add a line to what is signed.
     *
     * @throws IllegalArgumentException when it is null, or contains a control character or an unpaired surrogate
     */
    static byte[] line(String what, String text) {
        if (text == null) {
            throw new IllegalArgumentException("The " + what + " is missing");
        }
        int suspicious = 0;
        for (int i = 0; i < text.length(); i++) {
            suspicious |= text.charAt(i) - ' ' | '~' - text.charAt(i);
        }
        // fast path: nearly all text is printable ASCII
        if (suspicious < 0 && !Texts.isPlain(text)) {
            throw new IllegalArgumentException(
                    "The " + what + " contains a control character or an unpaired surrogate");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
