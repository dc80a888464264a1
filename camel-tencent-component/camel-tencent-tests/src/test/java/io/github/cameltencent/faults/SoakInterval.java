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
package io.github.cameltencent.faults;

import java.util.Locale;

/**
 * What one interval of a soak measured.
 *
 * @param heap bytes after a collection
 * @param direct bytes of direct memory, those of Netty included
 * @param p50 nanoseconds of a call with its retries
 * @param faulted requests that got a fault from the emulator
 * @param received messages of the chat that a route received
 * @param violations outcomes that contradict the record, and exchanges that ended never or twice
 * @param pinned virtual threads that were pinned for more than 20 ms
 */
record SoakInterval(
        int number,
        long heap,
        long direct,
        int threads,
        long files,
        long calls,
        long accepted,
        long ambiguous,
        long notExecuted,
        long faulted,
        long received,
        long callbacks,
        long p50,
        long p99,
        long violations,
        long pinned) {

    static final String HEAD = "interval,heap_mb,direct_mb,threads,open_files,calls,accepted,ambiguous,not_executed,"
            + "faulted,chat_received,callbacks,p50_ms,p99_ms,violations,pinned";

    /** The first interval may pin threads: the JVM does while it loads classes. */
    boolean good() {
        return violations == 0 && (number == 1 || pinned == 0);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%d,%.2f,%.2f,%d,%d,%d,%d,%d,%d,%d,%d,%d,%.1f,%.1f,%d,%d",
                number,
                megabytes(heap),
                megabytes(direct),
                threads,
                files,
                calls,
                accepted,
                ambiguous,
                notExecuted,
                faulted,
                received,
                callbacks,
                p50 / 1e6,
                p99 / 1e6,
                violations,
                pinned);
    }

    static double megabytes(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }
}
