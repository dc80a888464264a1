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

/** Evaluates the idempotency key of an exchange. Thread-safe. */
public final class IdempotencyKey {

    /** Null if the option is not set. */
    private final Expression option;

    private IdempotencyKey(Expression option) {
        this.option = option;
    }

    /**
     * Creates the key of an endpoint.
     *
     * @throws RuntimeException if the option is not a valid expression
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

    /** Returns the key of an exchange: the header, or else the value of the option; null for none. */
    public String find(Exchange exchange) {
        String key =
                FieldValue.header(exchange, TencentConstants.IDEMPOTENCY_KEY).text();
        if (key == null && option != null) {
            key = option.evaluate(exchange, String.class);
        }
        return key == null || key.isBlank() ? null : key;
    }
}
