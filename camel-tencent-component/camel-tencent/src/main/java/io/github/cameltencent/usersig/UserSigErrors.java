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
package io.github.cameltencent.usersig;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;

/** Creates the exceptions of one operation. The messages never contain the values. */
record UserSigErrors(String operation) {

    TencentException rejected(String code, String message) {
        return of(Outcome.REJECTED, code, message);
    }

    TencentException auth(String code, String message) {
        return of(Outcome.AUTH, code, message);
    }

    private TencentException of(Outcome outcome, String code, String message) {
        return TencentException.of(outcome, code, message)
                .call(UserSigProducer.SERVICE, operation)
                .build();
    }
}
