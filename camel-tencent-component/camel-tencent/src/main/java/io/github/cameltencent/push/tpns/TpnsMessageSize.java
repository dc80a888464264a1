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
package io.github.cameltencent.push.tpns;

import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.PushJson;
import io.github.cameltencent.sign.bytes.ByteSink;
import java.util.LinkedHashMap;
import java.util.Map;

/** Enforces the maximum size of the object {@code message}. */
final class TpnsMessageSize {

    private static final String CONTENT = "content";

    private TpnsMessageSize() {}

    /** Appends the message; truncates its content if it is too large and {@code truncate} is set. */
    static void write(ByteSink into, Map<String, Object> message, boolean truncate) {
        int start = into.length();
        PushJson.write(into, message);
        int size = into.length() - start;
        int excess = size - TpnsLimits.MAX_MESSAGE;
        if (excess <= 0) {
            return;
        }
        if (truncate && message.get(CONTENT) instanceof String content) {
            String shortened = truncate(content, excess);
            if (!shortened.isBlank()) {
                Map<String, Object> shorter = new LinkedHashMap<>(message);
                shorter.put(CONTENT, shortened);
                PushJson.write(into.truncate(start), shorter);
                return;
            }
        }
        throw new InvalidPushException(
                "MESSAGE_TOO_LARGE",
                "the message has " + size + " bytes as JSON, the maximum of TPNS is " + TpnsLimits.MAX_MESSAGE
                        + ": shorten " + (truncate ? "the fields besides content" : "it, or set onOversize=truncate"));
    }

    /** Removes code points from the end until the JSON is {@code excess} bytes shorter. */
    private static String truncate(String text, int excess) {
        int end = text.length();
        int freed = 0;
        while (end > 0 && freed < excess) {
            int last = text.codePointBefore(end);
            end -= Character.charCount(last);
            freed += size(last);
        }
        return text.substring(0, end);
    }

    private static int size(int codePoint) {
        if (codePoint < ' ') {
            return switch (codePoint) {
                case '\b', '\t', '\n', '\f', '\r' -> 2;
                default -> 6;
            };
        }
        if (codePoint < 0x80) {
            return codePoint == '"' || codePoint == '\\' ? 2 : 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
