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
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.operation.ActionArguments;
import io.github.cameltencent.birdtalk.operation.ChatAction;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.exchange.FieldValue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Runs an action with the arguments in a Map body. The result becomes the body, as a Map. */
final class BirdtalkActionProducer extends BirdtalkProducer {

    private final BirdtalkOperation kind;
    /** The action unless the message names one; null for none. */
    private final String defaultAction;

    BirdtalkActionProducer(BirdtalkService service, BirdtalkProducerConfiguration options, BirdtalkOperation kind) {
        super(service, options, operation(kind, options.getAction()));
        this.kind = kind;
        this.defaultAction = options.getAction();
    }

    private static String operation(BirdtalkOperation kind, String action) {
        return action == null ? kind.path() : kind.path() + "/" + action;
    }

    @Override
    void begin(ExchangeCompletion completion, AccountClient client) {
        Exchange exchange = completion.exchange();
        String name = FieldValue.of(exchange, BirdtalkConstants.ACTION, "action", defaultAction)
                .text();
        completion.operation(operation(kind, name));
        ChatAction operation = known(name);
        CountingSender sender = new CountingSender(client);
        operation.run(sender, ActionArguments.of(exchange)).whenComplete((result, failure) -> {
            if (failure != null) {
                completion.failed(failure, sender.sent);
            } else {
                completion.accepted(
                        Math.max(1, sender.sent), () -> exchange.getMessage().setBody(result));
            }
        });
    }

    private ChatAction known(String name) {
        ChatAction operation = name == null ? null : kind.actions().get(name);
        if (operation == null) {
            throw new IllegalArgumentException(
                    (name == null ? "The action is missing" : "The action " + name + " is unknown")
                            + ": set the option action or the header " + BirdtalkConstants.ACTION + " to one of "
                            + new TreeSet<>(kind.actions().keySet()));
        }
        return operation;
    }

    /** Counts the frames that are sent. */
    private final class CountingSender implements ChatAction.RequestSender {

        private final AccountClient client;
        private int sent;

        CountingSender(AccountClient client) {
            this.client = client;
        }

        @Override
        public <T> CompletableFuture<T> send(ChatRequest<T> request) {
            return client.send(request, options().getRequestTimeout())
                    .whenComplete((answer, failure) -> sent += request.framesSent());
        }

        @Override
        public AccountClient client() {
            return client;
        }
    }
}
