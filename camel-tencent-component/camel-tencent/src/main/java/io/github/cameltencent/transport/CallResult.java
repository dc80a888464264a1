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
 * How a call ended, with all its repeats.
 *
 * @param outcome {@link Outcome#ACCEPTED}, or that of the failure
 * @param attempts how often the request was sent
 * @param answer the last answer, null where there was none
 * @param content that answer as its reader understood it, null for none
 * @param requestId the service's id, null for none
 * @param failure null when accepted
 * @param possiblyDuplicate accepted, but an earlier attempt may have been executed as well
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
