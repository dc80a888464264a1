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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;

/** The blocks of a PEM text by their kind, the first of each. */
final class PemBlocks {

    static final String PKCS8 = "PRIVATE KEY";
    static final String SEC1 = "EC PRIVATE KEY";
    static final String SPKI = "PUBLIC KEY";
    static final String PARAMETERS = "EC PARAMETERS";

    private static final int LONGEST_PEM = 16 * 1024;

    private static final Set<String> KINDS = Set.of(PKCS8, SEC1, SPKI, PARAMETERS);
    private static final int LINE = 64;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final Map<String, byte[]> blocks = new LinkedHashMap<>();
    private boolean encrypted;

    private PemBlocks() {}

    static PemBlocks read(String what, String pem) {
        if (pem == null || pem.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty: give its PEM text");
        }
        if (pem.length() > LONGEST_PEM) {
            throw new IllegalArgumentException("The " + what + " has more than " + LONGEST_PEM
                    + " characters: give the PEM text of one key and nothing else");
        }
        PemBlocks found = new PemBlocks();
        Matcher blocks = BLOCK.matcher(pem.replace("\\r", "\n").replace("\\n", "\n"));
        while (blocks.find()) {
            found.add(what, blocks.group(1), blocks.group(2));
        }
        if (found.blocks.isEmpty() && pem.contains("-----BEGIN")) {
            throw damaged(what);
        }
        if (found.blocks.isEmpty()) {
            throw new IllegalArgumentException(
                    "The " + what
                            + " is not PEM text: it begins with a line -----BEGIN …-----; a file is given as file:… or classpath:…");
        }
        return found;
    }

    private void add(String what, String type, String text) {
        boolean isEncrypted = type.startsWith("ENCRYPTED") || text.contains("Proc-Type");
        encrypted |= isEncrypted;
        boolean known = KINDS.contains(type) && !isEncrypted;
        byte[] content = known ? content(text) : new byte[0];
        if (content == null) {
            throw damaged(what);
        }
        blocks.putIfAbsent(type, content);
    }

    /** The bytes of a block whose line ends may have been lost, and whose + may have become a blank, as in a URI; else null. */
    private static byte[] content(String text) {
        String lines = text.strip().replaceAll("\\s*\\R\\s*", "\n");
        String oneLine = lines.replace("\n", "");
        for (String base64 :
                new String[] {lines.replaceAll("\\s", ""), oneLine.replace(' ', '+'), withoutLineEnds(oneLine)}) {
            byte[] content = decoded(base64);
            if (content != null && isWhole(content)) {
                return content;
            }
        }
        return null;
    }

    /** Blanks behind 64 characters ended a line, others were a +. */
    private static String withoutLineEnds(String text) {
        StringBuilder base64 = new StringBuilder(text.length());
        int inLine = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean blank = text.charAt(i) == ' ';
            if (blank && inLine == LINE) {
                inLine = 0;
            } else {
                base64.append(blank ? '+' : text.charAt(i));
                inLine++;
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

    /** Whether it is one value of DER as long as it says, which text that was read wrongly is not. */
    private static boolean isWhole(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der) != null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("The PEM text of the " + what
                + " is damaged: it needs its lines BEGIN and END, and all of the Base64 in between; in a URI write it as"
                + " RAW{...}");
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
                "A " + what + " (" + kinds + ") is expected, but the PEM text holds: " + first);
    }
}
