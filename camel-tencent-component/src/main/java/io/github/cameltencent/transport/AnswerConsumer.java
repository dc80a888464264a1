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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AbstractAsyncResponseConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Reads an answer whole, up to a size. One for each attempt; used by one I/O thread. */
final class AnswerConsumer extends AbstractAsyncResponseConsumer<HttpAnswer, byte[]> {

    AnswerConsumer(int maxBytes) {
        super(new Bytes(maxBytes));
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 1xx tells nothing about the outcome
    }

    @Override
    protected HttpAnswer buildResult(HttpResponse response, byte[] entity, ContentType contentType) {
        return new HttpAnswer(
                response.getCode(),
                contentType == null ? null : contentType.getMimeType(),
                entity == null ? new byte[0] : entity,
                date(response),
                value(response, "Retry-After"));
    }

    private static Instant date(HttpResponse response) {
        String date = value(response, "Date");
        return date == null ? null : DateUtils.parseStandardDate(date);
    }

    private static String value(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The bytes of the body; refuses more than the cap as they come. */
    private static final class Bytes extends AbstractBinAsyncEntityConsumer<byte[]> {

        private final int maxBytes;
        private final ByteArrayBuffer buffer = new ByteArrayBuffer(256);

        Bytes(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        protected void streamStart(ContentType contentType) throws HttpException, IOException {
            buffer.clear();
        }

        @Override
        protected int capacityIncrement() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer src, boolean endOfStream) throws IOException {
            if (buffer.length() + src.remaining() > maxBytes) {
                throw new AnswerTooLargeException(maxBytes);
            }
            buffer.append(src);
        }

        @Override
        protected byte[] generateContent() {
            return buffer.toByteArray();
        }

        @Override
        public void releaseResources() {
            buffer.clear();
        }
    }
}
