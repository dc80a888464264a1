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

import static io.github.cameltencent.birdtalk.session.FileClient.CHUNK;
import static io.github.cameltencent.birdtalk.session.FileClient.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from the emulator, with the peculiarities of the upstream server. */
class ChatDownloadTest {

    private static final String NAME = "20260101_5w0mwb1kgj8o.txt";

    private static TencentEmulator emulator;

    private final List<SessionDriver> sessions = new ArrayList<>();

    @BeforeAll
    static void start() {
        emulator = TencentEmulator.start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @AfterEach
    void close() {
        sessions.forEach(SessionDriver::close);
        emulator.reset();
    }

    @Test
    void aSmallFileIsSentTwiceAndPaddedToAChunk() {
        byte[] file = bytes(20);
        emulator.chat().putFile(NAME, file);
        List<MsgDownloadReply> answers = client().download(NAME);
        assertThat(answers).extracting(MsgDownloadReply::getResult).containsExactly("trunk", "finish");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getFileName()).isEqualTo(NAME);
            assertThat(answer.getSendId()).isEmpty();
            assertThat(answer.getSize()).isEqualTo(20);
            assertThat(answer.getChunkSize()).isEqualTo(CHUNK);
            assertThat(answer.getChunkCount()).isEqualTo(1);
            assertThat(answer.getChunkIndex()).isZero();
            assertThat(answer.getHashType()).isEqualTo("md5");
            assertThat(answer.getHashCode()).isEmpty();
            assertThat(answer.getData().size()).isEqualTo(CHUNK);
            assertThat(answer.getData().substring(0, 20).toByteArray()).isEqualTo(file);
        });
    }

    @Test
    void aLargerFileEndsWithTheRestOfTheChunkBefore() {
        byte[] file = bytes(2 * CHUNK + 7);
        emulator.chat().putFile(NAME, file);
        List<MsgDownloadReply> answers = client().download(NAME);
        assertThat(answers)
                .extracting(MsgDownloadReply::getResult)
                .containsExactly("trunk", "trunk", "trunk", "finish");
        assertThat(answers).extracting(MsgDownloadReply::getChunkIndex).containsExactly(0, 1, 2, 2);
        assertThat(cut(answers.subList(0, 3))).isEqualTo(file);
        assertThat(answers.get(3).getData()).isEqualTo(answers.get(2).getData());
        assertThat(answers.get(2).getData().substring(7).toByteArray())
                .isEqualTo(Arrays.copyOfRange(file, CHUNK + 7, 2 * CHUNK));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileOfWholeChunksEndsWithAFailureThoughAllCame(int chunks) {
        byte[] file = bytes(chunks * CHUNK);
        emulator.chat().putFile(NAME, file);
        List<MsgDownloadReply> answers = client().download(NAME);
        assertThat(answers).hasSize(chunks + 1);
        assertThat(cut(answers.subList(0, chunks))).isEqualTo(file);
        assertThat(answers.get(0).getChunkCount()).isEqualTo(chunks + 1);
        assertThat(answers.get(chunks).getResult()).isEqualTo("fail");
        assertThat(answers.get(chunks).getDetail()).isEqualTo("open file error");
    }

    @Test
    void anUnknownFileFailsAndNoLoginIsNeeded() {
        SessionDriver early = new SessionDriver(
                emulator.chatUri(), ChatLogin.byId(10001, "wrong".toCharArray()), null, ChatCipher.AES_CTR);
        sessions.add(early);
        assertThat(new FileClient(early).download("20260101_none.txt"))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.getResult()).isEqualTo("fail");
                    assertThat(answer.getDetail()).isEqualTo("not exist");
                });
        assertThat(emulator.requests())
                .anyMatch(request -> request.operation().equals("download")
                        && request.verdict().equals("not logged in")
                        && request.json().get("file").asText().equals("20260101_none.txt"));
    }

    @Test
    void twoDownloadsOnAConnectionAndThePartsOfEachStayInOrder() {
        byte[] one = bytes(3 * CHUNK + 1);
        byte[] other = bytes(3 * CHUNK + 2);
        emulator.chat().putFile("one", one);
        emulator.chat().putFile("other", other);
        FileClient client = client();
        client.ask("one");
        client.ask("other");
        List<MsgDownloadReply> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(client.answer());
        }
        answers.removeIf(answer -> answer.getResult().equals("finish"));
        assertThat(cut(of("one", answers))).isEqualTo(one);
        assertThat(cut(of("other", answers))).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"delay\",\"delay\":20", "\"dribble\"", "\"code\",\"code\":\"text\""})
    void aFileComesWholeThoughLateOrInPieces(String fault) {
        byte[] file = bytes(2 * CHUNK + 7);
        emulator.chat().putFile(NAME, file);
        fault(fault);
        assertThat(cut(client().download(NAME).subList(0, 3))).isEqualTo(file);
    }

    @Test
    void aChunkIsMissingInTheMiddle() {
        emulator.chat().putFile(NAME, bytes(2 * CHUNK + 7));
        fault("\"code\",\"code\":\"missing-chunk\"");
        assertThat(client().download(NAME))
                .extracting(MsgDownloadReply::getChunkIndex)
                .containsExactly(0, 2, 2);
    }

    @Test
    void chunksComeTwice() {
        emulator.chat().putFile(NAME, bytes(CHUNK + 7));
        fault("\"code\",\"code\":\"repeat\"");
        assertThat(client().download(NAME))
                .extracting(MsgDownloadReply::getChunkIndex)
                .containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void bytesAreOthersThanTheStoredOnes() {
        byte[] file = bytes(100);
        emulator.chat().putFile(NAME, file);
        fault("\"code\",\"code\":\"wrong-data\"");
        byte[] came = cut(client().download(NAME).subList(0, 1));
        assertThat(came).hasSameSizeAs(file).isNotEqualTo(file);
        assertThat(emulator.chat().file(NAME)).hasValue(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset_before", "reset_after"})
    void theConnectionBreaks(String fault) {
        emulator.chat().putFile(NAME, bytes(CHUNK + 7));
        fault("\"" + fault + "\"");
        SessionDriver session = open();
        new FileClient(session).ask(NAME);
        assertThat(session.end().cause()).isEqualTo(Cause.DISCONNECTED);
    }

    private static List<MsgDownloadReply> of(String name, List<MsgDownloadReply> answers) {
        return answers.stream()
                .filter(answer -> answer.getFileName().equals(name))
                .toList();
    }

    /** The joined parts, without what follows the end. */
    private static byte[] cut(List<MsgDownloadReply> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(part.getData().toByteArray()));
        return Arrays.copyOf(all.toByteArray(), (int) parts.get(0).getSize());
    }

    private static void fault(String fault) {
        emulator.faults().replace("{\"match\":{\"service\":\"chat\",\"path\":\"download\"},\"fault\":" + fault + "}");
    }

    private FileClient client() {
        return new FileClient(open());
    }

    private SessionDriver open() {
        SessionDriver session = new SessionDriver(
                emulator.chatUri(),
                ChatLogin.byId(10001, EmulatorOptions.CHAT_ALPHA.key().toCharArray()),
                null,
                ChatCipher.AES_CTR);
        sessions.add(session);
        return session.settle();
    }
}
