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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs Camel with the routes of the bot, in Java or in YAML. */
final class Bot implements AutoCloseable {

    static final String ACCOUNT = "shop-bot";

    /** The token that signs the callbacks of the emulator. */
    static final String EMULATED_TOKEN = "callback-token-for-tests";

    /** How many answered messages the bot remembers; IM repeats a callback within minutes. */
    private static final int MAX_MESSAGES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    private final Main camel;

    private Bot(Main camel) {
        this.camel = camel;
    }

    /**
     * Starts Camel.
     *
     * @param port the port for callbacks
     * @param yaml whether to run the routes in YAML instead of those in Java
     * @param properties further settings
     */
    static Bot start(BotStatistics statistics, int port, boolean yaml, Map<String, String> properties) {
        Main camel = new Main();
        camel.addOverrideProperty("bot.account", ACCOUNT);
        camel.addOverrideProperty("camel.rest.port", String.valueOf(port));
        properties.forEach(camel::addOverrideProperty);
        camel.bind("classification", (Processor) Conversation::classify);
        camel.bind("blockedMessage", (Processor) Conversation::block);
        camel.bind("answer", (Processor) Conversation::answer);
        camel.bind("unanswered", (Processor) exchange -> {
            statistics.unanswered(exchange);
            Conversation.logUnanswered(exchange);
        });
        camel.bind("answeredMessages", MemoryIdempotentRepository.memoryIdempotentRepository(MAX_MESSAGES));
        camel.bind("statistics", statistics);
        camel.configure().addRoutesBuilder(new ErrorHandling());
        if (yaml) {
            camel.configure().withRoutesIncludePattern("classpath:routes/bot.yaml");
        } else {
            camel.configure().addRoutesBuilder(new BotRoutes());
        }
        camel.start();
        importAccount(camel.getCamelContext());
        return new Bot(camel);
    }

    /** Creates the account that users write to; harmless if it exists. */
    private static void importAccount(CamelContext context) {
        Exchange answer = context.createFluentProducerTemplate()
                .to("tencent:im/im_open_login_svc/account_import?application=bot&throwExceptionOnFailure=false")
                .withBody("{\"UserID\":\"" + ACCOUNT + "\",\"Nick\":\"The shop\"}")
                .send();
        Object outcome = answer.getMessage().getHeader(TencentConstants.OUTCOME);
        if (!"ACCEPTED".equals(outcome)) {
            LOG.warn("The account {} was not created: {}", ACCOUNT, outcome);
        }
    }

    /** Properties that send all calls to an emulator. */
    static Map<String, String> emulated(String baseUri) {
        String im = "camel.component.tencent.applications[bot].im.";
        return Map.of(
                im + "sdk-app-id",
                EmulatorOptions.IM.id(),
                im + "secret-key",
                EmulatorOptions.IM.key(),
                im + "callback-token",
                EMULATED_TOKEN,
                im + "base-uri",
                baseUri);
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    /** Stops Camel gracefully on Ctrl-C. */
    void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "im-bot-end"));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
