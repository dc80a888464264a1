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
package io.github.cameltencent.exchange;

import java.nio.charset.StandardCharsets;

/**
 * Formats the headers and boundaries of a multipart form (RFC 7578). Names and file names must not contain quotes or
 * control characters.
 */
public final class MultipartFormat {

    private MultipartFormat() {}

    /**
     * Returns the bytes before the content of a part.
     *
     * @param fileName null for a part that is not a file
     * @param contentType null for none
     */
    public static byte[] head(String boundary, String name, String fileName, String contentType) {
        return bytes("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + '"'
                + (fileName == null ? "" : "; filename=\"" + fileName + '"')
                + (contentType == null ? "" : "\r\nContent-Type: " + contentType) + "\r\n\r\n");
    }

    /** Returns the bytes after the content of a part. */
    public static byte[] tail() {
        return bytes("\r\n");
    }

    /** Returns the bytes after the last part. */
    public static byte[] end(String boundary) {
        return bytes("--" + boundary + "--\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
