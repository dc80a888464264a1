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
 * Limits the retries of an application, so that they do not overload a failing service: a retry takes tokens, an accepted
 * call returns some. The numbers are those of the standard retry mode of the AWS SDKs. Thread-safe.
 */
public final class RetryTokenBucket {

    public static final int CAPACITY = 500;
    public static final int RETRY_COST = 5;
    private static final int SUCCESS_REFUND = 1;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Takes the tokens of one retry; returns false if there are not enough. */
    public boolean tryAcquireRetry() {
        int left;
        do {
            left = tokens.get();
            if (left < RETRY_COST) {
                return false;
            }
        } while (!tokens.compareAndSet(left, left - RETRY_COST));
        return true;
    }

    /** Returns tokens for an accepted call: those of a retry if it took them, otherwise one. */
    public void refund(boolean afterRetry) {
        if (tokens.get() < CAPACITY) {
            int amount = afterRetry ? RETRY_COST : SUCCESS_REFUND;
            tokens.getAndUpdate(left -> Math.min(CAPACITY, left + amount));
        }
    }

    public int tokens() {
        return tokens.get();
    }
}
