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
import static io.github.cameltencent.TencentConstants.POSSIBLY_DUPLICATE;
import static io.github.cameltencent.TencentConstants.TO_ACCOUNT;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** From callbacks of IM to answers: what is decided before a message is sent, and what the bot says after it was. */
final class BotRoutes extends RouteBuilder {

    /** The field of an answer's custom data that says which message it answers. */
    static final String ANSWERS = "{\"answers\":\"%s\"}";

    private static final String BEFORE = "C2C.CallbackBeforeSendMsg";
    private static final String AFTER = "C2C.CallbackAfterSendMsg";
    private static final String MSG_KEY = "MsgKey";

    /** As many messages as may come twice: IM repeats a callback within minutes, if that is switched on. */
    private static final int REMEMBERED = 10_000;

    private static final Set<Outcome> MAY_PASS = EnumSet.of(Outcome.THROTTLED, Outcome.TRANSIENT, Outcome.AMBIGUOUS);

    private final Tally tally;
    private final String account;

    BotRoutes(Tally tally, String account) {
        this.tally = tally;
        this.account = account;
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler().logExhausted(false));

        // IM waits two seconds at most, and with it a user whose message is about to be sent: nothing slow happens here
        from("webhook:tencent:im?application=bot&responseType=map&replayCheck=true"
                        + "&webhookComponentName={{bot.rest-component}}&webhookPath={{bot.path}}")
                .routeId("callbacks")
                .process(exchange -> tally.callback())
                .choice()
                .when(exchange -> is(exchange, BEFORE) && Answers.hasCardNumber(Answers.textOf(callback(exchange))))
                .process(exchange -> tally.keptBack())
                .setBody(constant(Answers.NO_CARD_NUMBERS))
                .when(exchange -> is(exchange, AFTER) && isQuestion(callback(exchange)))
                .to("seda:questions?size=10000&waitForTaskToComplete=Never")
                .setBody(constant(""))
                .end();

        from("seda:questions?size=10000&concurrentConsumers=16")
                .routeId("answers")
                .onException(TencentException.class)
                .onWhen(exchange -> MAY_PASS.contains(failure(exchange).getOutcome()))
                .maximumRedeliveries(5)
                .redeliveryDelay(500)
                .useExponentialBackOff()
                .handled(true)
                .process(this::unanswered)
                .end()
                .onException(Exception.class)
                .handled(true)
                .process(this::unanswered)
                .end()
                .process(BotRoutes::toAnswer)
                // a callback after an event may come twice, and later than the replay check remembers
                .idempotentConsumer(
                        header(IDEMPOTENCY_KEY), MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED))
                // rather twice than not at all: within a second IM drops the second one, later it may be double
                .to("tencent:im/openim/sendmsg?application=bot&fromAccount={{bot.account}}&retryAmbiguous=true")
                .process(exchange ->
                        tally.answered(exchange.getMessage().getHeader(POSSIBLY_DUPLICATE, false, Boolean.class)))
                .end();

        // the account that users write to; making it again does no harm
        from("timer:account?repeatCount=1&delay=0")
                .routeId("account")
                .setBody(constant("{\"UserID\":\"" + account + "\",\"Nick\":\"The shop\"}"))
                .to("tencent:im/im_open_login_svc/account_import?application=bot");
    }

    private static boolean is(Exchange exchange, String command) {
        return command.equals(exchange.getMessage().getHeader(CALLBACK_COMMAND));
    }

    /** To the bot, not from it: its own answers are told of as well. */
    private boolean isQuestion(Map<?, ?> callback) {
        return account.equals(callback.get("To_Account")) && !account.equals(callback.get("From_Account"));
    }

    private static void toAnswer(Exchange exchange) {
        Map<?, ?> question = callback(exchange);
        Message message = exchange.getMessage();
        message.setHeader(TO_ACCOUNT, question.get("From_Account"));
        message.setHeader(CLOUD_CUSTOM_DATA, String.format(ANSWERS, question.get(MSG_KEY)));
        message.setHeader(IDEMPOTENCY_KEY, question.get(MSG_KEY));
        message.setBody(Answers.to(Answers.textOf(question)));
    }

    private void unanswered(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        tally.unanswered(
                failure instanceof TencentException told ? told.getOutcome() + " " + told.getCode() : "FAILED");
        log.warn("A user got no answer: {}", failure.getMessage());
    }

    private static TencentException failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TencentException.class);
    }

    private static Map<?, ?> callback(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class);
    }
}
