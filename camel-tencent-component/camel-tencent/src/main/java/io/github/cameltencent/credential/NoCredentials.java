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
package io.github.cameltencent.credential;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;

/** Tells why there is nothing to sign with, in words that hold no secret. The call that asked was not sent. */
public final class NoCredentials {

    /** The code of such failures. */
    public static final String CODE = "NO_CREDENTIALS";

    private NoCredentials() {}

    /**
     * For something to set right.
     *
     * @param why is passed on as it is
     */
    public static TencentException because(String why) {
        return failure(Outcome.AUTH, why);
    }

    /**
     * For what a source failed with. The words of a {@link TencentException} are passed on; of others only the kind is told,
     * since they may quote a key.
     */
    public static TencentException because(Exception failure) {
        if (!(failure instanceof TencentException told)) {
            return failure(
                    Outcome.AUTH,
                    "the source of the credentials failed: "
                            + failure.getClass().getSimpleName());
        }
        if (CODE.equals(told.getCode())) {
            return told;
        }
        // ambiguous is only what the source was asked, not the call
        boolean later = told.isRetryable() || told.getOutcome() == Outcome.AMBIGUOUS;
        return failure(later ? Outcome.TRANSIENT : Outcome.AUTH, told.getMessage());
    }

    private static TencentException failure(Outcome outcome, String why) {
        return TencentException.of(outcome, CODE, why).build();
    }
}
