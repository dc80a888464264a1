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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.operation.Arguments;
import io.github.cameltencent.birdtalk.operation.ChatOperation;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.credential.SharedConfiguration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Asks the chat for something by name, with arguments in a Map; the body then is a Map of what came of it. */
final class BirdtalkOperationProducer extends BirdtalkProducer {

    private final String verb;
    private final Map<String, ChatOperation> operations;
    private final String usual;

    /**
     * A producer.
     *
     * @param usual the operation where the message names none; null for none
     */
    BirdtalkOperationProducer(
            Endpoint endpoint,
            BirdtalkService service,
            SharedConfiguration options,
            String verb,
            Map<String, ChatOperation> operations,
            String usual) {
        super(endpoint, service, options);
        this.verb = verb;
        this.operations = operations;
        this.usual = usual;
    }

    @Override
    String operation(Exchange exchange) {
        String name = exchange.getMessage().getHeader(TencentConstants.CHAT_OPERATION, usual, String.class);
        return name == null ? verb : verb + "/" + name;
    }

    @Override
    void begin(Exchange exchange, AsyncCallback callback, ChatLink connection) {
        String name = exchange.getMessage().getHeader(TencentConstants.CHAT_OPERATION, usual, String.class);
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
        ChatOperation operation = name == null ? null : operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException((name == null ? "No operation is named" : name + " is not known")
                    + ": tencent:birdtalk/" + verb + " does one of " + new TreeSet<>(operations.keySet())
                    + ", by the option chatOperation or the header " + TencentConstants.CHAT_OPERATION);
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
