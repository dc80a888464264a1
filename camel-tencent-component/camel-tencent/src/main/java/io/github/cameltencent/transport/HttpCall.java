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
 * A call to a service: what to send, and how to limit, sign, retry and read it.
 *
 * @param service the service of the endpoint, such as {@code push}
 * @param operation the operation of the service, such as {@code push/app}
 * @param application the key of the application whose in-flight limit and retry tokens the call shares
 * @param rateLimit the rate limit that the call counts against, {@link RateLimit#NONE} for none
 * @param options timeouts, limits and retries
 * @param idempotent whether the call may be retried after an ambiguous outcome
 * @param deduplicated whether the service drops the second of two equal calls, so that a retry is no duplicate
 * @param signer signs the request of each attempt
 * @param reader classifies the answer
 * @param stream the timeouts of a streamed answer; null if answers are not streamed
 */
public record HttpCall(
        String service,
        String operation,
        String application,
        RateLimit rateLimit,
        EndpointOptions options,
        boolean idempotent,
        boolean deduplicated,
        RequestSigner signer,
        AnswerReader reader,
        StreamTimeouts stream) {

    /** Creates a call whose answer is not streamed. */
    @SuppressWarnings("checkstyle:ParameterNumber") // the components of the record but the last
    public HttpCall(
            String service,
            String operation,
            String application,
            RateLimit rateLimit,
            EndpointOptions options,
            boolean idempotent,
            boolean deduplicated,
            RequestSigner signer,
            AnswerReader reader) {
        this(service, operation, application, rateLimit, options, idempotent, deduplicated, signer, reader, null);
    }

    /** Returns the same call for an answer that may be streamed. */
    public HttpCall streamed(StreamTimeouts timeouts) {
        return new HttpCall(
                service,
                operation,
                application,
                rateLimit,
                options,
                idempotent,
                deduplicated,
                signer,
                reader,
                timeouts);
    }
}
