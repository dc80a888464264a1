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

import java.io.Serializable;
import java.time.Instant;

/**
 * What a server answered, read whole but for streams.
 *
 * @param date the answer's {@code Date}, null where it has none
 * @param retryAfter the answer's {@code Retry-After} as it stands, null where it has none
 * @param stream the body of an answer that comes bit by bit, {@code body} is empty then; null for others
 */
public record HttpAnswer(
        int status, String contentType, byte[] body, Instant date, String retryAfter, AnswerStream stream)
        implements Serializable {

    /** An answer that was read whole. */
    public HttpAnswer(int status, String contentType, byte[] body, Instant date, String retryAfter) {
        this(status, contentType, body, date, retryAfter, null);
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
