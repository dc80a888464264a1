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
package io.github.cameltencent.examples.cloudops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings from the arguments and the environment.
 *
 * @param alarms the number of alarms to raise
 * @param instances the number of instances that the emulator has
 * @param seconds how long the real services are polled
 * @param sinceMinutes how old the alarms of the real service may be at the start
 * @param phones the tokens of the phones on call
 * @param yaml whether to run the routes in YAML
 * @param real whether there are credentials of the real services
 */
record Settings(
        Path folder,
        int alarms,
        int instances,
        int seconds,
        int sinceMinutes,
        List<String> phones,
        Path faults,
        int port,
        boolean serve,
        boolean yaml,
        boolean real,
        boolean help) {

    static final String USAGE = """
            Usage: java -jar cloud-ops.jar [options]
              --out FOLDER    where the list of instances and the dead letters are written (default target/cloud-ops)
              --phone TOKEN   a device on call; may be repeated. Needed with the real services
              --serve         keep running until Ctrl-C
              --yaml          run the routes of routes/*.yaml instead of those in Java
              --help          this text
            with the emulator
              --alarms N      alarms to raise, two per second (default 12)
              --instances N   number of instances (default 250)
              --faults FILE   a fault script, such as faults/push-refused.jsonl
              --port N        port of the emulator and its page (default: a free one)
            with the real services
              --seconds N     how long to watch (default 60)
              --since N       begin with the alarms of the last N minutes (default 60)
            The real services are used when TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are in the environment
            (and TENCENTCLOUD_REGION, if it is not ap-guangzhou), for pushes with TENCENT_TPNS_ACCESS_ID and
            TENCENT_TPNS_SECRET_KEY (and TENCENT_TPNS_REGION, if it is not guangzhou). Otherwise the emulator is started.
            The exit status is 0 when instances were listed and every alarm was pushed, 1 if not, 2 for wrong arguments.
            """;

    private static final List<String> KEYS = List.of(
            "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENT_TPNS_ACCESS_ID", "TENCENT_TPNS_SECRET_KEY");

    /** Two phones of the emulator. */
    private static final List<String> EMULATED_PHONES =
            List.of("0ca1100000000000000000000000000000a1", "0ca1100000000000000000000000000000b2");

    private static final int MAX_PHONES = 100;

    /** Reads the arguments; an {@link IllegalArgumentException} says what is wrong with them. */
    static Settings parse(String[] arguments, Map<String, String> environment) {
        long present = KEYS.stream()
                .filter(key -> !environment.getOrDefault(key, "").isBlank())
                .count();
        if (present != 0 && present != KEYS.size()) {
            throw new IllegalArgumentException(String.join(", ", KEYS) + " belong together: set all or none");
        }
        boolean real = present != 0;
        Path folder = Path.of("target", "cloud-ops");
        int alarms = 12;
        int instances = 250;
        int seconds = 60;
        int since = 60;
        List<String> phones = new ArrayList<>();
        Path faults = null;
        int port = 0;
        boolean serve = false;
        boolean yaml = false;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help" -> help = true;
                case "--serve" -> serve = true;
                case "--yaml" -> yaml = true;
                case "--out" -> folder = Path.of(value(arguments, ++i));
                case "--alarms" -> alarms = number(arguments, ++i, 1, 1000);
                case "--instances" -> instances = number(arguments, ++i, 0, 100_000);
                case "--seconds" -> seconds = number(arguments, ++i, 1, 86_400);
                case "--since" -> since = number(arguments, ++i, 0, 10_000);
                case "--port" -> port = number(arguments, ++i, 0, 65_535);
                case "--faults" -> faults = Path.of(value(arguments, ++i));
                case "--phone" -> phones.add(phone(arguments, ++i));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (phones.isEmpty() && real && !help) {
            throw new IllegalArgumentException("--phone: the token of a device is missing");
        }
        if (phones.size() > MAX_PHONES) {
            throw new IllegalArgumentException("--phone: must not be given more than " + MAX_PHONES + " times");
        }
        if (real && faults != null) {
            throw new IllegalArgumentException("--faults is for the emulator only");
        }
        return new Settings(
                folder,
                alarms,
                instances,
                seconds,
                since,
                phones.isEmpty() ? EMULATED_PHONES : List.copyOf(phones),
                faults,
                port,
                serve,
                yaml,
                real,
                help);
    }

    private static String phone(String[] arguments, int position) {
        String token = value(arguments, position);
        if (!token.matches("[\\x21-\\x7e&&[^,]]{1,64}")) {
            throw new IllegalArgumentException(
                    "--phone: must be the token of a device: 1 to 64 visible ASCII characters, without commas");
        }
        return token;
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
