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
package io.github.cameltencent.examples.doctor;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the command line asks for.
 *
 * @param file the properties to check, null for the environment alone
 * @param online whether anything may be sent
 * @param timeout for each step of a connection
 */
record Settings(Path file, boolean online, Duration timeout, boolean help) {

    static final String USAGE = """
            Usage: java -jar doctor.jar [options] [FILE]
              FILE             the properties of the application, with its lines camel.component.tencent.*
                               (default: application.properties, if there is one here)
              --online         also try names, connections, certificates, clock, and one harmless call an application
              --timeout N      seconds for each step of a connection (default 5)
              --help           this text
            Without --online nothing is sent, and no name is resolved. No secret is printed.
            The exit status is 0 when nothing is wrong, 1 when something is, 2 for wrong arguments.
            """;

    private static final Path DEFAULT_FILE = Path.of("application.properties");
    private static final int MAX_SECONDS = 60;

    /** Reads the arguments; an {@link IllegalArgumentException} says what is wrong with them. */
    static Settings parse(String[] arguments) {
        Path file = null;
        boolean online = false;
        boolean help = false;
        Duration timeout = Duration.ofSeconds(5);
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help" -> help = true;
                case "--online" -> online = true;
                case "--timeout" -> timeout = seconds(arguments, ++i);
                default -> {
                    if (arguments[i].startsWith("-") || file != null) {
                        throw new IllegalArgumentException("unknown option " + arguments[i]);
                    }
                    file = Path.of(arguments[i]);
                }
            }
        }
        if (file == null && DEFAULT_FILE.toFile().isFile()) {
            file = DEFAULT_FILE;
        }
        return new Settings(file, online, timeout, help);
    }

    private static Duration seconds(String[] arguments, int position) {
        String text = position < arguments.length ? arguments[position] : "";
        if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MAX_SECONDS) {
            throw new IllegalArgumentException("--timeout: must be a whole number from 1 to " + MAX_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
