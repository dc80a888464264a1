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
 * What is known of a call once it has ended. Every service of the component tells its results with these words: in the
 * header {@link TencentConstants#OUTCOME}, by the type of the exception, and by {@link TencentException#getOutcome()}.
 */
public enum Outcome {

    /** Tencent took it. */
    ACCEPTED,

    /** Permanent: the request is wrong, and repeating it unchanged gives the same answer. */
    REJECTED,

    /** The credentials, the signature, its expiry or the clock were refused. */
    AUTH,

    /** A limit was reached, at Tencent or here. Not executed; repeat later. */
    THROTTLED,

    /** Certainly not executed, for a reason that passes. Safe to repeat. */
    TRANSIENT,

    /** May have been executed: nobody knows. Repeating may do it twice. */
    AMBIGUOUS,

    /** A call that was split, whose parts ended differently. */
    PARTIAL;

    /** Whether the same call may be made again without any risk of doing it twice. */
    public boolean isRetryable() {
        return this == THROTTLED || this == TRANSIENT;
    }
}
