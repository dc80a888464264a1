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
package io.github.cameltencent.transport.limit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps repeats from piling up on a service that is in trouble: a repeat takes tokens, an accepted call gives some back.
 * The numbers are those of the AWS SDKs' standard retry mode. Thread-safe.
 */
public final class RetryBucket {

    public static final int CAPACITY = 500;
    public static final int REPEAT_COST = 5;
    private static final int SUCCESS_REFUND = 1;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Takes the tokens of one repeat; false when there are not enough. */
    public boolean takeRepeat() {
        int left;
        do {
            left = tokens.get();
            if (left < REPEAT_COST) {
                return false;
            }
        } while (!tokens.compareAndSet(left, left - REPEAT_COST));
        return true;
    }

    /** Gives back what a call has earned that was accepted, after a repeat or at once. */
    public void refund(boolean afterRepeat) {
        if (tokens.get() < CAPACITY) {
            int amount = afterRepeat ? REPEAT_COST : SUCCESS_REFUND;
            tokens.getAndUpdate(left -> Math.min(CAPACITY, left + amount));
        }
    }

    public int tokens() {
        return tokens.get();
    }
}
