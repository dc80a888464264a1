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
package io.github.cameltencent.emulator.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Collects the bytes of a body up to a limit. Used by one I/O thread. */
final class BodyBuffer {

    private static final byte[] NONE = new byte[0];

    private final int limit;
    private byte[] bytes;
    private int length;

    BodyBuffer(long announced, int limit) {
        this.limit = limit;
        // the announced length alone never causes a large allocation
        this.bytes = announced <= 0 ? NONE : new byte[(int) Math.min(announced, Math.min(limit, 64 * 1024))];
    }

    /** Adds bytes; returns false if the limit is exceeded. */
    boolean add(ByteBuf part) {
        int more = part.readableBytes();
        if (more > limit - length) {
            return false;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(length + more, bytes.length * 2L)));
        }
        part.readBytes(bytes, length, more);
        length += more;
        return true;
    }

    byte[] whole() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
