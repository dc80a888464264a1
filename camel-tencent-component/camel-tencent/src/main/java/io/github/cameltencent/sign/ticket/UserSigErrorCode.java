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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentException;

/** The error codes of refused UserSigs. The messages contain neither the UserSig nor text from inside it. */
public enum UserSigErrorCode {
    EMPTY,
    BAD_BASE64,
    BAD_ZLIB,
    BAD_JSON,
    MISSING_FIELD,
    IDENTIFIER_MISMATCH,
    SDKAPPID_MISMATCH,
    EXPIRED,
    SIG_MISMATCH,
    USERBUF_MISMATCH;

    // without a cause, exception messages of parsers quote their input
    public TencentAuthException exception(String message) {
        return (TencentAuthException) TencentException.of(Outcome.AUTH, name(), message)
                .call("usersig", "verify")
                .build();
    }
}
