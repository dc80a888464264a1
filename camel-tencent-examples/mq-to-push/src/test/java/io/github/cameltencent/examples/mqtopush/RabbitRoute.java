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
package io.github.cameltencent.examples.mqtopush;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route of docs/bridges.md with what the page says about RabbitMQ, in this process or in one of its own. */
final class RabbitRoute implements AutoCloseable {

    private static final String PAGE_URL = "amqp://127.0.0.1:5672";

    private final Main camel = new Main();

    private RabbitRoute(String broker, String emulator, int consumers, Map<String, String> more) throws Exception {
        camel.setDefaultPropertyPlaceholderLocation("false");
        Provider.TPNS.emulated(emulator).forEach(camel::addInitialProperty);
        Properties recipe = new Properties();
        recipe.load(new StringReader(snippet("properties", "camel.component.amqp")));
        recipe.forEach((name, value) ->
                camel.addInitialProperty(name.toString(), value.toString().replace(PAGE_URL, broker)));
        more.forEach(camel::addInitialProperty);
        camel.start();
        PluginHelper.getRoutesLoader(camel.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("orders.yaml", yaml(consumers)));
    }

    static RabbitRoute start(String broker, String emulator, int consumers, Map<String, String> more) throws Exception {
        return new RabbitRoute(broker, emulator, consumers, more);
    }

    /** A worker to be killed, started with the addresses of the broker and the emulator and the number of consumers. */
    public static void main(String[] arguments) throws Exception {
        start(arguments[0], arguments[1], Integer.parseInt(arguments[2]), Map.of());
        while (System.in.read() >= 0) {
            // until the test ends
        }
        Runtime.getRuntime().halt(1);
    }

    /** The first route of the page, with its last step as in the recipe, and without retries in the component. */
    private static String yaml(int consumers) throws IOException {
        String lastStep = snippet("yaml", "- delay");
        String route = snippet("yaml", "jms:orders").replace("jms:", "amqp:");
        String first = lastStep.lines().findFirst().orElseThrow();
        int from = route.lastIndexOf('\n', route.indexOf(first)) + 1;
        return (route.substring(0, from) + lastStep.indent(route.indexOf(first) - from))
                .replace("concurrentConsumers: 64", "concurrentConsumers: " + consumers)
                .replace("synchronous: true", "synchronous: true\n              maxRetries: 0");
    }

    /** The first snippet of the page that contains a text. */
    private static String snippet(String language, String text) throws IOException {
        String page =
                Files.readString(Path.of("..", "..", "docs", "bridges.md")).replace("\r\n", "\n");
        Matcher snippets =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        while (snippets.find()) {
            if (snippets.group(1).contains(text)) {
                return snippets.group(1);
            }
        }
        throw new IllegalStateException("bridges.md has no such snippet: " + text);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
