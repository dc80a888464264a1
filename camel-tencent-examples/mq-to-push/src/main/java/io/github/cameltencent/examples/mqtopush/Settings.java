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

import java.nio.file.Path;
import java.util.Map;

/**
 * The settings from the arguments and the environment.
 *
 * @param messages the number of orders
 * @param bad the number of orders that cannot be delivered
 * @param faults a fault script for the emulator, or null
 * @param latencyMillis the time that the emulator takes for an answer
 * @param port the port of the emulator and its page, 0 for a free one
 * @param serve whether to keep the emulator's page running at the end
 * @param yaml whether to run the route in YAML
 * @param token the phone that all orders are for, with the real service
 * @param real whether there are credentials of the real service
 */
record Settings(
        Provider provider,
        int messages,
        int bad,
        int consumers,
        Path faults,
        int latencyMillis,
        int port,
        boolean serve,
        boolean yaml,
        String token,
        boolean real,
        boolean help) {

    static final String USAGE = """
            Usage: java -jar mq-to-push.jar [options]
              --provider P    tpns or timpush (default tpns)
              --messages N    orders to put on the queue (default 10000; 1 with the real service)
              --consumers N   JMS consumers, each with one push in flight (default 64)
              --bad N         the number of orders that cannot be delivered (default 0)
              --faults FILE   a fault script for the emulator, such as faults/resets.jsonl
              --latency MS    the time that the emulator takes for an answer (default 0)
              --port N        port of the emulator and its page (default: a free one)
              --serve         keep running, to look at the page
              --yaml          run the route of routes/orders.yaml instead of the one in Java
              --token TOKEN   the phone that all orders are for; needed with the real service
              --help          this text
            The real service is used when its keys are in the environment: for tpns TENCENT_TPNS_ACCESS_ID and
            TENCENT_TPNS_SECRET_KEY (and TENCENT_TPNS_REGION, if the application is not at guangzhou), for timpush
            TENCENT_IM_SDK_APP_ID and TENCENT_IM_SECRET_KEY (and TENCENT_IM_REGION, if it is not in mainland China).
            Otherwise the emulator is started.
            The exit status is 0 when every order is accounted for once, 1 when not, 2 for wrong arguments.
            """;

    /** The emulator's record has room for so many, with all retries. */
    private static final int MAX_ORDERS = 100_000;

    /** Reads the arguments; an {@link IllegalArgumentException} says what is wrong with them. */
    static Settings parse(String[] arguments, Map<String, String> environment) {
        Provider provider = Provider.TPNS;
        int messages = 0;
        int bad = 0;
        int consumers = 64;
        Path faults = null;
        int latency = 0;
        int port = 0;
        boolean serve = false;
        boolean yaml = false;
        boolean help = false;
        String token = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help" -> help = true;
                case "--serve" -> serve = true;
                case "--yaml" -> yaml = true;
                case "--provider" -> provider = Provider.of(value(arguments, ++i));
                case "--messages" -> messages = number(arguments, ++i, 1, MAX_ORDERS);
                case "--bad" -> bad = number(arguments, ++i, 0, MAX_ORDERS);
                case "--consumers" -> consumers = number(arguments, ++i, 1, 256);
                case "--latency" -> latency = number(arguments, ++i, 0, 60_000);
                case "--port" -> port = number(arguments, ++i, 0, 65_535);
                case "--faults" -> faults = Path.of(value(arguments, ++i));
                case "--token" -> token = value(arguments, ++i);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        boolean real = isReal(provider, environment);
        if (messages == 0) {
            messages = real ? 1 : 10_000;
        }
        Settings settings =
                new Settings(provider, messages, bad, consumers, faults, latency, port, serve, yaml, token, real, help);
        settings.check();
        return settings;
    }

    private void check() {
        if (bad > messages) {
            throw new IllegalArgumentException("--bad: there are only " + messages + " orders");
        }
        if (real && token == null && !help) {
            throw new IllegalArgumentException("--token: missing; the real service needs the token of a device");
        }
        if (real && (faults != null || latencyMillis > 0 || serve)) {
            throw new IllegalArgumentException("--faults, --latency and --serve are for the emulator only");
        }
    }

    private static boolean isReal(Provider provider, Map<String, String> environment) {
        boolean real = present(environment, provider.idVariable());
        if (real != present(environment, provider.secretVariable())) {
            throw new IllegalArgumentException(
                    provider.idVariable() + " and " + provider.secretVariable() + " belong together: set both or none");
        }
        return real;
    }

    private static boolean present(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    private static String value(String[] arguments, int position) {
        if (position == arguments.length) {
            throw new IllegalArgumentException(arguments[position - 1] + ": its value is missing");
        }
        return arguments[position];
    }

    private static int number(String[] arguments, int position, int from, int to) {
        String text = value(arguments, position);
        try {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // reported below, like a number out of range
        }
        throw new IllegalArgumentException(
                arguments[position - 1] + ": must be a whole number from " + from + " to " + to + ", not " + text);
    }
}
