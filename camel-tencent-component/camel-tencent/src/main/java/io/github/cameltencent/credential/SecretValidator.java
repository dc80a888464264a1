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
package io.github.cameltencent.credential;

/**
 * Detects malformed secrets: copied with extra characters, changed by URI decoding, or unresolved placeholders. Tencent
 * would refuse their signatures without a reason. No message contains any part of the secret.
 */
public final class SecretValidator {

    private static final String PLACEHOLDER = "is an unresolved placeholder: define the property, or correct its name";

    private SecretValidator() {}

    /**
     * Returns the text if it is well-formed.
     *
     * @param who the owner in the message, such as {@code The endpoint}
     * @param option the name of the option
     * @param text the secret; null and blank text are accepted, because presence is checked elsewhere
     * @throws IllegalArgumentException when it is malformed; the message says what to do
     */
    static String require(String who, String option, String text) {
        String defect = text == null || text.isBlank() ? null : defect(text);
        if (defect != null) {
            throw invalid(who, option, defect);
        }
        return text;
    }

    /** Whether the text is present and well-formed. */
    static boolean isUsable(String text) {
        return text != null && !text.isBlank() && defect(text) == null;
    }

    /**
     * Returns the text unless it is a placeholder, for values that may contain any character otherwise.
     *
     * @throws IllegalArgumentException when it is a placeholder
     */
    public static String requireResolved(String who, String option, String text) {
        if (text != null && isPlaceholder(text.strip())) {
            throw invalid(who, option, PLACEHOLDER);
        }
        return text;
    }

    private static IllegalArgumentException invalid(String who, String option, String defect) {
        String article = "aeiou".indexOf(option.charAt(0)) < 0 ? " has a " : " has an ";
        return new IllegalArgumentException(who + article + option + " that cannot be valid: it " + defect);
    }

    private static boolean isPlaceholder(String core) {
        return isEnclosed(core, "{{", "}}") || isEnclosed(core, "${", "}");
    }

    private static String defect(String text) {
        String core = text.strip();
        if (isPlaceholder(core)) {
            return PLACEHOLDER;
        }
        if (core.startsWith("-----BEGIN")) {
            return "is PEM text, which belongs in privateKey or publicKey: use the secret key of the console";
        }
        if (isEnclosed(core, "RAW(", ")") || isEnclosed(core, "RAW{", "}")) {
            return "is written as RAW(...), which works only in endpoint URIs: use the key itself";
        }
        if (isEnclosed(core, "\"", "\"") || isEnclosed(core, "'", "'")) {
            return "is in quotes: remove them";
        }
        if (core.length() < text.length() || isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1))) {
            return "is surrounded by white space: remove it";
        }
        // a loop, since each call checks its keys
        String defect = null;
        for (int i = 0; i < text.length() && defect == null; i = text.offsetByCodePoints(i, 1)) {
            defect = defect(text.codePointAt(i));
        }
        return defect;
    }

    private static String defect(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR ->
                "contains a space: in a URI, a + becomes a space; write RAW{...}, or put the key into an application";
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                "contains a line break or another control character: copy it again, in one line";
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                "contains an invisible character, such as a zero-width space: copy it again";
            default -> null;
        };
    }

    private static boolean isSpace(char unit) {
        return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
    }

    private static boolean isEnclosed(String text, String begin, String end) {
        return text.length() > begin.length() + end.length() && text.startsWith(begin) && text.endsWith(end);
    }
}
