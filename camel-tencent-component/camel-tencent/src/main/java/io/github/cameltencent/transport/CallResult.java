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
package io.github.cameltencent.transport;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.io.Serializable;

/**
 * The result of a call with all its retries.
 *
 * @param outcome {@link Outcome#ACCEPTED}, or the outcome of the failure
 * @param attempts the number of attempts that were sent
 * @param answer the last answer, null if there was none
 * @param content that answer as parsed by its {@link AnswerReader}, null for none
 * @param requestId the request id of the service, null for none
 * @param failure null when accepted
 * @param possiblyDuplicate whether the call was accepted although an earlier attempt may have been executed too
 */
public record CallResult(
        Outcome outcome,
        int attempts,
        HttpAnswer answer,
        Object content,
        String requestId,
        TencentException failure,
        boolean possiblyDuplicate)
        implements Serializable {}
