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

/** What a bad network does to a connection. */
enum NetworkFault {
    /** Each piece is 100 ms late. */
    LATENCY(true),
    /** Each piece is up to 80 ms late. */
    JITTER(true),
    /** 16 KiB per second in each direction. */
    BANDWIDTH(true),
    /** One byte at a time. */
    SLICES(true),
    /** The answer's end of the connection is closed after 30 ms; what the client writes in the next 200 ms is lost. */
    SLOW_CLOSE(false),
    /** Both sides are reset after a random number of bytes. */
    RESET(false),
    /** After the first answer the server's side is gone and the client's side stays open. */
    HALF_OPEN(false),
    /** The connection is accepted, and nothing ever arrives. */
    BLACK_HOLE(false),
    /** Requests arrive and answers do not. */
    LOST_ANSWERS(false);

    private final boolean harmless;

    NetworkFault(boolean harmless) {
        this.harmless = harmless;
    }

    /** Whether all bytes arrive, only later: no call may fail. */
    boolean harmless() {
        return harmless;
    }
}
