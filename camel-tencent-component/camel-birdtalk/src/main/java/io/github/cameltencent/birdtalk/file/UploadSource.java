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
package io.github.cameltencent.birdtalk.file;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.exchange.BodyText;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.IOHelper;

/**
 * A file to upload. It is read twice: for its hash, which precedes the first part, and part by part. A body that is
 * no file is copied to a temporary one. Blocks; not thread-safe.
 */
public final class UploadSource implements Closeable {

    public static final int CHUNK = 1 << 20;

    /** Far beyond the use of a chat; how the server reacts to larger files is unknown. */
    static final long MAX_BYTES = 1L << 30;

    private static final int HASHED_AT_ONCE = 64 * 1024;

    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;
    private final long size;
    private final String md5;

    private UploadSource(Path path, boolean temporary, FileChannel channel, String md5) throws IOException {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
        this.size = channel.size();
        this.md5 = md5;
    }

    /**
     * Opens the body of an exchange.
     *
     * @throws IllegalArgumentException if it cannot be uploaded
     */
    public static UploadSource of(Exchange exchange) throws IOException {
        Path given = path(exchange);
        boolean here = given != null;
        Path path = here ? given : spooled(exchange);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            long size = channel.size();
            if (size == 0 || size > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "A file to upload must have 1 byte to 1 GiB, this one has " + size + " bytes");
            }
            return new UploadSource(path, !here, channel, hash(channel));
        } catch (IOException | RuntimeException e) {
            IOHelper.close(channel);
            if (!here) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
    }

    /** The path of the body; null if it is no file. */
    public static Path path(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof WrappedFile<?> wrapped) {
            body = wrapped.getFile();
        }
        return body instanceof File file ? file.toPath() : body instanceof Path path ? path : null;
    }

    private static Path spooled(Exchange exchange) throws IOException {
        InputStream in = content(exchange);
        Path file = Files.createTempFile("tencent-chat", ".upload");
        try (in) {
            try (OutputStream out = Files.newOutputStream(file)) {
                if (in.transferTo(new Limited(out, MAX_BYTES + 1)) > MAX_BYTES) {
                    throw new IllegalArgumentException("A file to upload must have 1 byte to 1 GiB");
                }
            }
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static InputStream content(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof CharSequence
                || body instanceof char[]
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof Character) {
            return new ByteArrayInputStream(
                    BodyText.read(exchange, "BODY_UNREADABLE").getBytes(StandardCharsets.UTF_8));
        }
        boolean isContent = body instanceof byte[]
                || body instanceof ByteBuffer
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof StreamCache
                || body instanceof WrappedFile<?>;
        InputStream in = isContent ? exchange.getMessage().getBody(InputStream.class) : null;
        if (in == null) { // Camel would serialise a bean
            throw TencentException.of(
                            Outcome.REJECTED,
                            body == null ? "CONTENT_MISSING" : "BODY_UNREADABLE",
                            body == null
                                    ? "there is no body: use a file, a stream, bytes or text"
                                    : "a body of " + body.getClass().getName()
                                            + " cannot be uploaded: use a file, a stream, bytes or text")
                    .build();
        }
        return in;
    }

    /** Hashes the open file, from which the parts are read, whatever the path refers to later. */
    private static String hash(FileChannel channel) throws IOException {
        MessageDigest digest = md5Digest();
        ByteBuffer part = ByteBuffer.allocate(HASHED_AT_ONCE);
        while (channel.read(part) >= 0) {
            digest.update(part.flip());
            part.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The only hash that the server verifies. */
    static MessageDigest md5Digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no MD5", e);
        }
    }

    public long size() {
        return size;
    }

    public String md5() {
        return md5;
    }

    public int chunks() {
        return (int) ((size + CHUNK - 1) / CHUNK);
    }

    byte[] chunk(int index) throws IOException {
        long from = (long) index * CHUNK;
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, size - from));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("The file became shorter while it was uploaded");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (temporary) {
            Files.deleteIfExists(path);
        }
    }

    /** Refuses more than a number of bytes. */
    private static final class Limited extends OutputStream {

        private final OutputStream out;
        private long left;

        Limited(OutputStream out, long left) {
            this.out = out;
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left <= 0) {
                throw new IllegalArgumentException("A file to upload must have 1 byte to 1 GiB");
            }
            out.write(bytes, offset, length);
        }
    }
}
