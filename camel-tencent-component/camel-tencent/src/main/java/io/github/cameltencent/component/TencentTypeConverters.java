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
package io.github.cameltencent.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushResult;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Converter;

/** Converts push messages and results to and from Map, JSON text, bytes and streams. */
@Converter(generateLoader = true)
public final class TencentTypeConverters {

    private TencentTypeConverters() {}

    @Converter
    public static Map<String, Object> toMap(PushResult result) {
        return result.toMap();
    }

    @Converter
    public static String toString(PushResult result) {
        return result.toJson();
    }

    @Converter
    public static byte[] toBytes(PushResult result) {
        return result.toJson().getBytes(StandardCharsets.UTF_8);
    }

    @Converter
    public static InputStream toInputStream(PushResult result) {
        return new ByteArrayInputStream(toBytes(result));
    }

    @Converter
    public static Map<String, Object> toMap(PushMessage message) {
        return message.toMap();
    }

    @Converter
    public static String toString(PushMessage message) {
        return message.toJson();
    }

    @Converter
    public static byte[] toBytes(PushMessage message) {
        return message.toJson().getBytes(StandardCharsets.UTF_8);
    }

    @Converter
    public static InputStream toInputStream(PushMessage message) {
        return new ByteArrayInputStream(toBytes(message));
    }

    @Converter
    public static PushMessage toPushMessage(Map<String, ?> fields) {
        return PushMessage.of(fields);
    }

    @Converter
    public static PushMessage toPushMessage(JsonNode json) {
        return PushMessage.of(json);
    }

    @Converter
    public static PushMessage toPushMessage(String json) {
        return PushMessage.ofJson(json);
    }
}
