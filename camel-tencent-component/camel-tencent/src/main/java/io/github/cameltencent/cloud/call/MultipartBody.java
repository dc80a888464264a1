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

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.exchange.MultipartFormat;
import io.github.cameltencent.exchange.OutgoingText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Builds a multipart form (RFC 7578) with a part for each parameter, in memory, because it is signed as a whole. */
final class MultipartBody {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private final String boundary;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    MultipartBody(String boundary) {
        this.boundary = boundary;
    }

    /**
     * Adds a part.
     *
     * @param file the bytes of a file, otherwise null
     * @param value the value if it is not a file: text, a number, or an object for JSON; null for no part
     * @throws TencentException REJECTED for a name or a value that cannot be sent
     */
    void add(String name, byte[] file, Object value) {
        if (value == null) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            throw refused("the name of a parameter may only contain letters, digits and _ . -");
        }
        if (file != null) {
            part(name, name, null, file);
        } else if (isPlain(value)) {
            text(name, value.toString());
        } else {
            byte[] json = json(name, value);
            if (json[0] == '"') { // a time, for example: text has no quotes here
                text(name, CloudJson.text(json));
            } else {
                part(name, null, "application/json", json);
            }
        }
    }

    private void text(String name, String value) {
        part(name, null, null, OutgoingText.of("the parameter " + name, value).getBytes(StandardCharsets.UTF_8));
    }

    private void part(String name, String fileName, String contentType, byte[] content) {
        bytes.writeBytes(MultipartFormat.head(boundary, name, fileName, contentType));
        bytes.writeBytes(content);
        bytes.writeBytes(MultipartFormat.tail());
        CloudBodies.requirePostable(bytes.size());
    }

    byte[] end() {
        bytes.writeBytes(MultipartFormat.end(boundary));
        return bytes.toByteArray();
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>;
    }

    private static byte[] json(String name, Object value) {
        try {
            return CloudJson.bytes(value);
        } catch (JsonProcessingException e) {
            throw refused("the parameter " + name + " cannot be converted to JSON");
        }
    }

    private static TencentException refused(String message) {
        return TencentException.of(Outcome.REJECTED, "BODY_NOT_MULTIPART", message)
                .build();
    }
}
