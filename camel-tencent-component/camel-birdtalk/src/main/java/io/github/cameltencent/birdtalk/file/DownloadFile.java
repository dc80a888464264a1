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
 * A temporary file that the parts of a download go to, written by other threads than the one that brings them, in order.
 * How much waits for the disk is bounded. Thread-safe.
 */
public final class DownloadFile {

    /** With so many bytes waiting for the disk no more are read, until half of them is written. */
    private static final long MANY_WAITING = 8L << 20;

    /** How many bytes may wait for the disk. */
    private static final long MOST_WAITING = 32L << 20;

    private static final Pattern STORED = Pattern.compile("\\d{8}_([0-9a-z]+)(\\..*)?");
    private static final int BASE = 36;

    private final Executor disk;
    private final Consumer<Boolean> brake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<ByteString> waiting = new ArrayDeque<>();
    private final MessageDigest digest = UploadSource.md5Digest();
    private final CompletableFuture<Path> done = new CompletableFuture<>();
    private long waitingBytes;
    private boolean held;
    private boolean writing;
    private boolean ended;
    private boolean discarded;
    /** Null until something was written. */
    private Path path;

    private OutputStream out;

    /**
     * A file.
     *
     * @param brake told true when no more is to be read for a while, and false when that is over
     */
    public DownloadFile(Executor disk, Consumer<Boolean> brake) {
        this.disk = disk;
        this.brake = brake;
    }

    /** Adds a part; false if too much waits already. */
    boolean add(ByteString part) {
        lock.lock();
        try {
            if (discarded) {
                return true; // the end tells why
            }
            if (waitingBytes + part.size() > MOST_WAITING) {
                return false;
            }
            waiting.add(part);
            waitingBytes += part.size();
            wake();
            if (waitingBytes > MANY_WAITING) {
                hold(true);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** There are no more parts; the future completes when all are written. */
    public CompletableFuture<Path> end() {
        lock.lock();
        try {
            ended = true;
            wake();
            return done;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody wants it any more. */
    void discard() {
        lock.lock();
        try {
            drop();
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (writing) {
            return;
        }
        writing = true;
        try {
            disk.execute(this::write);
        } catch (RejectedExecutionException | Error e) { // the component is being stopped, or there is no thread
            broken(e);
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
            broken(e);
        }
        finishIfEnded();
    }

    private void drop() {
        discarded = true;
        waiting.clear();
        waitingBytes = 0;
        hold(false);
    }

    private void hold(boolean wanted) {
        if (held != wanted) {
            held = wanted;
            brake.accept(wanted);
        }
    }

    private void broken(Throwable e) {
        done.completeExceptionally(e);
        lock.lock();
        try {
            drop();
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
                if (waitingBytes <= MANY_WAITING / 2) {
                    hold(false);
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
     * Whether the content is what the name or a hash tells; true where neither tells anything. After the end.
     *
     * @param md5 in hexadecimal, empty if the server gave none
     */
    public boolean isIntact(String storedName, String md5) {
        byte[] hash = digest.digest();
        if (!md5.isEmpty() && !md5.equalsIgnoreCase(HexFormat.of().formatHex(hash))) {
            return false;
        }
        Matcher stored = STORED.matcher(storedName);
        return !stored.matches() || stored.group(1).equals(nameOf(hash));
    }

    /** How the server names a content: the first eight bytes of its hash, the first being the lowest. */
    private static String nameOf(byte[] hash) {
        byte[] first = new byte[8];
        for (int i = 0; i < first.length; i++) {
            first[i] = hash[first.length - 1 - i];
        }
        return new BigInteger(1, first).toString(BASE);
    }
}
