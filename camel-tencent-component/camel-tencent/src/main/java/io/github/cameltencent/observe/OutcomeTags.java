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
package io.github.cameltencent.observe;

import io.github.cameltencent.TencentConstants;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.telemetry.Span;

/** Copies the result of a call from the headers of a message to a span. */
public final class OutcomeTags {

    private static final Map<String, String> HEADERS = Map.of(
            "operation", TencentConstants.OPERATION,
            "outcome", TencentConstants.OUTCOME,
            "code", TencentConstants.ERROR_CODE,
            "attempts", TencentConstants.ATTEMPTS,
            "request.id", TencentConstants.REQUEST_ID);

    private OutcomeTags() {}

    /**
     * Sets a tag for each header that the message has.
     *
     * @param prefix the beginning of the names of tags
     */
    public static void set(Span span, Exchange exchange, String prefix) {
        Message message = exchange.getMessage();
        HEADERS.forEach((name, header) -> {
            Object value = message.getHeader(header);
            if (value != null) {
                span.setTag(prefix + name, value.toString());
            }
        });
    }
}
