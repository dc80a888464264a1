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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.limit.RateLimit;

/**
 * One call as a service describes it; the transport does the rest.
 *
 * @param service the service of the endpoint, such as {@code push}
 * @param operation what is called, such as {@code push/app}
 * @param scope names the application whose in-flight limit and retry tokens the call shares
 * @param rateLimit the rate limit that the call counts against, {@link RateLimit#NONE} for none
 * @param options timeouts, limits and retries
 * @param idempotent whether the call may be retried although it may have been executed
 * @param deduplicated whether the provider drops the second of two equal calls, so that a repeat is no duplicate
 * @param signer makes each attempt
 * @param reader understands the answer
 * @param stream how long a streamed answer may take; null where answers are not streamed
 */
public record HttpCall(
        String service,
        String operation,
        String scope,
        RateLimit rateLimit,
        EndpointOptions options,
        boolean idempotent,
        boolean deduplicated,
        RequestSigner signer,
        AnswerReader reader,
        StreamRule stream) {

    /** A call whose answer is read whole. */
    @SuppressWarnings("checkstyle:ParameterNumber") // the components of the record but the last
    public HttpCall(
            String service,
            String operation,
            String scope,
            RateLimit rateLimit,
            EndpointOptions options,
            boolean idempotent,
            boolean deduplicated,
            RequestSigner signer,
            AnswerReader reader) {
        this(service, operation, scope, rateLimit, options, idempotent, deduplicated, signer, reader, null);
    }

    /** The same call for an answer that may come bit by bit. */
    public HttpCall streamed(StreamRule rule) {
        return new HttpCall(
                service, operation, scope, rateLimit, options, idempotent, deduplicated, signer, reader, rule);
    }
}
