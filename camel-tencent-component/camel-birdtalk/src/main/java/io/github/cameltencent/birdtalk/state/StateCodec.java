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

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.ChatState;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Encodes a state as bytes with a checksum. Text would leave the key in strings, which cannot be wiped.
 *
 * <pre>
 * "TCC2" | cipher or 0xff | key (32) | last user message (8) | counter (8) | groups (4) | (id, message) …
 *   | last seen (8) | streams (4) | (id, messages (4), message …) … | CRC-32 (4)
 * </pre>
 *
 * <p>"TCC1" ends after the groups.
 */
final class StateCodec {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAGIC = 0x54434332;
    private static final int MAGIC_1 = 0x54434331;
    private static final byte NO_KEY = (byte) 0xff;
    private static final int FIXED = 4 + 1 + ChatKey.LENGTH + 8 + 8 + 4 + 4;
    private static final int GROUP = 16;
    private static final int TAIL = 8 + 4;
    private static final int STREAM = 12;
    private static final int SUM = 4;

    private StateCodec() {}

    /** Encodes a state; the caller wipes the bytes. */
    static byte[] write(ChatState state) throws IOException {
        int size = FIXED + TAIL + GROUP * state.lastGroupMessages().size();
        if (size > MAX_BYTES) {
            throw new IOException(
                    "Too many groups to store: " + state.lastGroupMessages().size());
        }
        Map<Long, List<Long>> beyond = truncated(state.handledBeyond(), MAX_BYTES - size);
        size += beyond.values().stream()
                .mapToInt(ids -> STREAM + Long.BYTES * ids.size())
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(size).putInt(MAGIC);
        if (state.key() == null) {
            bytes.put(NO_KEY).put(new byte[ChatKey.LENGTH]);
        } else {
            bytes.put((byte) state.key().cipher().ordinal());
            state.key().use(bytes::put);
        }
        bytes.putLong(state.lastUserMessage()).putLong(state.sendCounter());
        bytes.putInt(state.lastGroupMessages().size());
        state.lastGroupMessages()
                .forEach((group, message) -> bytes.putLong(group).putLong(message));
        bytes.putLong(state.lastSeen()).putInt(beyond.size());
        beyond.forEach((key, ids) -> {
            bytes.putLong(key).putInt(ids.size());
            ids.forEach(bytes::putLong);
        });
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        return bytes.array();
    }

    /** Ids that do not fit are left out, and their messages are handled again after a start. */
    private static Map<Long, List<Long>> truncated(Map<Long, Set<Long>> beyond, int room) {
        Map<Long, List<Long>> fit = new HashMap<>();
        int left = room;
        for (Map.Entry<Long, Set<Long>> stream : beyond.entrySet()) {
            int most = (left - STREAM) / Long.BYTES;
            if (most > 0) {
                List<Long> ids = stream.getValue().stream().limit(most).toList();
                fit.put(stream.getKey(), ids);
                left -= STREAM + Long.BYTES * ids.size();
            }
        }
        return fit;
    }

    static ChatState read(byte[] from) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(from);
        int magic = from.length < FIXED ? 0 : bytes.getInt();
        if ((magic != MAGIC && magic != MAGIC_1)
                || bytes.getInt(from.length - SUM) != checksum(from, from.length - SUM)) {
            throw new IOException("corrupt");
        }
        byte[] key = new byte[ChatKey.LENGTH];
        try {
            int cipher = bytes.get();
            bytes.get(key);
            long last = bytes.getLong();
            long counter = bytes.getLong();
            int count = bytes.getInt();
            Map<Long, Long> groups = new HashMap<>();
            for (int i = 0; i < count; i++) {
                groups.put(bytes.getLong(), bytes.getLong());
            }
            long seen = magic == MAGIC ? bytes.getLong() : 0;
            Map<Long, Set<Long>> beyond = magic == MAGIC ? beyond(bytes) : Map.of();
            ChatKey agreed = cipher == NO_KEY ? null : new ChatKey(key, ChatCipher.values()[cipher]);
            return new ChatState(agreed, last, groups, counter, beyond, seen);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("corrupt", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Map<Long, Set<Long>> beyond(ByteBuffer bytes) {
        Map<Long, Set<Long>> beyond = new HashMap<>();
        int streams = bytes.getInt();
        for (int i = 0; i < streams; i++) {
            Set<Long> ids = new HashSet<>();
            beyond.put(bytes.getLong(), ids);
            int count = bytes.getInt();
            for (int j = 0; j < count; j++) {
                ids.add(bytes.getLong());
            }
        }
        return beyond;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
