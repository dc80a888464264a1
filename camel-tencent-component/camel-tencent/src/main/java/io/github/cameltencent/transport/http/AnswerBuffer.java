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
package io.github.cameltencent.transport.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects the bytes of an answer in chunks, so that nothing is copied while it grows. Not thread-safe. */
final class AnswerBuffer {

    private static final int MAX_CHUNK = 64 * 1024;

    private final List<byte[]> full = new ArrayList<>(1);
    private byte[] chunk;
    private int chunkLength;
    private int length;

    /** Creates a buffer.
     *
     * @param firstChunk the size of the first chunk in bytes */
    AnswerBuffer(int firstChunk) {
        chunk = new byte[Math.max(1, Math.min(firstChunk, MAX_CHUNK))];
    }

    int length() {
        return length;
    }

    void append(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (chunkLength == chunk.length) {
                full.add(chunk);
                chunk = new byte[Math.min(MAX_CHUNK, 2 * chunk.length)];
                chunkLength = 0;
            }
            int count = Math.min(bytes.remaining(), chunk.length - chunkLength);
            bytes.get(chunk, chunkLength, count);
            chunkLength += count;
            length += count;
        }
    }

    byte[] toByteArray() {
        if (full.isEmpty() && chunkLength == chunk.length) {
            return chunk;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        System.arraycopy(chunk, 0, all, at, chunkLength);
        return all;
    }
}
