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

/** Creates the exceptions for missing credentials. The messages contain no secret. The call was not sent. */
public final class CredentialErrors {

    /** The error code. */
    public static final String CODE = "NO_CREDENTIALS";

    private CredentialErrors() {}

    /**
     * Creates an exception with a message of our own.
     *
     * @param why the message, which must not contain a secret
     */
    public static TencentException exception(String why) {
        return failure(Outcome.AUTH, why);
    }

    /**
     * Creates an exception for the failure of a provider. The message of a {@link TencentException} is passed on; of
     * other exceptions only the type is, because the message may quote a key.
     */
    public static TencentException exception(Exception failure) {
        if (!(failure instanceof TencentException typed)) {
            return failure(
                    Outcome.AUTH,
                    "the credentials provider failed: " + failure.getClass().getSimpleName());
        }
        if (CODE.equals(typed.getCode())) {
            return typed;
        }
        // ambiguous is only the call of the provider; the call that needs the credentials was not sent
        boolean retryable = typed.isRetryable() || typed.getOutcome() == Outcome.AMBIGUOUS;
        return failure(retryable ? Outcome.TRANSIENT : Outcome.AUTH, typed.getMessage());
    }

    private static TencentException failure(Outcome outcome, String why) {
        return TencentException.of(outcome, CODE, why).build();
    }
}
