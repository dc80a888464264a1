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
 * Finds keys that are not what was meant: copied with something around them, changed by a URI on their way, or placeholders
 * that nobody resolved. To sign with them would give refusals by Tencent that name no cause. No message holds any part of the
 * key.
 */
final class SecretText {

    private SecretText() {}

    /**
     * The text as it is.
     *
     * @param who whose it is, such as {@code The endpoint}
     * @param option the option that it is
     * @param text null and empty text pass: whether there must be one is decided elsewhere
     * @throws IllegalArgumentException when it cannot be what was meant; its text says what to do
     */
    static String require(String who, String option, String text) {
        String wrong = text == null || text.isBlank() ? null : wrong(text);
        if (wrong != null) {
            throw new IllegalArgumentException(who + " has a " + option + " that cannot be right: it " + wrong);
        }
        return text;
    }

    /** Whether the text can be what was meant. */
    static boolean isUsable(String text) {
        return text != null && !text.isBlank() && wrong(text) == null;
    }

    private static String wrong(String text) {
        String core = text.strip();
        if (isBetween(core, "{{", "}}") || isBetween(core, "${", "}")) {
            return "is a placeholder that nobody resolved: define its property, and check its spelling";
        }
        if (core.startsWith("-----BEGIN")) {
            return "is PEM text: that goes into privateKey or publicKey, and here goes the key that the console shows";
        }
        if (isBetween(core, "RAW(", ")") || isBetween(core, "RAW{", "}")) {
            return "is written as RAW, which only endpoint URIs know: write the key itself";
        }
        if (isBetween(core, "\"", "\"") || isBetween(core, "'", "'")) {
            return "is in quotes: write it without them";
        }
        if (core.length() < text.length() || isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1))) {
            return "has blanks around it, white space or a line feed: remove them";
        }
        return text.codePoints()
                .mapToObj(SecretText::wrong)
                .filter(each -> each != null)
                .findFirst()
                .orElse(null);
    }

    private static String wrong(int letter) {
        return switch (Character.getType(letter)) {
            case Character.SPACE_SEPARATOR ->
                "holds a blank, which keys do not: in a URI a + becomes a blank; write RAW{...}, or put the key into an"
                        + " application";
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                "holds a line break or another control character: copy it again, in one line";
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                "holds a character that cannot be seen, such as a zero-width blank: copy it again";
            default -> null;
        };
    }

    private static boolean isSpace(char unit) {
        return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
    }

    private static boolean isBetween(String text, String begin, String end) {
        return text.length() > begin.length() + end.length() && text.startsWith(begin) && text.endsWith(end);
    }
}
