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

import static io.github.cameltencent.birdtalk.session.FileClient.bytes;
import static io.github.cameltencent.birdtalk.session.FileClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.FileFrames;
import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReply;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads to the emulator, which behaves like the upstream server. */
class ChatUploadTest {

    private static TencentEmulator emulator;

    private final List<SessionDriver> sessions = new ArrayList<>();

    @BeforeAll
    static void start() {
        long day = Instant.parse("2026-01-01T12:00:00Z").getEpochSecond();
        emulator = TencentEmulator.start(new EmulatorOptions().clock(new SettableClock(day)));
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
    void aFileOfOnePartIsStoredAsInTheVectors() {
        MsgUploadReq asked = ChatVectors.frame("upload-single").getPlainMsg().getUploadReq();
        MsgUploadReply expected =
                ChatVectors.frame("upload-result").getPlainMsg().getUploadReply();
        MsgUploadReq.Builder file = asked.toBuilder().clearFileData();
        byte[] bytes = asked.getFileData().toByteArray();
        assertThat(client().part(file, bytes, 0)).isEqualTo(expected);
        assertThat(emulator.chat().file(expected.getUuidName())).hasValue(bytes);
    }

    @Test
    void partsAreJoinedInTheOrderOfArrival() {
        byte[] bytes = bytes(2500);
        List<MsgUploadReply> answers = client().upload("report.tar.gz", bytes, 1000);
        assertThat(answers).extracting(MsgUploadReply::getResult).containsExactly("chunkok", "chunkok", "fileok");
        assertThat(answers).extracting(MsgUploadReply::getChunkIndex).containsExactly(0, 1, 2);
        assertThat(answers).allMatch(answer -> answer.getSendId() == 7401);
        String stored = answers.get(2).getUuidName();
        assertThat(stored).matches("20260101_[0-9a-z]{1,13}\\.gz");
        assertThat(emulator.chat().file(stored)).hasValue(bytes);
    }

    @Test
    void filesOfDifferentNamesMayTakeTurnsOnAConnectionAndEachConnectionHasItsOwn() {
        byte[] one = bytes(200);
        byte[] other = bytes(199);
        FileClient client = client();
        client.part(file("one", one, 100), one, 0);
        client.part(file("other", other, 100), other, 0);
        assertThat(client().part(file("one", one, 100), one, 1).getDetail()).isEqualTo("should send truck 0 first");
        assertThat(client.part(file("one", one, 100), one, 1).getResult()).isEqualTo("fileok");
        assertThat(client.part(file("other", other, 100), other, 1).getResult()).isEqualTo("fileok");
    }

    @Test
    void knownContentIsNotSentAgain() {
        byte[] bytes = bytes(300);
        String stored = client().upload("a.txt", bytes, 300).get(0).getUuidName();
        List<MsgUploadReply> again = client().upload("b.bin", bytes, 100);
        assertThat(again).singleElement().satisfies(answer -> {
            assertThat(answer.getResult()).isEqualTo("sameok");
            assertThat(answer.getUuidName()).isEqualTo(stored);
        });
    }

    @Test
    void contentWithAnotherHashIsRefusedAndTheUploadRestarted() {
        byte[] bytes = bytes(300);
        FileClient client = client();
        MsgUploadReq.Builder file = file("a.txt", bytes, 100);
        client.part(file, bytes, 0);
        client.part(file, bytes, 0);
        client.part(file, bytes, 0);
        MsgUploadReply skipped = client.part(file, bytes, 2);
        assertThat(skipped.getResult()).isEqualTo("fail");
        assertThat(skipped.getDetail()).isEqualTo("md5 hash code is not same");
        assertThat(client.part(file, bytes, 1).getDetail()).isEqualTo("should send truck 0 first");
        assertThat(client.upload("a.txt", bytes, 100))
                .last()
                .extracting(MsgUploadReply::getResult)
                .isEqualTo("fileok");
    }

    @Test
    void sha1IsAcceptedAndComparedAsMd5() {
        byte[] bytes = bytes(30);
        MsgUploadReq.Builder file = file("a.txt", bytes, 30).setFileData(ByteString.copyFrom(bytes));
        String sha1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        SessionDriver session = open();
        for (var request : List.of(file.clone().setHashType("sha1").setHashCode(sha1), file.setHashType("SHA1"))) {
            session.sendRaw(raw(request.build()));
        }
        assertThat(answer(session).getDetail()).isEqualTo("md5 hash code is not same");
        assertThat(answer(session).getResult()).isEqualTo("fileok");
    }

    @ParameterizedTest
    @CsvSource({
        "crc32, 0123456789abcdef, x, hash type is not accepted",
        "md5, 0123456789abcde, x, hash code can not be nil",
        "md5, 0123456789abcdef, '', data can not be nil"
    })
    void incompletePartsAreErrors(String hashType, String hash, String data, String detail) {
        SessionDriver session = open();
        session.sendRaw(raw(MsgUploadReq.newBuilder()
                .setFileName("a")
                .setHashType(hashType)
                .setHashCode(hash)
                .setFileData(ByteString.copyFromUtf8(data))
                .setChunkCount(1)
                .build()));
        MsgError error = session.next(MessageCase.ERRORMSG).getPlainMsg().getErrorMsg();
        assertThat(error.getCode()).isEqualTo(14);
        assertThat(error.getDetail()).isEqualTo(detail);
    }

    @Test
    void filesGoUpBeforeAnybodyIsLoggedIn() {
        SessionDriver early = new SessionDriver(
                emulator.chatUri(), ChatLogin.byId(10001, "wrong".toCharArray()), null, ChatCipher.AES_CTR);
        sessions.add(early);
        assertThat(new FileClient(early).upload("a.txt", bytes(10), 10).get(0).getResult())
                .isEqualTo("fileok");
        RecordedRequest upload = emulator.requests().stream()
                .filter(request -> request.operation().equals("upload"))
                .findFirst()
                .orElseThrow();
        assertThat(upload.verdict()).isEqualTo("not logged in");
        assertThat(upload.json().get("bytes").asInt()).isEqualTo(10);
    }

    @Test
    void theOldestFilesAreDeletedAndUploadsAreBounded() {
        emulator.chat().fileLimit(2, 1000);
        FileClient client = client();
        List<String> stored = new ArrayList<>();
        for (int size : new int[] {300, 301, 302}) {
            stored.add(client.upload("f" + size, bytes(size), size).get(0).getUuidName());
        }
        assertThat(emulator.chat().file(stored.get(0))).isEmpty();
        client.upload("f600", bytes(600), 600);
        assertThat(emulator.chat().file(stored.get(1))).isEmpty();
        assertThat(emulator.chat().file(stored.get(2))).isPresent();
        byte[] large = bytes(1200);
        List<MsgUploadReply> refused = client.upload("large", large, 400);
        assertThat(refused).last().satisfies(answer -> {
            assertThat(answer.getChunkIndex()).isEqualTo(2);
            assertThat(answer.getDetail()).isEqualTo("write file data err");
        });
        assertThat(client.upload("f900", bytes(900), 450)).last().satisfies(answer -> assertThat(answer.getResult())
                .isEqualTo("fileok"));
    }

    @Test
    void aConnectionHasSixteenUploadsAndDropsTheOldest() {
        byte[] bytes = bytes(20);
        FileClient client = client();
        for (int i = 0; i < 17; i++) {
            client.part(file("file " + i, bytes, 10), bytes, 0);
        }
        assertThat(client.part(file("file 0", bytes, 10), bytes, 1).getDetail()).isEqualTo("should send truck 0 first");
        assertThat(client.part(file("file 1", bytes, 10), bytes, 1).getResult()).isEqualTo("fileok");
    }

    @Test
    void uploadsOfAClosedConnectionAreReleased() {
        emulator.chat().fileLimit(10, 100);
        byte[] bytes = bytes(160);
        SessionDriver first = open();
        new FileClient(first).part(file("a", bytes, 80), bytes, 0);
        assertThat(client().part(file("b", bytes, 80), bytes, 0).getDetail()).isEqualTo("write file data err");
        emulator.chat().disconnectAll();
        assertThat(first.end().cause()).isEqualTo(Cause.DISCONNECTED);
        FileClient next = client();
        await().until(() ->
                next.part(file("c", bytes, 80), bytes, 0).getResult().equals("chunkok"));
    }

    @ParameterizedTest
    @CsvSource({"wrong-hash, md5 hash code is not same", "missing-chunk, md5 hash code is not same"})
    void aCorruptUploadIsReported(String lie, String detail) {
        fault("\"fault\":\"code\",\"code\":\"" + lie + "\",\"count\":1");
        byte[] bytes = bytes(300);
        MsgUploadReply last = client().upload("a.txt", bytes, 300).get(0);
        assertThat(last.getResult()).isEqualTo("fail");
        assertThat(last.getDetail()).isEqualTo(detail);
        assertThat(client().upload("a.txt", bytes, 300).get(0).getResult()).isEqualTo("fileok");
    }

    @Test
    void aFileMayBeStoredThoughTheConnectionBroke() {
        fault("\"fault\":\"reset_after\",\"count\":1");
        byte[] bytes = bytes(300);
        SessionDriver session = open();
        session.send(FileFrames.chunk(0, file("a.txt", bytes, 300), 0, ByteString.copyFrom(bytes)));
        assertThat(session.end().cause()).isEqualTo(Cause.DISCONNECTED);
        assertThat(client().upload("a.txt", bytes, 300).get(0).getResult()).isEqualTo("sameok");
    }

    private static MsgUploadReply answer(SessionDriver session) {
        return session.next(MessageCase.UPLOADREPLY).getPlainMsg().getUploadReply();
    }

    /** Fields that the client's own frames never have. */
    private static byte[] raw(MsgUploadReq request) {
        return Msg.newBuilder()
                .setVersion(1)
                .setMsgType(ComMsgType.MsgTUpload)
                .setPlainMsg(MsgPlain.newBuilder().setUploadReq(request))
                .build()
                .toByteArray();
    }

    private static void fault(String fault) {
        emulator.faults().replace("{\"match\":{\"service\":\"chat\",\"path\":\"upload\"}," + fault + "}");
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
