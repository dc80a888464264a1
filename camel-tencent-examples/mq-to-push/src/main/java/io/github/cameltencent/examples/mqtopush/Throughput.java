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

/** How fast orders were settled: over all, and in the fastest second, when the JVM is warm. Used by one thread. */
final class Throughput {

    private static final double SECOND = 1;

    private double seconds;
    private long settled;
    private double lastSecond;
    private long lastSettled;
    private double best;

    /** Takes note of how far it is. */
    void at(double secondsNow, long settledNow) {
        seconds = secondsNow;
        settled = settledNow;
        if (seconds - lastSecond >= SECOND) {
            best = Math.max(best, (settled - lastSettled) / (seconds - lastSecond));
            lastSecond = seconds;
            lastSettled = settled;
        }
    }

    double seconds() {
        return seconds;
    }

    double overAll() {
        return seconds == 0 ? 0 : settled / seconds;
    }

    /** The same as {@link #overAll} when it took less than a second. */
    double best() {
        return Math.max(best, overAll());
    }
}
