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

/** Collects the bytes of an answer without copying them as it grows. For one thread. */
final class AnswerBuffer {

    private static final int LARGEST_PART = 64 * 1024;

    private final List<byte[]> full = new ArrayList<>(1);
    private byte[] part;
    private int partLength;
    private int length;

    /** A buffer whose first part has a size. */
    AnswerBuffer(int firstPart) {
        part = new byte[Math.max(1, Math.min(firstPart, LARGEST_PART))];
    }

    int length() {
        return length;
    }

    void append(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (partLength == part.length) {
                full.add(part);
                part = new byte[Math.min(LARGEST_PART, 2 * part.length)];
                partLength = 0;
            }
            int count = Math.min(bytes.remaining(), part.length - partLength);
            bytes.get(part, partLength, count);
            partLength += count;
            length += count;
        }
    }

    byte[] toByteArray() {
        if (full.isEmpty() && partLength == part.length) {
            return part;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        System.arraycopy(part, 0, all, at, partLength);
        return all;
    }
}
