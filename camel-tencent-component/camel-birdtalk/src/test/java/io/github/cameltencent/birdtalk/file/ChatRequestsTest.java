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

import com.google.protobuf.ByteString;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.birdtalk.request.RequestContext;
import io.github.cameltencent.birdtalk.request.RequestQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Failing requests, without a server. */
class ChatRequestsTest {

    private static final long TIMEOUT = 1000;
    private static final String NAME = "20260101_x.bin";

    private final List<ChatFrame> sent = new ArrayList<>();
    private long now = 1;
    private boolean mistrusted;
    private final RequestQueue requests = new RequestQueue(new Outbound(), new ChatExceptions(), () -> now);

    @Test
    void aRequestThatCannotBeCreatedFailsAndTheNextIsSent() {
        CompletableFuture<Object> defect = ask(new Defective());
        CompletableFuture<DownloadRequest.DownloadedFile> next =
                ask(new DownloadRequest(NAME, () -> file(Runnable::run)));
        requests.ready();
        assertThat(defect).isCompletedExceptionally();
        assertThat(sent).hasSize(1);
        assertThat(next).isNotDone();
    }

    @Test
    void aDownloadThatEndsHalfWayLeavesNoFile() throws IOException {
        long before = files();
        CompletableFuture<DownloadRequest.DownloadedFile> came =
                ask(new DownloadRequest(NAME, () -> file(Runnable::run)));
        requests.ready();
        requests.offer(part());
        assertThat(files()).isEqualTo(before + 1);
        now += TIMEOUT;
        requests.expire();
        assertThat(came).isCompletedExceptionally();
        assertThat(mistrusted).isTrue();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aDownloadThatIsStoppedHalfWayLeavesNoFile() throws IOException {
        long before = files();
        AtomicBoolean stopped = new AtomicBoolean();
        DownloadFile file = file(task -> {
            if (stopped.get()) {
                throw new RejectedExecutionException();
            }
            task.run();
        });
        file.add(ByteString.copyFromUtf8("half"));
        assertThat(files()).isEqualTo(before + 1);
        stopped.set(true);
        assertThat(file.complete()).isCompletedExceptionally();
        assertThat(files()).isEqualTo(before);
    }

    private static DownloadFile file(Executor disk) {
        return new DownloadFile(disk, held -> {});
    }

    private <T> CompletableFuture<T> ask(ChatRequest<T> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        requests.add(request, TIMEOUT, false, answer);
        return answer;
    }

    private static MsgPlain part() {
        return MsgPlain.newBuilder()
                .setDownloadReply(MsgDownloadReply.newBuilder()
                        .setFileName(NAME)
                        .setResult("trunk")
                        .setSize(100)
                        .setData(ByteString.copyFromUtf8("a part")))
                .build();
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.toString().endsWith(".download")).count();
        }
    }

    private final class Outbound implements RequestQueue.Outbound {

        @Override
        public void reconnect() {
            mistrusted = true;
        }

        @Override
        public RequestContext requestContext() {
            return new RequestContext(1, 1, 10001, "client");
        }

        @Override
        public void send(ChatFrame frame) {
            sent.add(frame);
        }
    }

    private static final class Defective extends ChatRequest<Object> {

        Defective() {
            super("test", true);
        }

        @Override
        public ChatFrame frame(RequestContext context) {
            throw new IllegalStateException("cannot be made");
        }

        @Override
        public Match accept(MsgPlain body) {
            return Match.UNRELATED;
        }

        @Override
        public Object result() throws TencentException {
            return null;
        }
    }
}
