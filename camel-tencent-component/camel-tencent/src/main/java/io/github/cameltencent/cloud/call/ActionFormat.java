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
package io.github.cameltencent.cloud.call;

/**
 * The format of the calls of an action; nearly all are JSON and signed.
 *
 * @param bodyFormat never {@link BodyFormat#AUTO}
 * @param file the parameter that takes the bytes of the body, null for none
 * @param signed false for actions that are authenticated by a parameter instead of a signature
 */
public record ActionFormat(BodyFormat bodyFormat, String file, boolean signed) {

    static final ActionFormat DEFAULT = new ActionFormat(BodyFormat.JSON, null, true);

    /** Parses a cell of the table: {@code multipart File}, {@code binary} or {@code unsigned}. */
    static ActionFormat parse(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "multipart" -> new ActionFormat(BodyFormat.MULTIPART, words[1], true);
            case "binary" -> new ActionFormat(BodyFormat.BINARY, null, true);
            case "unsigned" -> new ActionFormat(BodyFormat.JSON, null, false);
            default -> throw new IllegalStateException("not the format of an action: " + text);
        };
    }

    ActionFormat withBodyFormat(BodyFormat wanted) {
        return wanted == null || wanted == BodyFormat.AUTO ? this : new ActionFormat(wanted, file, signed);
    }
}
