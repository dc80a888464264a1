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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.operation.Arguments;
import io.github.cameltencent.birdtalk.operation.ChatOperation;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Asks the chat for something by name, with arguments in a Map; the body then is a Map of what came of it. */
final class BirdtalkOperationProducer extends BirdtalkProducer {

    private final BirdtalkOperation kind;
    /** The action where the message names none; null for none. */
    private final String usual;

    BirdtalkOperationProducer(
            Endpoint endpoint, BirdtalkService service, BirdtalkProducerConfiguration options, BirdtalkOperation kind) {
        super(endpoint, service, options);
        this.kind = kind;
        this.usual = options.getAction();
    }

    @Override
    String operation(Exchange exchange) {
        String name = exchange.getMessage().getHeader(BirdtalkConstants.ACTION, usual, String.class);
        return name == null ? kind.path() : kind.path() + "/" + name;
    }

    @Override
    void begin(Exchange exchange, AsyncCallback callback, ChatLink connection) {
        String name = exchange.getMessage().getHeader(BirdtalkConstants.ACTION, usual, String.class);
        ChatOperation operation = known(name);
        String called = operation(exchange);
        Counting asker = new Counting(connection);
        operation.run(asker, Arguments.of(exchange)).whenComplete((result, failure) -> {
            if (failure != null) {
                failed(
                        exchange,
                        callback,
                        failure(failure).toBuilder()
                                .call(ChatFailures.SERVICE, called)
                                .attempts(asker.sent)
                                .build());
            } else {
                accepted(exchange, callback, called, Math.max(1, asker.sent), () -> exchange.getMessage()
                        .setBody(result));
            }
        });
    }

    private ChatOperation known(String name) {
        ChatOperation operation = name == null ? null : kind.actions().get(name);
        if (operation == null) {
            throw new IllegalArgumentException((name == null ? "No action is named" : name + " is not known")
                    + ": birdtalk:" + kind.path() + " does one of "
                    + new TreeSet<>(kind.actions().keySet())
                    + ", by the option action or the header " + BirdtalkConstants.ACTION);
        }
        return operation;
    }

    /** Counts what is sent to the server. */
    private final class Counting implements ChatOperation.Asker {

        private final ChatLink connection;
        private int sent;

        Counting(ChatLink connection) {
            this.connection = connection;
        }

        @Override
        public <T> CompletableFuture<T> ask(ChatRequest<T> request) {
            return connection
                    .ask(request, options().getRequestTimeout())
                    .whenComplete((answer, failure) -> sent += request.sent());
        }

        @Override
        public ChatLink link() {
            return connection;
        }
    }
}
