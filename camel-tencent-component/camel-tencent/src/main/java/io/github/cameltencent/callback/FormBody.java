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
 * The JSON of a callback that says to be a form. {@code platform-http} has read it as one then: the text up to its first =
 * became the name of a field, and the rest its value.
 */
final class FormBody {

    private FormBody() {}

    /**
     * The bytes as they came, but for a + that became a blank.
     *
     * @return null where they cannot be told any more: the JSON held an ampersand or a percent sign
     */
    static byte[] restored(Message message, Map<?, ?> form) {
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

    /** Removes what the fields became headers by. */
    static void removeHeaders(Message message, Map<?, ?> form) {
        form.keySet().forEach(name -> message.removeHeader(String.valueOf(name)));
    }
}
