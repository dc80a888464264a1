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
package io.github.cameltencent.emulator.cloud.request;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Generates ids that are unique within an emulator. They are predictable. */
public final class UniqueIdGenerator {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final AtomicLong state;

    public UniqueIdGenerator(long seed) {
        state = new AtomicLong(seed);
    }

    /** The finalizer of SplitMix64, a bijection. */
    private long next() {
        long z = state.addAndGet(GAMMA);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public String requestId() {
        long high = (next() & ~0xF000L) | 0x4000L;
        long low = (next() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** A random string of letters and digits. */
    public String word(int length) {
        StringBuilder word = new StringBuilder(length);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if (i % 8 == 0) {
                bits = next() >>> 1;
            }
            word.append(LETTERS.charAt((int) (bits % LETTERS.length())));
            bits /= LETTERS.length();
        }
        return word.toString();
    }
}
