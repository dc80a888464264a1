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

import io.github.cameltencent.transport.AnswerTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decompresses answers, since some gateways compress them unasked. */
final class GzipDecoder {

    private GzipDecoder() {}

    /**
     * Returns the decompressed bytes, or the bytes as they are if they are not valid gzip: the reader of the answer rejects
     * them.
     *
     * @throws AnswerTooLargeException if there are more than {@code maxBytes}
     */
    static byte[] decompress(byte[] bytes, int maxBytes) throws AnswerTooLargeException {
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        byte[] decompressed;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            decompressed = in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            return bytes;
        }
        if (decompressed.length > maxBytes) {
            throw new AnswerTooLargeException(maxBytes);
        }
        return decompressed;
    }
}
