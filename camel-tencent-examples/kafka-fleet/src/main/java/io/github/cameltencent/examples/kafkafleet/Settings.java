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
package io.github.cameltencent.examples.kafkafleet;

import java.util.Set;

/**
 * The options of a run.
 *
 * @param users the number of keys; 0 is one for 20 events
 * @param maxInFlight pushes in flight of each worker; its batches are four times that
 * @param latency of the emulator, in milliseconds
 */
record Settings(
        int events,
        int kills,
        int pauses,
        int workers,
        long seed,
        int users,
        int maxInFlight,
        int latency,
        boolean isThroughput) {

    static final String USAGE =
            "usage: kafka-fleet [--throughput] [--events 2000] [--kills 2] [--pauses 1] [--workers 3]"
                    + " [--seed 1] [--users N] [--max-in-flight 32] [--latency 20]";

    private static final Set<String> OPTIONS =
            Set.of("--events", "--kills", "--pauses", "--workers", "--seed", "--users", "--max-in-flight", "--latency");

    private static final Settings DEFAULTS = new Settings(2000, 2, 1, 3, 1, 0, 32, 20, false);

    /** One worker, which is killed once it has been measured. */
    private static final Settings THROUGHPUT = new Settings(40_000, 1, 0, 1, 1, 10_000, 64, 50, true);

    static Settings parse(String... arguments) {
        boolean isThroughput = arguments.length > 0 && arguments[0].equals("--throughput");
        Settings settings = isThroughput ? THROUGHPUT : DEFAULTS;
        for (int i = isThroughput ? 1 : 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": its value is missing");
            }
            settings = settings.with(arguments[i], arguments[i + 1]);
        }
        return settings;
    }

    private Settings with(String option, String value) {
        if (!OPTIONS.contains(option)) {
            throw new IllegalArgumentException("unknown option " + option);
        }
        return new Settings(
                option.equals("--events") ? number(option, value, 1) : events,
                option.equals("--kills") ? number(option, value, 0) : kills,
                option.equals("--pauses") ? number(option, value, 0) : pauses,
                option.equals("--workers") ? number(option, value, 1) : workers,
                option.equals("--seed") ? number(option, value, 0) : seed,
                option.equals("--users") ? number(option, value, 1) : users,
                option.equals("--max-in-flight") ? number(option, value, 1) : maxInFlight,
                option.equals("--latency") ? number(option, value, 0) : latency,
                isThroughput);
    }

    private static int number(String option, String value, int from) {
        try {
            int number = Integer.parseInt(value);
            if (number >= from && number <= 2_000_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw new IllegalArgumentException(option + ": must be a whole number from " + from + " to 2000000");
    }

    int keys() {
        return users > 0 ? users : Math.max(10, events / 20);
    }

    /** Whether the run ends before a better compiler would pay. */
    boolean isShort() {
        return events < 20_000;
    }
}
