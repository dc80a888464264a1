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
package io.github.cameltencent.examples.mqtopush;

import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;

/**
 * Keeps an exchange on the thread of the JMS consumer. The session of the consumer is the transaction, and Spring finds it
 * by the thread: after an asynchronous producer such as {@code tencent:push} a route goes on elsewhere, and what it sends
 * there would be committed on its own.
 */
final class LocalTransaction implements TransactedPolicy {

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // nothing to set up
    }

    @Override
    public Processor wrap(Route route, Processor processor) {
        return exchange -> {
            exchange.getUnitOfWork().beginTransactedBy(this);
            try {
                processor.process(exchange);
            } finally {
                exchange.getUnitOfWork().endTransactedBy(this);
            }
        };
    }
}
