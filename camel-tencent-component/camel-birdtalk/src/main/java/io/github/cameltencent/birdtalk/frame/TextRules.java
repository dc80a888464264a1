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
package io.github.cameltencent.birdtalk.frame;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import java.util.List;
import java.util.Map;

/**
 * Finds text with unpaired surrogates, which protobuf would replace by question marks and the upstream server would
 * crash on.
 */
public final class TextRules {

    private TextRules() {}

    /** Checks a message with all nested messages. */
    static void check(MessageOrBuilder message) {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            switch (field.getKey().getJavaType()) {
                case STRING, MESSAGE -> check(field.getValue(), field.getKey());
                default -> {
                    // numbers and bytes are always valid
                }
            }
        }
    }

    private static void check(Object value, FieldDescriptor field) {
        if (value instanceof List<?> list) {
            list.forEach(element -> check(element, field));
        } else if (value instanceof String text) {
            if (!isWellFormed(text)) {
                throw new ForbiddenFrameException(
                        ForbiddenFrameException.Rule.TEXT,
                        "The text in \"" + field.getName()
                                + "\" contains half a surrogate pair: it was cut in the middle" + " of a character");
            }
        } else {
            check((MessageOrBuilder) value);
        }
    }

    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
