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
package io.github.cameltencent.birdtalk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import io.github.cameltencent.birdtalk.crypto.KeyExchangeException;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.FrameReader;
import io.github.cameltencent.birdtalk.frame.InvalidFrameException;
import io.github.cameltencent.birdtalk.frame.KeyExchange;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Parses corrupt frames: a few thousand in each build, more with {@code -Dchat.fuzz.frames=100000}. A failure prints
 * the seed, which {@code -Dchat.fuzz.seed} repeats.
 */
class FrameFuzzTest {

    private static final int FRAMES = Integer.getInteger("chat.fuzz.frames", 5_000);
    private static final long SEED = Long.getLong("chat.fuzz.seed", 20_261_122L);

    private final FrameReader reader = new FrameReader(1 << 20);
    private final Random random = new Random(SEED);
    private final List<byte[]> good = ChatVectors.of("recorded_server_frames").stream()
            .map(vector -> ChatVectors.hex(vector, "hex"))
            .toList();

    @Test
    void corruptFramesAreParsedOrRefusedWithoutException() {
        int refused = 0;
        ChatSession session = session();
        ClockReading now = new ClockReading(ScriptedServer.TIME, 0);
        for (int i = 0; i < FRAMES; i++) {
            byte[] bytes = spoil(good.get(random.nextInt(good.size())));
            if (session.state() == SessionState.CLOSED) {
                session = session();
                session.connected(now);
            }
            try {
                session.received(reader.read(ByteBuffer.wrap(bytes)), now);
            } catch (InvalidFrameException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", frame " + i + ": " + e, e);
            }
        }
        assertThat(refused).isBetween(FRAMES / 10, FRAMES);
    }

    @Test
    void keyExchangesWithCorruptStagesNeverAgree() throws Exception {
        for (int i = 0; i < Math.max(50, FRAMES / 500); i++) {
            KeyExchange exchange = new KeyExchange(ChatCipher.AES_CTR, new SecureRandom());
            byte[] stage2 = ScriptedServer.of(
                            new ScriptedServer().stage2(exchange.stage1(0)).clearDetail())
                    .toByteArray();
            stage2[random.nextInt(stage2.length)] ^= (byte) (1 << random.nextInt(8));
            boolean agreed;
            try {
                exchange.verify(reader.read(ByteBuffer.wrap(stage2)));
                agreed = true;
            } catch (InvalidFrameException | KeyExchangeException e) {
                agreed = false;
            }
            // a flipped bit in a status, a version or the line ends of the PEM does no harm; the key is the right one
            assertThat(agreed && !exchange.isVerified()).isFalse();
        }
    }

    @Test
    void framesAboveTheLimitAreRefusedBeforeTheyAreRead() {
        assertThatExceptionOfType(InvalidFrameException.class)
                .isThrownBy(() -> reader.read(ByteBuffer.allocate((1 << 20) + 1)))
                .withMessage("The server sent a frame of 1048577 bytes; maxFrameSize is 1048576");
    }

    @Test
    void aDeclaredLengthOfTwoGigabytesAllocatesNothing() {
        byte[] bytes = {0x62, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1, 2, 3};
        assertThatExceptionOfType(InvalidFrameException.class).isThrownBy(() -> reader.read(ByteBuffer.wrap(bytes)));
    }

    @Test
    void unknownGroupsNestedTenThousandDeepAreRefused() {
        byte[] bytes = new byte[10_000];
        Arrays.fill(bytes, (byte) 0x7b);
        assertThatExceptionOfType(InvalidFrameException.class).isThrownBy(() -> reader.read(ByteBuffer.wrap(bytes)));
    }

    private byte[] spoil(byte[] frame) {
        byte[] bytes = frame.clone();
        switch (random.nextInt(6)) {
            case 0 -> random.nextBytes(bytes);
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
            default -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return bytes;
    }

    private static ChatSession session() {
        return new ChatSession(
                new ChatClientInfo("device", "1.0", "test", Map.of()),
                ChatLogin.byId(10001, new char[] {'x'}),
                ChatCipher.AES_CTR,
                null,
                SessionTimeouts.DEFAULT,
                new SecureRandom(),
                new ClockReading(ScriptedServer.TIME, 0));
    }
}
