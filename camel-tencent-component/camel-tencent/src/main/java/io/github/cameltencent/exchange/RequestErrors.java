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
package io.github.cameltencent.exchange;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.util.function.Supplier;

/** Maps exceptions during the preparation of a call to {@link TencentException}. */
public final class RequestErrors {

    private RequestErrors() {}

    /**
     * Runs a step that depends on keys and addresses.
     *
     * @throws TencentException AUTH, {@code NO_KEYS}, if the step throws an {@link IllegalArgumentException}
     */
    public static <T> T mapKeyErrors(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw TencentException.of(Outcome.AUTH, "NO_KEYS", e.getMessage()).build();
        }
    }

    /**
     * Runs a step that reads the message.
     *
     * @throws TencentException REJECTED, {@code BODY_UNREADABLE}, if the step throws any other exception
     */
    public static <T> T mapBodyErrors(Supplier<T> step) {
        try {
            return step.get();
        } catch (TencentException e) {
            throw e;
        } catch (RuntimeException e) {
            // without its message, which may quote the body
            throw TencentException.of(
                            Outcome.REJECTED,
                            "BODY_UNREADABLE",
                            "the body could not be read: " + e.getClass().getSimpleName())
                    .build();
        }
    }
}
