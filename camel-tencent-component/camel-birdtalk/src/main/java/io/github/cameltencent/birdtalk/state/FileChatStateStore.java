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
package io.github.cameltencent.birdtalk.state;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stores the state of each account in a file that only its owner can read. Files are replaced atomically. A file that
 * others can read is refused, since its key may be known. Thread-safe; only one process may use an account at a time.
 */
public final class FileChatStateStore implements ChatStateStore {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();

    /** A store in a folder, which is created by the first save. */
    public FileChatStateStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public ChatState load(ChatAccount account) throws IOException {
        lock.lock();
        try {
            return read(file(account));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void save(ChatAccount account, ChatState state) throws IOException {
        lock.lock();
        byte[] bytes = null;
        try {
            bytes = StateCodec.write(state);
            replace(file(account), bytes);
        } finally {
            if (bytes != null) {
                Arrays.fill(bytes, (byte) 0);
            }
            lock.unlock();
        }
    }

    private Path file(ChatAccount account) {
        return folder.resolve(account.fingerprint() + ".state");
    }

    private static ChatState read(Path file) throws IOException {
        byte[] bytes = null;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IOException(
                        "The chat state " + file + " is readable by others, who may know its key: delete it,"
                                + " or restrict it to its owner (chmod 600) if nobody can have read it");
            }
            if (channel.size() > StateCodec.MAX_BYTES) {
                throw corrupt(file, null);
            }
            bytes = new byte[(int) channel.size()];
            ByteBuffer into = ByteBuffer.wrap(bytes);
            while (into.hasRemaining() && channel.read(into) >= 0) {
                // until the buffer is full
            }
            return StateCodec.read(bytes);
        } catch (NoSuchFileException e) {
            return ChatState.NEW;
        } catch (IOException e) {
            throw "corrupt".equals(e.getMessage()) ? corrupt(file, e) : e;
        } finally {
            if (bytes != null) {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private static IOException corrupt(Path file, IOException cause) {
        return new IOException("The chat state " + file + " is corrupt: delete it to start again", cause);
    }

    private void replace(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(folder, only(OWNER_FOLDER));
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new", only(OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer from = ByteBuffer.wrap(bytes);
                while (from.hasRemaining()) {
                    channel.write(from);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
        return isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public String toString() {
        return "FileChatStateStore[" + folder + "]";
    }
}
