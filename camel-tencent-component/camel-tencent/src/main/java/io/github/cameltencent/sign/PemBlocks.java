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

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;

/** The blocks of a PEM text by type, the first of each type. */
final class PemBlocks {

    static final String PKCS8 = "PRIVATE KEY";
    static final String SEC1 = "EC PRIVATE KEY";
    static final String SPKI = "PUBLIC KEY";
    static final String PARAMETERS = "EC PARAMETERS";

    private static final int MAX_PEM = 16 * 1024;

    private static final Set<String> TYPES = Set.of(PKCS8, SEC1, SPKI, PARAMETERS);
    private static final int LINE_LENGTH = 64;

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final Pattern TYPE = Pattern.compile("[A-Z0-9 ]{1,40}");

    private final Map<String, byte[]> blocks = new LinkedHashMap<>();
    private boolean encrypted;

    private PemBlocks() {}

    static PemBlocks read(String what, String pem) {
        if (pem == null || pem.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty: set it to PEM text");
        }
        if (pem.length() > MAX_PEM) {
            throw new IllegalArgumentException("The " + what + " has more than " + MAX_PEM
                    + " characters: use the PEM text of one key and nothing else");
        }
        PemBlocks found = new PemBlocks();
        found.addAll(what, pem.replace("\\r", "\n").replace("\\n", "\n"));
        if (found.blocks.isEmpty() && pem.contains("-----BEGIN")) {
            throw damaged(what);
        }
        if (found.blocks.isEmpty()) {
            throw new IllegalArgumentException(
                    "The " + what
                            + " is not PEM text, which begins with a line -----BEGIN …-----; name a file as file:… or classpath:…");
        }
        return found;
    }

    // by plain searches: a regular expression with a gap takes quadratic time for text that has many beginnings
    private void addAll(String what, String text) {
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int typeEnd = text.indexOf(DASHES, begin + BEGIN.length());
            String type = typeEnd < 0 ? "" : text.substring(begin + BEGIN.length(), typeEnd);
            String end = "-----END " + type + DASHES;
            int contentEnd = TYPE.matcher(type).matches() ? text.indexOf(end, typeEnd + DASHES.length()) : -1;
            if (contentEnd >= 0) {
                add(what, type, text.substring(typeEnd + DASHES.length(), contentEnd));
            }
            begin = text.indexOf(BEGIN, contentEnd < 0 ? begin + 1 : contentEnd + end.length());
        }
    }

    private void add(String what, String type, String text) {
        boolean isEncrypted = type.startsWith("ENCRYPTED") || text.contains("Proc-Type");
        encrypted |= isEncrypted;
        boolean known = TYPES.contains(type) && !isEncrypted;
        byte[] content = known ? content(text) : new byte[0];
        if (content == null) {
            throw damaged(what);
        }
        blocks.putIfAbsent(type, content);
    }

    /**
     * Decodes a block, also if a URI has removed its line ends or turned each + into a space; null if it is not Base64.
     */
    private static byte[] content(String text) {
        String joined = text.lines().collect(Collectors.joining());
        String indented = text.lines().map(String::strip).collect(Collectors.joining());
        return Stream.of(
                        joined.replaceAll("\\s", ""),
                        joined.replace(' ', '+'),
                        withoutLineEnds(joined),
                        indented.replace(' ', '+'),
                        withoutLineEnds(indented))
                .map(PemBlocks::decoded)
                .filter(content -> content != null && isCompleteDer(content))
                .findFirst()
                .orElse(null);
    }

    /** A space before the first line, after 64 characters, or at the end was a line end, any other space was a +. */
    private static String withoutLineEnds(String text) {
        StringBuilder base64 = new StringBuilder(text.length());
        int inLine = LINE_LENGTH; // so that the line end before the first line is one, too
        for (int i = 0; i < text.length(); i++) {
            boolean space = text.charAt(i) == ' ';
            if (space && (inLine == LINE_LENGTH || i == text.length() - 1)) {
                inLine = 0;
            } else {
                inLine = inLine % LINE_LENGTH + 1;
                base64.append(space ? '+' : text.charAt(i));
            }
        }
        return base64.toString();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether the bytes are exactly one DER value, which wrongly restored Base64 is not. */
    private static boolean isCompleteDer(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der) != null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException(
                "The PEM text of the " + what
                        + " is damaged: it needs the lines BEGIN and END and the complete Base64 between them; in a URI write it as RAW{...}");
    }

    boolean encrypted() {
        return encrypted;
    }

    boolean has(String kind) {
        return blocks.containsKey(kind);
    }

    byte[] get(String kind) {
        return blocks.get(kind);
    }

    IllegalArgumentException unexpected(String what, String kinds) {
        String first = blocks.keySet().iterator().next();
        return new IllegalArgumentException(
                "A " + what + " (" + kinds + ") is expected, but the PEM text contains: " + first);
    }
}
