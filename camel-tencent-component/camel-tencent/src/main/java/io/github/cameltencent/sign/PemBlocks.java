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
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The blocks of a PEM text by their kind, the first of each. */
final class PemBlocks {

    static final String PKCS8 = "PRIVATE KEY";
    static final String SEC1 = "EC PRIVATE KEY";
    static final String SPKI = "PUBLIC KEY";
    static final String PARAMETERS = "EC PARAMETERS";

    private static final int LONGEST_PEM = 16 * 1024;

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
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                found.add(block);
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("The PEM text of the " + what
                    + " is damaged: it needs its lines BEGIN and END, and Base64 with its line breaks in between");
        }
        if (found.blocks.isEmpty()) {
            throw new IllegalArgumentException(
                    "The " + what
                            + " is not PEM text: it begins with a line -----BEGIN …-----; a file is given as file:… or classpath:…");
        }
        return found;
    }

    private void add(PemObject block) {
        blocks.putIfAbsent(block.getType(), block.getContent());
        encrypted |= block.getType().startsWith("ENCRYPTED");
        for (Object header : block.getHeaders()) {
            encrypted |= header instanceof PemHeader pair
                    && pair.getName().equals("Proc-Type")
                    && pair.getValue().contains("ENCRYPTED");
        }
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
