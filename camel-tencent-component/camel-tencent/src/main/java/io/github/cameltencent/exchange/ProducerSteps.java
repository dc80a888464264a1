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

/** What producers do before a call is sent, with failures as the routes are to see them. */
public final class ProducerSteps {

    private ProducerSteps() {}

    /**
     * Makes what depends on keys and addresses.
     *
     * @throws TencentException AUTH, {@code NO_KEYS}, where the step throws an {@link IllegalArgumentException}
     */
    public static <T> T configured(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw TencentException.of(Outcome.AUTH, "NO_KEYS", e.getMessage()).build();
        }
    }

    /**
     * Reads what is sent.
     *
     * @throws TencentException REJECTED, {@code BODY_UNREADABLE}, for whatever the step throws that is none already
     */
    public static <T> T read(Supplier<T> step) {
        try {
            return step.get();
        } catch (TencentException e) {
            throw e;
        } catch (RuntimeException e) {
            // not its text, which may quote the body
            throw TencentException.of(
                            Outcome.REJECTED,
                            "BODY_UNREADABLE",
                            "the body could not be read: " + e.getClass().getSimpleName())
                    .build();
        }
    }
}
