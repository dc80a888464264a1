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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.account.ChatObserver;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.send.OutgoingMessage;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Sends messages. An exchange ends with the server's reply; a message whose reply is lost is searched for in the
 * history. If the search fails too, the outcome is AMBIGUOUS, and a Camel redelivery searches the history first.
 */
final class BirdtalkSendProducer extends BirdtalkProducer {

    private static final String UNRESOLVED = "CamelBirdtalkUnresolved";

    private final ChatInFlightLimiter limiter;
    private final String property;

    BirdtalkSendProducer(BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(service, options, ChatObserver.SEND);
        this.limiter = new ChatInFlightLimiter(options, options.getMaxInFlight());
        this.property = UNRESOLVED + ":" + service.endpoint().getEndpointKey();
    }

    @Override
    void begin(ExchangeCompletion completion, AccountClient client) {
        Exchange exchange = completion.exchange();
        OutgoingMessage[] holder = new OutgoingMessage[1];
        OutgoingMessage created =
                message(exchange, client, (sent, failure) -> end(completion, holder[0], sent, failure));
        completion.acquire(limiter);
        OutgoingMessage unresolved = exchange.getProperty(property, OutgoingMessage.class);
        exchange.removeProperty(property);
        holder[0] = unresolved != null && unresolved.isSameMessage(created)
                ? unresolved.retry(created.deadline(), options().getMaxRetries(), created.listener())
                : created;
        client.send(holder[0]);
    }

    private void end(
            ExchangeCompletion completion,
            OutgoingMessage send,
            OutgoingMessage.Result sent,
            TencentException failure) {
        Exchange exchange = completion.exchange();
        if (failure != null) {
            if (failure.getOutcome() == Outcome.AMBIGUOUS) {
                exchange.setProperty(property, send);
            }
            completion.failed(failure, failure.getAttempts());
            return;
        }
        completion.accepted(sent.attempts(), () -> {
            Message message = exchange.getMessage();
            message.setHeader(BirdtalkConstants.MSG_ID, sent.msgId());
            message.setHeader(BirdtalkConstants.SEND_ID, sent.sendId());
            message.setHeader(BirdtalkConstants.TIME, sent.time());
        });
    }

    private OutgoingMessage message(
            Exchange exchange, AccountClient client, BiConsumer<OutgoingMessage.Result, TencentException> listener) {
        MsgChat original = exchange.getMessage().getBody() instanceof MsgChat chat ? chat : null;
        ChatMsgType type = SendHeaders.msgType(exchange, options().getMsgType(), original);
        return new OutgoingMessage(
                SendHeaders.dialogue(exchange, options()),
                type,
                type == ChatMsgType.DELETE ? new byte[0] : MessageContent.of(exchange, type),
                SendHeaders.refMsgId(exchange),
                client.monotonicMillis() + options().getRequestTimeout(),
                1 + options().getMaxRetries(),
                listener);
    }
}
