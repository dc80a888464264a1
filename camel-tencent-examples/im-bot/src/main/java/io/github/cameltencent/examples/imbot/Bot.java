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

import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel with the routes of the bot. */
final class Bot implements AutoCloseable {

    static final String ACCOUNT = "shop-bot";

    /** What callbacks of the emulator are signed with. */
    static final String EMULATED_TOKEN = "callback-token-for-tests";

    private final Main camel;

    private Bot(Main camel) {
        this.camel = camel;
    }

    /**
     * Starts Camel.
     *
     * @param port where callbacks come in
     * @param properties more settings, as application.properties names them
     */
    static Bot start(Tally tally, int port, Map<String, String> properties) {
        Main camel = new Main();
        camel.addOverrideProperty("bot.account", ACCOUNT);
        camel.addOverrideProperty("camel.rest.port", String.valueOf(port));
        properties.forEach(camel::addOverrideProperty);
        camel.configure().addRoutesBuilder(new BotRoutes(tally, ACCOUNT));
        camel.start();
        return new Bot(camel);
    }

    /** The properties that make an emulator the service. */
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

    /** Ends what is under way when the program is interrupted; Camel's own hook only waits for somebody to stop it. */
    void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "im-bot-end"));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
