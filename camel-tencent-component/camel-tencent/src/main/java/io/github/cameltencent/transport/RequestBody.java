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

import java.util.function.Supplier;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/** The body of a request: bytes, or a stream that is opened anew for each attempt. */
public final class RequestBody {

    private final byte[] bytes;
    private final Supplier<AsyncEntityProducer> stream;

    private RequestBody(byte[] bytes, Supplier<AsyncEntityProducer> stream) {
        this.bytes = bytes;
        this.stream = stream;
    }

    /** Creates a body from bytes, which must not change afterwards. */
    public static RequestBody of(byte[] bytes) {
        return new RequestBody(bytes, null);
    }

    /** Creates a body that is read while it is sent. The supplier is called for each attempt. */
    public static RequestBody streamed(Supplier<AsyncEntityProducer> stream) {
        return new RequestBody(null, stream);
    }

    /** Returns the bytes, null if the body is streamed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Opens the stream, null if the body is bytes. */
    public AsyncEntityProducer stream() {
        return stream == null ? null : stream.get();
    }
}
