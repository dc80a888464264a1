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

/** The options of the command line. */
record Settings(int events, int kills, int pauses, int workers, long seed) {

    static final String USAGE = "usage: kafka-fleet [--events 2000] [--kills 2] [--pauses 1] [--workers 3] [--seed 1]";

    static Settings parse(String... arguments) {
        int events = 2000;
        int kills = 2;
        int pauses = 1;
        int workers = 3;
        long seed = 1;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": its value is missing");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--events" -> events = number(arguments[i], value, 1);
                case "--kills" -> kills = number(arguments[i], value, 0);
                case "--pauses" -> pauses = number(arguments[i], value, 0);
                case "--workers" -> workers = number(arguments[i], value, 1);
                case "--seed" -> seed = number(arguments[i], value, 0);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new Settings(events, kills, pauses, workers, seed);
    }

    private static int number(String option, String value, int from) {
        try {
            int number = Integer.parseInt(value);
            if (number >= from && number <= 400_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw new IllegalArgumentException(option + ": must be a whole number from " + from + " to 400000");
    }
}
