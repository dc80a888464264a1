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
package io.github.cameltencent.examples.imbot;

import static io.github.cameltencent.TencentConstants.CALLBACK_COMMAND;
import static io.github.cameltencent.TencentConstants.CLOUD_CUSTOM_DATA;
import static io.github.cameltencent.TencentConstants.IDEMPOTENCY_KEY;
import static io.github.cameltencent.TencentConstants.TO_ACCOUNT;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the routes: which callbacks are questions, what the bot answers, and which failures are worth a retry. */
final class Conversation {

    /** The custom data of an answer: the key of the message that it answers. */
    static final String ANSWERS = "{\"answers\":\"%s\"}";

    /** The exchange property with the kind of a callback. */
    static final String KIND = "kind";

    static final String CARD_NUMBER = "card-number";

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final String BEFORE = "C2C.CallbackBeforeSendMsg";
    private static final String AFTER = "C2C.CallbackAfterSendMsg";
    private static final String MSG_KEY = "MsgKey";
    private static final Set<Outcome> RETRYABLE = EnumSet.of(Outcome.THROTTLED, Outcome.TRANSIENT, Outcome.AMBIGUOUS);

    private Conversation() {}

    static void classify(Exchange exchange) {
        Map<?, ?> callback = callback(exchange);
        Object command = exchange.getMessage().getHeader(CALLBACK_COMMAND);
        String kind = "other";
        if (BEFORE.equals(command) && Answers.hasCardNumber(Answers.textOf(callback))) {
            kind = CARD_NUMBER;
        } else if (AFTER.equals(command) && isQuestion(callback)) {
            kind = "question";
        }
        exchange.setProperty(KIND, kind);
    }

    /** Whether a message is for the bot; callbacks report its own answers as well. */
    private static boolean isQuestion(Map<?, ?> callback) {
        return Bot.ACCOUNT.equals(callback.get("To_Account")) && !Bot.ACCOUNT.equals(callback.get("From_Account"));
    }

    static void block(Exchange exchange) {
        exchange.getMessage().setBody(Answers.NO_CARD_NUMBERS);
    }

    static void answer(Exchange exchange) {
        Map<?, ?> question = callback(exchange);
        Message message = exchange.getMessage();
        message.setHeader(TO_ACCOUNT, question.get("From_Account"));
        message.setHeader(CLOUD_CUSTOM_DATA, String.format(ANSWERS, question.get(MSG_KEY)));
        message.setHeader(IDEMPOTENCY_KEY, question.get(MSG_KEY));
        message.setBody(Answers.to(Answers.textOf(question)));
    }

    static boolean isRetryable(Exchange exchange) {
        return failure(exchange) instanceof TencentException failure && RETRYABLE.contains(failure.getOutcome());
    }

    static void logUnanswered(Exchange exchange) {
        LOG.warn("A user got no answer: {}", failure(exchange).getMessage());
    }

    static Exception failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private static Map<?, ?> callback(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class);
    }
}
