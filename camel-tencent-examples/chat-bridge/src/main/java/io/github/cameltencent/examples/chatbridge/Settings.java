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
package io.github.cameltencent.examples.chatbridge;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings from the arguments and the environment.
 *
 * @param messages the number of messages in each direction
 * @param disconnects how often all chat connections are closed
 * @param yaml whether to run the routes in YAML
 * @param members the other members of the room of a real server
 * @param real whether there is a chat server
 */
record Settings(
        int messages,
        int disconnects,
        int port,
        boolean serve,
        boolean yaml,
        Set<Long> members,
        boolean real,
        boolean help) {

    static final String USAGE = """
            Usage: java -jar chat-bridge.jar [options]
              --messages N     messages in the room, and as many at the topic (default 500)
              --disconnects N  close all chat connections that many times (default 0)
              --port N         port of the emulator and its page (default: a free one)
              --serve          keep running until Ctrl-C
              --yaml           run the routes of routes/*.yaml instead of those in Java
              --help           this text
            A chat server is used when BIRDTALK_SERVER (wss://host:7817/ws), BIRDTALK_USER, BIRDTALK_PASSWORD and
            BIRDTALK_GROUP are in the environment. BIRDTALK_MEMBERS lists the numbers of the members who get a push when
            offline, separated by commas; pushes need TENCENT_TPNS_ACCESS_ID and TENCENT_TPNS_SECRET_KEY. The bridge then
            runs until Ctrl-C. Otherwise the emulator is started.
            The exit status is 0 when every message arrived once, 1 if not, 2 for wrong arguments.
            """;

    private static final List<String> SERVER =
            List.of("BIRDTALK_SERVER", "BIRDTALK_USER", "BIRDTALK_PASSWORD", "BIRDTALK_GROUP");

    /** Reads the arguments; an {@link IllegalArgumentException} says what is wrong with them. */
    static Settings parse(String[] arguments, Map<String, String> environment) {
        long present = SERVER.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .count();
        if (present != 0 && present != SERVER.size()) {
            throw new IllegalArgumentException(String.join(", ", SERVER) + " belong together: set all or none");
        }
        int messages = 500;
        int disconnects = 0;
        int port = 0;
        boolean serve = false;
        boolean yaml = false;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help" -> help = true;
                case "--serve" -> serve = true;
                case "--yaml" -> yaml = true;
                case "--messages" -> messages = number(arguments, ++i, 1, 100_000);
                case "--disconnects" -> disconnects = number(arguments, ++i, 0, 1000);
                case "--port" -> port = number(arguments, ++i, 0, 65_535);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new Settings(messages, disconnects, port, serve, yaml, members(environment), present != 0, help);
    }

    private static Set<Long> members(Map<String, String> environment) {
        String names = environment.getOrDefault("BIRDTALK_MEMBERS", "");
        try {
            return Arrays.stream(names.split(","))
                    .filter(name -> !name.isBlank())
                    .map(name -> Long.valueOf(name.strip()))
                    .collect(Collectors.toSet());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("BIRDTALK_MEMBERS must be numbers of users, separated by commas");
        }
    }

    private static int number(String[] arguments, int position, int min, int max) {
        String name = arguments[position - 1];
        if (position == arguments.length) {
            throw new IllegalArgumentException(name + ": its value is missing");
        }
        try {
            int value = Integer.parseInt(arguments[position]);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new IllegalArgumentException(name + " must be a whole number from " + min + " to " + max);
    }
}
