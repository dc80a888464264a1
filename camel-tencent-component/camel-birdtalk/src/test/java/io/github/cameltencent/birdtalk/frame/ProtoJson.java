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

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;

/** Reads the JSON of the test vectors: protobuf JSON with the field names of the schema. */
final class ProtoJson {

    private ProtoJson() {}

    static <B extends Message.Builder> B merge(JsonNode json, B into) {
        json.properties().forEach(entry -> {
            FieldDescriptor field = into.getDescriptorForType().findFieldByName(entry.getKey());
            if (field == null) {
                throw new AssertionError(into.getDescriptorForType().getName() + " has no field " + entry.getKey());
            }
            set(into, field, entry.getValue());
        });
        return into;
    }

    private static void set(Message.Builder into, FieldDescriptor field, JsonNode json) {
        if (field.isMapField()) {
            json.properties().forEach(pair -> {
                Message.Builder entry = into.newBuilderForField(field);
                entry.setField(entry.getDescriptorForType().findFieldByNumber(1), pair.getKey());
                entry.setField(
                        entry.getDescriptorForType().findFieldByNumber(2),
                        pair.getValue().asText());
                into.addRepeatedField(field, entry.build());
            });
        } else if (field.isRepeated()) {
            json.forEach(element -> into.addRepeatedField(field, value(into, field, element)));
        } else {
            into.setField(field, value(into, field, json));
        }
    }

    private static Object value(Message.Builder into, FieldDescriptor field, JsonNode json) {
        return switch (field.getJavaType()) {
            case INT -> json.asInt();
            case LONG -> Long.parseLong(json.asText());
            case STRING -> json.asText();
            case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(json.asText()));
            case ENUM ->
                json.isInt()
                        ? field.getEnumType().findValueByNumberCreatingIfUnknown(json.asInt())
                        : field.getEnumType().findValueByName(json.asText());
            case MESSAGE -> merge(json, into.newBuilderForField(field)).build();
            default -> throw new AssertionError("no field of the chat is a " + field.getJavaType());
        };
    }
}
