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
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.exchange.FieldValue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Calls an action of the chat with arguments from a Map body; the answer becomes the body, as a Map. */
final class BirdtalkOperationProducer extends BirdtalkProducer {

    private final BirdtalkOperation kind;
    /** The action where the message names none; null for none. */
    private final String usual;

    BirdtalkOperationProducer(BirdtalkService service, BirdtalkProducerConfiguration options, BirdtalkOperation kind) {
        super(service, options, operation(kind, options.getAction()));
        this.kind = kind;
        this.usual = options.getAction();
    }

    private static String operation(BirdtalkOperation kind, String action) {
        return action == null ? kind.path() : kind.path() + "/" + action;
    }

    @Override
    void begin(ExchangeCompletion completion, ChatLink connection) {
        Exchange exchange = completion.exchange();
        String name = FieldValue.of(exchange, BirdtalkConstants.ACTION, "action", usual)
                .text();
        completion.operation(operation(kind, name));
        ChatOperation operation = known(name);
        CountingAsker asker = new CountingAsker(connection);
        operation.run(asker, Arguments.of(exchange)).whenComplete((result, failure) -> {
            if (failure != null) {
                completion.failed(failure, asker.sent);
            } else {
                completion.accepted(
                        Math.max(1, asker.sent), () -> exchange.getMessage().setBody(result));
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
    private final class CountingAsker implements ChatOperation.Asker {

        private final ChatLink connection;
        private int sent;

        CountingAsker(ChatLink connection) {
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
