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
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame;
import io.github.cameltencent.birdtalk.frame.TextRules;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.send.ChatSend;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Sends messages. An exchange ends with the server's reply; one whose reply is lost is looked for in the history. What even
 * that did not tell is AMBIGUOUS, and when Camel tries it again, the history is asked first.
 */
final class BirdtalkSendProducer extends BirdtalkProducer {

    private static final String UNRESOLVED = "CamelBirdtalkUnresolved";

    private final ChatInFlightLimiter limiter;
    private final String property;

    BirdtalkSendProducer(Endpoint endpoint, BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(endpoint, service, options);
        this.limiter = new ChatInFlightLimiter(options, options.getMaxInFlight());
        this.property = UNRESOLVED + ":" + endpoint.getEndpointKey();
    }

    @Override
    String operation(Exchange exchange) {
        return "send";
    }

    @Override
    void begin(Exchange exchange, AsyncCallback callback, ChatLink connection) {
        ChatSend[] holder = new ChatSend[1];
        ChatSend fresh = message(exchange, connection, (sent, failure) -> {
            limiter.release();
            end(exchange, callback, holder[0], sent, failure);
        });
        limiter.acquire();
        ChatSend before = exchange.getProperty(property, ChatSend.class);
        exchange.removeProperty(property);
        holder[0] = before != null && before.isSame(fresh)
                ? before.again(fresh.deadline(), options().getMaxRetries(), fresh.listener())
                : fresh;
        connection.send(holder[0]);
    }

    private void end(
            Exchange exchange, AsyncCallback callback, ChatSend send, ChatSend.Sent sent, TencentException failure) {
        if (failure != null) {
            if (failure.getOutcome() == Outcome.AMBIGUOUS) {
                exchange.setProperty(property, send);
            }
            failed(exchange, callback, failure);
            return;
        }
        accepted(exchange, callback, "send", sent.attempts(), () -> {
            Message message = exchange.getMessage();
            message.setHeader(BirdtalkConstants.MSG_ID, sent.msgId());
            message.setHeader(BirdtalkConstants.SEND_ID, sent.sendId());
            message.setHeader(BirdtalkConstants.TIME, sent.time());
        });
    }

    private ChatSend message(
            Exchange exchange, ChatLink connection, BiConsumer<ChatSend.Sent, TencentException> listener) {
        Message message = exchange.getMessage();
        MsgChat whole = message.getBody() instanceof MsgChat chat ? chat : null;
        ChatMsgType kind = ChatWords.msgType(message, options().getMsgType(), whole);
        return new ChatSend(
                ChatWords.dialogue(message, options()),
                kind,
                kind == ChatMsgType.DELETE ? new byte[0] : content(message, whole),
                ChatWords.refMsgId(message),
                connection.ticks() + options().getRequestTimeout(),
                1 + options().getMaxRetries(),
                listener);
    }

    private static byte[] content(Message message, MsgChat whole) {
        if (whole != null) {
            return whole.getData().toByteArray();
        }
        if (message.getBody() instanceof String text) {
            if (!TextRules.isWellFormed(text)) {
                throw new ForbiddenFrame(
                        ForbiddenFrame.Rule.TEXT,
                        "The text holds half a surrogate pair: it was cut inside a character");
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = message.getBody(byte[].class);
        if (bytes == null) {
            throw new IllegalArgumentException("The body is empty: a chat message has a content");
        }
        return bytes;
    }
}
