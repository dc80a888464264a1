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
package io.github.cameltencent.sign.ticket;

import java.time.Instant;

/** Checks times and lifetimes of UserSigs. */
public final class Validity {

    /** 50 years of 365 days. */
    static final long MAX_EXPIRE = 50L * 365 * 86400;

    private Validity() {}

    public static void requireExpire(long seconds) {
        if (seconds <= 0) {
            throw new IllegalArgumentException("expire is " + seconds + ": it must be at least 1 second");
        }
        if (seconds > MAX_EXPIRE) {
            throw new IllegalArgumentException("expire is " + seconds + " seconds, the maximum is 50 years ("
                    + MAX_EXPIRE + " seconds); is it in milliseconds?");
        }
    }

    /** Returns the Unix seconds of a time that is signed. */
    public static long requireSeconds(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0) {
            throw new IllegalArgumentException("The time " + time + " is before 1970: set the clock");
        }
        return seconds;
    }

    /** Adds without overflow: a UserSig may contain any number. */
    public static long add(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return !overflow ? sum : a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
