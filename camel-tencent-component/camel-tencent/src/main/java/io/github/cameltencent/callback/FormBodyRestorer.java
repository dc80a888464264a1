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
package io.github.cameltencent.callback;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Restores the JSON of a callback with the Content-Type of a form, which {@code platform-http} has parsed as one: the text up to the
 * first = became the name of a field, and the rest its value.
 */
final class FormBodyRestorer {

    private FormBodyRestorer() {}

    /**
     * Returns the original bytes, except that each + has become a blank.
     *
     * @return null if they are lost, because the JSON contained an ampersand or a percent sign
     */
    static byte[] restore(Message message, Map<?, ?> form) {
        if (form.size() != 1) {
            return null;
        }
        Map.Entry<?, ?> field = form.entrySet().iterator().next();
        if (!(field.getKey() instanceof String name) || !(field.getValue() instanceof String value)) {
            return null;
        }
        byte[] body = (value.isEmpty() ? name : name + "=" + value).getBytes(StandardCharsets.UTF_8);
        Long length = message.getHeader(Exchange.CONTENT_LENGTH, Long.class);
        return length == null || length == body.length ? body : null;
    }

    /** Removes the headers that were made of the fields. */
    static void removeHeaders(Message message, Map<?, ?> form) {
        form.keySet().forEach(name -> message.removeHeader(String.valueOf(name)));
    }
}
