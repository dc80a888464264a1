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
package io.github.cameltencent.im;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.exchange.FieldValue;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** Finds what makes the message of an exchange the same as an earlier one. Thread-safe. */
public final class IdempotencyKey {

    /** Null where there is no option. */
    private final Expression option;

    private IdempotencyKey(Expression option) {
        this.option = option;
    }

    /**
     * The key of an endpoint's messages.
     *
     * @throws RuntimeException when the option is no expression
     */
    public static IdempotencyKey of(CamelContext context, EndpointOptions options) {
        String text = options.getIdempotencyKey();
        if (text == null || text.isBlank()) {
            return new IdempotencyKey(null);
        }
        Expression expression = context.resolveLanguage("simple").createExpression(text);
        expression.init(context);
        return new IdempotencyKey(expression);
    }

    /** The key of a message: its header, or else what the option gives; null for none. */
    public String find(Exchange exchange) {
        String key =
                FieldValue.header(exchange, TencentConstants.IDEMPOTENCY_KEY).text();
        if (key == null && option != null) {
            key = option.evaluate(exchange, String.class);
        }
        return key == null || key.isBlank() ? null : key;
    }
}
