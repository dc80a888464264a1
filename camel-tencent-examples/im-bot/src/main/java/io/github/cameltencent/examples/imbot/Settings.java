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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The settings from the arguments and the environment.
 *
 * @param messages the number of messages of the simulated users
 * @param seconds the time to run with the real service
 * @param callbackPort the port for callbacks; 0 for a free one
 * @param port of the emulator and its page, 0 for a free one
 * @param yaml whether to run the routes in YAML
 * @param real whether there are credentials of the real service
 */
record Settings(
        int messages,
        int seconds,
        Path faults,
        int callbackPort,
        int port,
        boolean serve,
        boolean yaml,
        boolean real,
        boolean help) {

    static final String USAGE = """
            Usage: java -jar im-bot.jar [options]
              --callback-port N  the port for callbacks, on 127.0.0.1 (default: a free one; 8081 with the real service)
              --serve            keep running until Ctrl-C
              --yaml             run the routes of routes/*.yaml instead of those in Java
              --help             this text
            with the emulator
              --messages N       messages that users write (default 300)
              --faults FILE      a fault script, such as faults/throttled.jsonl
              --port N           port of the emulator and its page (default: a free one)
            with the real service
              --seconds N        how long to answer (default 600)
            The real service is used when TENCENT_IM_SDK_APP_ID, TENCENT_IM_SECRET_KEY and TENCENT_IM_CALLBACK_TOKEN are in
            the environment (and TENCENT_IM_REGION, if it is not in mainland China). Otherwise the emulator is started.
            The exit status is 0 if every message was answered, 1 if not, 2 for wrong arguments.
            """;

    private static final List<String> KEYS =
            List.of("TENCENT_IM_SDK_APP_ID", "TENCENT_IM_SECRET_KEY", "TENCENT_IM_CALLBACK_TOKEN");

    private static final int REAL_PORT = 8081;

    /** Reads the arguments; an {@link IllegalArgumentException} says what is wrong with them. */
    static Settings parse(String[] arguments, Map<String, String> environment) {
        long present = KEYS.stream()
                .filter(key -> !environment.getOrDefault(key, "").isBlank())
                .count();
        if (present != 0 && present != KEYS.size()) {
            throw new IllegalArgumentException(String.join(", ", KEYS) + " belong together: set all or none");
        }
        boolean real = present != 0;
        int messages = 300;
        int seconds = 600;
        Path faults = null;
        int callbackPort = real ? REAL_PORT : 0;
        int port = 0;
        boolean serve = false;
        boolean yaml = false;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            switch (option) {
                case "--help" -> help = true;
                case "--serve" -> serve = true;
                case "--yaml" -> yaml = true;
                case "--messages" -> messages = number(option, value(arguments, ++i), 1, 20_000);
                case "--seconds" -> seconds = number(option, value(arguments, ++i), 1, 86_400);
                case "--callback-port" -> callbackPort = number(option, value(arguments, ++i), 1, 65_535);
                case "--port" -> port = number(option, value(arguments, ++i), 0, 65_535);
                case "--faults" -> faults = Path.of(value(arguments, ++i));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (real && faults != null) {
            throw new IllegalArgumentException("--faults is for the emulator only");
        }
        return new Settings(messages, seconds, faults, callbackPort, port, serve, yaml, real, help);
    }

    private static String value(String[] arguments, int position) {
        if (position == arguments.length) {
            throw new IllegalArgumentException(arguments[position - 1] + ": its value is missing");
        }
        return arguments[position];
    }

    private static int number(String option, String text, int from, int to) {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= from && Integer.parseInt(text) <= to) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(option + ": must be a whole number from " + from + " to " + to);
    }
}
