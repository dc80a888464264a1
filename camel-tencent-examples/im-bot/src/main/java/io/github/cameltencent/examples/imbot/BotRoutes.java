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

import static io.github.cameltencent.TencentConstants.IDEMPOTENCY_KEY;

import io.github.cameltencent.TencentException;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;

/**
 * From IM callbacks to answers. The files {@code routes/callbacks.yaml} and {@code routes/answers.yaml} have the same routes
 * in YAML.
 */
final class BotRoutes extends RouteBuilder {

    private final Predicate retryable;

    BotRoutes(Predicate retryable) {
        this.retryable = retryable;
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler().logExhausted(false));

        // IM delays the message of a user until the callback is answered, for two seconds at most: nothing slow happens
        // here
        from("webhook:tencent:im?application=bot&responseType=map&replayCheck=true"
                        + "&webhookComponentName={{bot.rest-component}}&webhookPath={{bot.path}}")
                .routeId("callbacks")
                .process("classification")
                .choice()
                .when(exchangeProperty("kind").isEqualTo("card-number"))
                .process("blockedMessage")
                .when(exchangeProperty("kind").isEqualTo("question"))
                .to("seda:questions?size=10000&waitForTaskToComplete=Never")
                .setBody(constant(""))
                .end();

        from("seda:questions?size=10000&concurrentConsumers=16")
                .routeId("answers")
                .onException(TencentException.class)
                .onWhen(retryable)
                .maximumRedeliveries(5)
                .redeliveryDelay(500)
                .useExponentialBackOff()
                .handled(true)
                .process("unanswered")
                .end()
                .onException(Exception.class)
                .handled(true)
                .process("unanswered")
                .end()
                .process("answer")
                // IM may repeat a callback later than the replay check remembers
                .idempotentConsumer(header(IDEMPOTENCY_KEY))
                .idempotentRepository("answeredMessages")
                // better twice than never: IM drops a duplicate within a second, but not later
                .to("tencent:im/openim/sendmsg?application=bot&fromAccount={{bot.account}}&retryAmbiguous=true")
                .end();

        // creates the account that users write to; harmless if it exists
        from("timer:account?repeatCount=1&delay=0")
                .routeId("account")
                .setBody(simple("{\"UserID\":\"{{bot.account}}\",\"Nick\":\"The shop\"}"))
                .to("tencent:im/im_open_login_svc/account_import?application=bot");
    }
}
