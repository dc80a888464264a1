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
package io.github.cameltencent.tpns;

import io.github.cameltencent.exchange.MultipartFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * A multipart form (RFC 7578) with one file in the part {@code file}, which is read while it is sent. Used by one I/O
 * thread.
 */
final class MultipartFileEntity implements AsyncEntityProducer {

    private static final int CHUNK = 32 * 1024;

    private final Path path;
    private final long length;
    private final ByteBuffer head;
    private final ByteBuffer tail;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
    private FileChannel file;
    private boolean fileDone;

    MultipartFileEntity(PackageFile upload, String boundary) throws IOException {
        this.path = upload.path();
        this.head = ByteBuffer.wrap(MultipartFormat.head(boundary, "file", upload.name(), "application/octet-stream"));
        byte[] end = MultipartFormat.end(boundary);
        this.tail = ByteBuffer.allocate(MultipartFormat.tail().length + end.length)
                .put(MultipartFormat.tail())
                .put(end)
                .flip();
        this.length = head.remaining() + Files.size(path) + tail.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!write(channel, head)) {
            return;
        }
        if (file == null && !fileDone) {
            file = FileChannel.open(path);
        }
        while (!fileDone) {
            if (!chunk.hasRemaining()) {
                chunk.clear();
                int read = file.read(chunk);
                chunk.flip();
                if (read < 0) {
                    fileDone = true;
                    releaseResources();
                    break;
                }
            }
            if (!write(channel, chunk)) {
                return;
            }
        }
        if (write(channel, tail)) {
            channel.endStream();
        }
    }

    private static boolean write(DataStreamChannel channel, ByteBuffer buffer) throws IOException {
        if (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        return !buffer.hasRemaining();
    }

    @Override
    public void releaseResources() {
        FileChannel open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                // the file was only read
            }
        }
    }

    @Override
    public void failed(Exception cause) {
        releaseResources();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public int available() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public String getContentType() {
        return null; // set as a header of the request
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }
}
