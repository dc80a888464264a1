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
package io.github.cameltencent.birdtalk.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Converts protocol messages to maps of the fields that are set. */
public final class ProtoMaps {

    /** Some answers of the server repeat passwords. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)(.*\\.)?(pwd|passwd|password)");

    private ProtoMaps() {}

    public static Map<String, Object> of(MessageOrBuilder message) {
        Map<String, Object> map = new LinkedHashMap<>();
        message.getAllFields().forEach((field, value) -> map.put(field.getName(), value(field, value)));
        return map;
    }

    private static Object value(FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Object entry : (List<?>) value) {
                Map<String, Object> pair = of((MessageOrBuilder) entry);
                String key = String.valueOf(pair.get("key"));
                if (!PASSWORD.matcher(key).matches()) {
                    entries.put(key, pair.get("value"));
                }
            }
            return entries;
        }
        return value instanceof List<?> list
                ? list.stream().map(ProtoMaps::single).toList()
                : single(value);
    }

    private static Object single(Object value) {
        if (value instanceof MessageOrBuilder message) {
            return of(message);
        }
        if (value instanceof EnumValueDescriptor name) {
            return name.getName();
        }
        return value instanceof ByteString bytes ? bytes.toByteArray() : value;
    }
}
