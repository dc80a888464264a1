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

import org.apache.camel.builder.RouteBuilder;

/**
 * From IM callbacks to answers. {@link ErrorHandling} has what happens to answers that fail. The file {@code routes/bot.yaml} has
 * the same routes in YAML.
 */
final class BotRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // IM waits two seconds for the reply before it sends the message of a user: nothing slow happens here
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
                .process("answer")
                // IM may repeat a callback later than the replay check remembers
                .idempotentConsumer(header(IDEMPOTENCY_KEY))
                .idempotentRepository("answeredMessages")
                // two answers are better than none: IM drops a duplicate within a second, but not later
                .to("tencent:im/openim/sendmsg?application=bot&fromAccount={{bot.account}}&retryAmbiguous=true");
    }
}
