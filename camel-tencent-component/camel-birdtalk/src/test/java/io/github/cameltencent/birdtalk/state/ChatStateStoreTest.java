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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStateStoreTest {

    private static final ChatAccount ALPHA = new ChatAccount("wss://chat.example:7817/ws", "10001", "device");
    private static final ChatAccount BETA = new ChatAccount("wss://chat.example:7817/ws", "10002", "device");

    private static final Map<Long, Set<Long>> BEYOND = Map.of(0L, Set.of(78L, 90L), 10021L, Set.of(7L));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"file", "memory"})
    void returnsTheSavedStateOfEachAccount(String kind) throws IOException {
        ChatStateStore store = store(kind);
        assertThat(store.load(ALPHA)).isEqualTo(ChatState.NEW);
        ChatKey key = ChatVectors.key("ordinary-2", ChatCipher.CHACHA20);
        store.save(ALPHA, new ChatState(key, 77, Map.of(10021L, 5L, 10022L, 6L), 1001, BEYOND, 91));
        key.close();
        try (ChatState loaded = store.load(ALPHA)) {
            assertThat(loaded.key().isSame(ChatVectors.key("ordinary-2", ChatCipher.CHACHA20)))
                    .isTrue();
            assertThat(loaded.lastUserMessage()).isEqualTo(77);
            assertThat(loaded.lastGroupMessages()).isEqualTo(Map.of(10021L, 5L, 10022L, 6L));
            assertThat(loaded.sendCounter()).isEqualTo(1001);
            assertThat(loaded.handledBeyond()).isEqualTo(BEYOND);
            assertThat(loaded.lastSeen()).isEqualTo(91);
        }
        assertThat(store.load(ALPHA).key().copyBytes())
                .as("is not wiped with the caller's")
                .isNotEmpty();
        assertThat(store.load(BETA)).isEqualTo(ChatState.NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "memory"})
    void aDeletedKeyIsGoneAndTheRestIsKept(String kind) throws IOException {
        ChatStateStore store = store(kind);
        store.save(ALPHA, ChatState.NEW.withKey(key()).withSendCounter(9).withLastGroupMessage(1, 2));
        store.save(ALPHA, store.load(ALPHA).withKey(null));
        assertThat(store.load(ALPHA)).isEqualTo(new ChatState(null, 0, Map.of(1L, 2L), 9));
    }

    @Test
    void filesAreReadableByTheirOwnerOnlyAndNoOthersAreLeft() throws IOException {
        Path deeper = folder.resolve("a/b");
        new FileChatStateStore(deeper).save(ALPHA, ChatState.NEW.withKey(key()));
        try (Stream<Path> files = Files.list(deeper)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(file.getFileName().toString()).doesNotContain("10001", "chat.example");
            });
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deeper)))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        FileChatStateStore store = new FileChatStateStore(folder);
        store.save(ALPHA, ChatState.NEW.withKey(key()));
        Files.setPosixFilePermissions(onlyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatIOException()
                .isThrownBy(() -> store.load(ALPHA))
                .withMessageContaining("is readable by others")
                .withMessageContaining("chmod 600");
    }

    @Test
    void aCorruptFileIsDetectedAtAnyPosition() throws IOException {
        FileChatStateStore store = new FileChatStateStore(folder);
        store.save(ALPHA, new ChatState(key(), 77, Map.of(10021L, 5L), 1001, BEYOND, 91));
        Path file = onlyFile();
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThatIOException().isThrownBy(() -> store.load(ALPHA)).withMessageContaining("is corrupt: delete it");
            Files.write(file, java.util.Arrays.copyOf(good, i));
            assertThatIOException().isThrownBy(() -> store.load(ALPHA)).withMessageContaining("is corrupt: delete it");
        }
        Files.write(file, new byte[StateCodec.MAX_BYTES + 1]);
        assertThatIOException().isThrownBy(() -> store.load(ALPHA)).withMessageContaining("is corrupt: delete it");
    }

    @Test
    void statesOfTheEarlierVersionAreRead() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(77).put("TCC1".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 0xff).position(37);
        bytes.putLong(77).putLong(1001).putInt(1).putLong(10021).putLong(5);
        CRC32 sum = new CRC32();
        sum.update(bytes.array(), 0, bytes.position());
        bytes.putInt((int) sum.getValue());
        FileChatStateStore store = new FileChatStateStore(folder);
        store.save(ALPHA, ChatState.NEW);
        Files.write(onlyFile(), bytes.array());
        assertThat(store.load(ALPHA)).isEqualTo(new ChatState(null, 77, Map.of(10021L, 5L), 1001));
    }

    @Test
    void handledMessagesBeyondTheSizeOfAFileAreLeftOut() throws IOException {
        Map<Long, Set<Long>> beyond = new HashMap<>();
        for (long group = 1; group <= 20; group++) {
            beyond.put(group, LongStream.range(100, 10_100).boxed().collect(Collectors.toSet()));
        }
        FileChatStateStore store = new FileChatStateStore(folder);
        store.save(ALPHA, new ChatState(null, 77, Map.of(10021L, 5L), 1001, beyond, 0));
        ChatState loaded = store.load(ALPHA);
        assertThat(loaded.lastGroupMessages()).isEqualTo(Map.of(10021L, 5L));
        assertThat(loaded.handledBeyond().values().stream().mapToInt(Set::size).sum())
                .isBetween(131_000, 131_072);
    }

    @Test
    void readersSeeCompleteStatesWhileWritersReplaceThem() throws Exception {
        FileChatStateStore writer = new FileChatStateStore(folder);
        FileChatStateStore reader = new FileChatStateStore(folder);
        writer.save(ALPHA, ChatState.NEW);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> writing = () -> {
                for (int i = 1; i <= 100; i++) {
                    writer.save(ALPHA, new ChatState(key(), i, Map.of((long) i, (long) i), i));
                }
                return null;
            };
            Callable<Void> reading = () -> {
                for (int i = 0; i < 300; i++) {
                    ChatState state = reader.load(ALPHA);
                    assertThat(state.lastUserMessage()).isIn(0L, state.sendCounter());
                }
                return null;
            };
            List<Future<Void>> both = new ArrayList<>(List.of(threads.submit(writing), threads.submit(reading)));
            for (Future<Void> one : both) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nothingPrintsTheKey() throws IOException {
        String hex = "6e0b5688";
        ChatState state = ChatState.NEW.withKey(key());
        assertThat(state.toString()).contains("ChatKey[AES-CTR]").doesNotContain(hex, "-6006976042838389906");
    }

    @Test
    void accountsWithTheSameConcatenatedPartsAreDifferent() {
        assertThat(new ChatAccount("a", "bc", "d").fingerprint())
                .isNotEqualTo(new ChatAccount("ab", "c", "d").fingerprint());
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private ChatStateStore store(String kind) {
        return kind.equals("file") ? new FileChatStateStore(folder) : new MemoryChatStateStore();
    }

    private static ChatKey key() {
        return ChatVectors.key("ordinary-2", ChatCipher.AES_CTR);
    }
}
