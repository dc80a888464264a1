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

/** Why a UserSig was refused. The messages hold neither the ticket nor anything that was inside it as text. */
public enum UserSigRefusal {
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

    // without the cause: the texts of parsers quote what they read
    public TencentAuthException because(String message) {
        return (TencentAuthException) TencentException.of(Outcome.AUTH, name(), message)
                .call("usersig", "verify")
                .build();
    }
}
