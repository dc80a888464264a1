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
package io.github.cameltencent;

/**
 * The result of a call, the same for every service: in the header {@link TencentConstants#OUTCOME}, as the type of the
 * exception, and from {@link TencentException#getOutcome()}.
 */
public enum Outcome {

    /** The service accepted the call. */
    ACCEPTED,

    /** The request is wrong; sending it again unchanged gives the same answer. */
    REJECTED,

    /** The service refused the credentials, the signature, its age, or the clock behind it. */
    AUTH,

    /** A rate or concurrency limit was reached, at Tencent or in this component. Not executed; retry later. */
    THROTTLED,

    /** Certainly not executed, for a temporary reason. Safe to retry. */
    TRANSIENT,

    /** Perhaps executed, for example after a timeout. A retry may execute the call twice. */
    AMBIGUOUS,

    /** The parts of a split call, or the items of one call, ended differently. */
    PARTIAL;

    /** Whether the call can be retried without the risk of executing it twice. */
    public boolean isRetryable() {
        return this == THROTTLED || this == TRANSIENT;
    }
}
