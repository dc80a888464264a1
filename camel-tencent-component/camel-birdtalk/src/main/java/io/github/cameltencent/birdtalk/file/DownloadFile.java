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

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A temporary file to which a download is written in order, on threads for file I/O. The amount of data that waits
 * for the disk is bounded. Thread-safe.
 */
public final class DownloadFile {

    /** When so many bytes wait, reading is paused until half of them is written. */
    private static final long HIGH_WATER_MARK = 8L << 20;

    /** The most bytes that may wait for the disk. */
    private static final long MAX_WAITING_BYTES = 32L << 20;

    private static final Pattern STORED = Pattern.compile("\\d{8}_([0-9a-z]+)(\\..*)?");
    private static final int BASE = 36;

    private final Executor disk;
    private final Consumer<Boolean> pauseReading;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<ByteString> waiting = new ArrayDeque<>();
    private final MessageDigest digest = UploadSource.md5Digest();
    private final CompletableFuture<Path> done = new CompletableFuture<>();
    private long waitingBytes;
    private boolean readingPaused;
    private boolean writing;
    private boolean ended;
    private boolean discarded;
    /** Null until something was written. */
    private Path path;

    private OutputStream out;

    /**
     * A file.
     *
     * @param pauseReading called with true to pause reading from the connection, and with false to resume
     */
    public DownloadFile(Executor disk, Consumer<Boolean> pauseReading) {
        this.disk = disk;
        this.pauseReading = pauseReading;
    }

    /** Adds a part; false if too many bytes wait already. */
    boolean add(ByteString part) {
        lock.lock();
        try {
            if (discarded) {
                return true; // the reason is reported at the end
            }
            if (waitingBytes + part.size() > MAX_WAITING_BYTES) {
                return false;
            }
            waiting.add(part);
            waitingBytes += part.size();
            scheduleWrite();
            if (waitingBytes > HIGH_WATER_MARK) {
                setReadingPaused(true);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the file; the future completes when everything is written. */
    public CompletableFuture<Path> complete() {
        lock.lock();
        try {
            ended = true;
            scheduleWrite();
            return done;
        } finally {
            lock.unlock();
        }
    }

    /** Discards the file. */
    void discard() {
        lock.lock();
        try {
            dropWaiting();
            scheduleWrite();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the download must end whatever is thrown
    private void scheduleWrite() {
        if (writing) {
            return;
        }
        writing = true;
        try {
            disk.execute(this::write);
        } catch (RejectedExecutionException | Error e) { // the component is being stopped, or no thread can be started
            fail(e);
            finishIfEnded();
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the download must end whatever is thrown
    private void write() {
        try {
            for (ByteString part = next(); part != null; part = next()) {
                if (out == null) {
                    path = Files.createTempFile("tencent-chat", ".download");
                    out = Files.newOutputStream(path);
                }
                part.writeTo(out);
                digest.update(part.asReadOnlyByteBuffer());
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
        finishIfEnded();
    }

    private void dropWaiting() {
        discarded = true;
        waiting.clear();
        waitingBytes = 0;
        setReadingPaused(false);
    }

    private void setReadingPaused(boolean paused) {
        if (readingPaused != paused) {
            readingPaused = paused;
            pauseReading.accept(paused);
        }
    }

    private void fail(Throwable e) {
        done.completeExceptionally(e);
        lock.lock();
        try {
            dropWaiting();
            writing = false;
        } finally {
            lock.unlock();
        }
    }

    private ByteString next() {
        lock.lock();
        try {
            ByteString part = waiting.poll();
            if (part == null) {
                writing = false;
            } else {
                waitingBytes -= part.size();
                if (waitingBytes <= HIGH_WATER_MARK / 2) {
                    setReadingPaused(false);
                }
            }
            return part;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the download must end whatever is thrown
    private void finishIfEnded() {
        Path whole;
        lock.lock();
        try {
            if (writing || !(ended || discarded)) {
                return;
            }
            try (OutputStream last = out) {
                out = null;
            } finally {
                if (discarded && path != null) {
                    Files.deleteIfExists(path);
                    path = null;
                }
            }
            whole = path;
        } catch (IOException | RuntimeException | Error e) {
            done.completeExceptionally(e);
            return;
        } finally {
            lock.unlock();
        }
        done.complete(whole);
    }

    /**
     * Whether the content matches the hash in the stored name and the hash given by the server, if there are any.
     * After the end.
     *
     * @param md5 in hexadecimal, empty for none
     */
    public boolean isIntact(String storedName, String md5) {
        byte[] hash = digest.digest();
        if (!md5.isEmpty() && !md5.equalsIgnoreCase(HexFormat.of().formatHex(hash))) {
            return false;
        }
        Matcher stored = STORED.matcher(storedName);
        return !stored.matches() || stored.group(1).equals(nameOf(hash));
    }

    /** The hash as the server writes it in names: the first eight bytes of the MD5, least significant first. */
    private static String nameOf(byte[] hash) {
        byte[] first = new byte[8];
        for (int i = 0; i < first.length; i++) {
            first[i] = hash[first.length - 1 - i];
        }
        return new BigInteger(1, first).toString(BASE);
    }
}
