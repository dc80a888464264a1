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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.request.ChatRequest.Match;
import io.github.cameltencent.birdtalk.request.RequestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Downloads part by part, with all that servers may answer. */
class DownloadRequestTest {

    private static final String NAME = "kept.bin";

    private final List<Runnable> disk = new ArrayList<>();
    private final AtomicBoolean braked = new AtomicBoolean();
    private final DownloadRequest request = new DownloadRequest(NAME, () -> new DownloadFile(disk::add, braked::set));

    @BeforeEach
    void ask() {
        request.frame(new RequestContext(1, 1, 10001, "device"));
    }

    @Test
    void paddingIsCutOffAndTheRepeatedPartIgnored() throws Exception {
        assertThat(part(0, "abcd", 6)).isEqualTo(Match.MORE);
        assertThat(part(1, "efcd", 6)).isEqualTo(Match.MORE);
        assertThat(take(reply("finish", 1, "efcd", 6))).isEqualTo(Match.COMPLETE);
        assertThat(content()).isEqualTo("abcdef");
    }

    @Test
    void theErrorAfterACompleteFileIsIgnored() throws Exception {
        part(0, "abcd", 8);
        part(1, "efgh", 8);
        assertThat(take(reply("fail", 0, "", 0))).isEqualTo(Match.COMPLETE);
        assertThat(content()).isEqualTo("abcdefgh");
    }

    @Test
    void duplicatePartsAreIgnored() throws Exception {
        part(0, "abcd", 6);
        part(0, "abcd", 6);
        part(1, "efcd", 6);
        part(1, "efcd", 6);
        take(reply("finish", 1, "efcd", 6));
        assertThat(content()).isEqualTo("abcdef");
    }

    @Test
    void partsOfOtherFilesAreUnrelated() {
        assertThat(take(reply("trunk", 0, "abcd", 4).setFileName("other"))).isEqualTo(Match.UNRELATED);
    }

    @Test
    void aMissingPartFailsTheDownloadAfterItsLastPart() {
        part(0, "abcd", 12);
        assertThat(part(2, "ijkl", 12)).isEqualTo(Match.MORE);
        assertThat(take(reply("fail", 0, "", 0))).isEqualTo(Match.COMPLETE);
        assertThat(failure("INCOMPLETE")).isEqualTo(Outcome.TRANSIENT);
        disk.forEach(Runnable::run);
    }

    @Test
    void aDownloadThatEndsEarlyIsIncomplete() {
        part(0, "abcd", 12);
        take(reply("finish", 0, "abcd", 12));
        assertThat(failure("INCOMPLETE")).isEqualTo(Outcome.TRANSIENT);
    }

    @Test
    void aFileThatTheServerReadPartlyIsTransient() {
        part(0, "abcd", 12);
        take(reply("fail", 0, "", 0));
        assertThat(failure("INCOMPLETE")).isEqualTo(Outcome.TRANSIENT);
    }

    @Test
    void anUnknownFileIsNotFound() {
        take(reply("fail", 0, "", 0));
        assertThat(failure("NOT_FOUND")).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void impossibleSizesAreRefused() {
        part(0, "abcd", Long.MAX_VALUE);
        take(reply("finish", 0, "abcd", Long.MAX_VALUE));
        assertThat(failure("SIZE")).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void readingIsPausedWhileTheDiskIsSlow() {
        large(8);
        assertThat(braked).isFalse();
        large(9);
        assertThat(braked).isTrue();
        disk.forEach(Runnable::run);
        assertThat(braked).isFalse();
        request.discard();
        disk.forEach(Runnable::run);
    }

    @Test
    void moreThanTheDiskCanTakeFailsTheDownload() {
        large(33);
        assertThat(braked).isFalse();
        take(reply("fail", 0, "", 0));
        assertThat(failure("LOCAL_LIMIT")).isEqualTo(Outcome.THROTTLED);
    }

    @Test
    void aDiscardedFileResumesReading() {
        large(9);
        request.discard();
        assertThat(braked).isFalse();
    }

    private void large(int parts) {
        ByteString bytes = ByteString.copyFrom(new byte[1 << 20]);
        for (int i = 0; i < parts; i++) {
            assertThat(take(reply("trunk", i, "", 70L << 20).setData(bytes))).isEqualTo(Match.MORE);
        }
    }

    @Test
    void aRepeatedRequestStartsANewFile() throws Exception {
        part(0, "abcd", 6);
        ask();
        part(0, "abcd", 6);
        part(1, "efcd", 6);
        take(reply("finish", 1, "efcd", 6));
        assertThat(content()).isEqualTo("abcdef");
    }

    private Outcome failure(String code) {
        TencentException failure = catchThrowableOfType(TencentException.class, request::result);
        assertThat(failure.getCode()).isEqualTo(code);
        return failure.getOutcome();
    }

    private String content() throws Exception {
        DownloadFile file = request.result().file();
        var end = file.complete();
        disk.forEach(Runnable::run);
        Path path = end.get();
        try {
            return Files.readString(path);
        } finally {
            Files.delete(path);
        }
    }

    private Match part(int index, String data, long size) {
        return take(reply("trunk", index, data, size));
    }

    private Match take(MsgDownloadReply.Builder reply) {
        return request.accept(MsgPlain.newBuilder().setDownloadReply(reply).build());
    }

    private static MsgDownloadReply.Builder reply(String result, int index, String data, long size) {
        return MsgDownloadReply.newBuilder()
                .setFileName(NAME)
                .setResult(result)
                .setChunkIndex(index)
                .setData(ByteString.copyFromUtf8(data))
                .setSize(size);
    }
}
