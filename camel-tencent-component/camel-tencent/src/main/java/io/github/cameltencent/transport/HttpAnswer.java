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
 * The HTTP response of a call, received completely unless it is streamed.
 *
 * @param date the header {@code Date}, null for none
 * @param retryAfter the header {@code Retry-After}, unparsed; null for none
 * @param stream the body of a streamed answer, whose {@code body} is empty; null for others
 */
public record HttpAnswer(
        int status, String contentType, byte[] body, Instant date, String retryAfter, AnswerStream stream)
        implements Serializable {

    /** Creates an answer that is not streamed. */
    public HttpAnswer(int status, String contentType, byte[] body, Instant date, String retryAfter) {
        this(status, contentType, body, date, retryAfter, null);
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
