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
 * How calls of an action differ from those of nearly all others, which are JSON and signed.
 *
 * @param format never {@link BodyFormat#AUTO}
 * @param file the parameter that a body of bytes is, null for none
 * @param signed false for actions that carry their own proof and go without a signature
 */
public record CallShape(BodyFormat format, String file, boolean signed) {

    static final CallShape USUAL = new CallShape(BodyFormat.JSON, null, true);

    /** Of a cell of the table: {@code multipart File}, {@code binary} or {@code unsigned}. */
    static CallShape parse(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "multipart" -> new CallShape(BodyFormat.MULTIPART, words[1], true);
            case "binary" -> new CallShape(BodyFormat.BINARY, null, true);
            case "unsigned" -> new CallShape(BodyFormat.JSON, null, false);
            default -> throw new IllegalStateException("no shape of a call: " + text);
        };
    }

    CallShape as(BodyFormat wanted) {
        return wanted == null || wanted == BodyFormat.AUTO ? this : new CallShape(wanted, file, signed);
    }
}
