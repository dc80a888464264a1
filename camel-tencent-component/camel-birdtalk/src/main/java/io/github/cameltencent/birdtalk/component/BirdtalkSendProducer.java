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
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.send.ChatSend;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Sends messages. An exchange ends with the server's reply; a message whose reply is lost is searched for in the history.
 * If the history does not tell either, the outcome is AMBIGUOUS, and a Camel redelivery searches the history first.
 */
final class BirdtalkSendProducer extends BirdtalkProducer {

    private static final String UNRESOLVED = "CamelBirdtalkUnresolved";

    private final ChatInFlightLimiter limiter;
    private final String property;

    BirdtalkSendProducer(BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(service, options, "send");
        this.limiter = new ChatInFlightLimiter(options, options.getMaxInFlight());
        this.property = UNRESOLVED + ":" + service.endpoint().getEndpointKey();
    }

    @Override
    void begin(ExchangeCompletion completion, ChatLink connection) {
        Exchange exchange = completion.exchange();
        ChatSend[] holder = new ChatSend[1];
        ChatSend fresh = message(exchange, connection, (sent, failure) -> end(completion, holder[0], sent, failure));
        completion.acquire(limiter);
        ChatSend before = exchange.getProperty(property, ChatSend.class);
        exchange.removeProperty(property);
        holder[0] = before != null && before.isSame(fresh)
                ? before.again(fresh.deadline(), options().getMaxRetries(), fresh.listener())
                : fresh;
        connection.send(holder[0]);
    }

    private void end(ExchangeCompletion completion, ChatSend send, ChatSend.Sent sent, TencentException failure) {
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

    private ChatSend message(
            Exchange exchange, ChatLink connection, BiConsumer<ChatSend.Sent, TencentException> listener) {
        MsgChat whole = exchange.getMessage().getBody() instanceof MsgChat chat ? chat : null;
        ChatMsgType kind = ChatWords.msgType(exchange, options().getMsgType(), whole);
        return new ChatSend(
                ChatWords.dialogue(exchange, options()),
                kind,
                kind == ChatMsgType.DELETE ? new byte[0] : MessageContent.of(exchange, kind),
                ChatWords.refMsgId(exchange),
                connection.ticks() + options().getRequestTimeout(),
                1 + options().getMaxRetries(),
                listener);
    }
}
