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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReply;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Uploads a file part by part, each when the server has the one before. Parts are read by other threads than the
 * connection's; other requests have their turn between them. When the server has lost track, it begins once more.
 */
public final class FileUpload {

    private final ChatLink link;
    private final UploadSource source;
    private final MsgUploadReq.Builder file;
    private final Executor disk;
    private final long timeout;
    private final CompletableFuture<String> storedName = new CompletableFuture<>();
    private boolean begunAgain;
    private boolean lost;
    private int sent;

    public FileUpload(ChatLink link, UploadSource source, MsgUploadReq.Builder file, Executor disk, long timeout) {
        this.link = link;
        this.source = source;
        this.file = file;
        this.disk = disk;
        this.timeout = timeout;
    }

    /** Begins; the future completes with the name under which the server keeps the file. */
    public CompletableFuture<String> begin() {
        part(0);
        return storedName;
    }

    /** How many parts were sent. After the end. */
    public int sent() {
        return sent;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the upload must end whatever is thrown
    private void part(int index) {
        try {
            disk.execute(() -> read(index));
        } catch (RejectedExecutionException e) {
            storedName.completeExceptionally(link.failures().notSent("STOPPED", "The component is being stopped"));
        } catch (RuntimeException | Error e) {
            storedName.completeExceptionally(e);
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the upload must end whatever is thrown
    private void read(int index) {
        try {
            UploadChunk chunk = new UploadChunk(file, index, source.chunk(index));
            link.ask(chunk, timeout).whenComplete((reply, failure) -> {
                sent += chunk.sent();
                lost |= chunk.sent() > 1;
                replied(index, reply, failure);
            });
        } catch (IOException e) {
            storedName.completeExceptionally(unreadable(e));
        } catch (RuntimeException | Error e) {
            storedName.completeExceptionally(e);
        }
    }

    private void replied(int index, MsgUploadReply reply, Throwable failure) {
        if (failure != null) {
            storedName.completeExceptionally(failure);
            return;
        }
        switch (reply.getResult()) {
            case "fileok", "sameok" -> storedName.complete(reply.getUuidName());
            case "chunkok" -> {
                if (index + 1 < source.chunks()) {
                    part(index + 1);
                } else {
                    storedName.completeExceptionally(link.failures()
                            .refused(0, "the server has every part and does not say that it has the file"));
                }
            }
            default -> {
                if (begunAgain) {
                    storedName.completeExceptionally(
                            lost
                                    ? link.failures()
                                            .notSent(
                                                    "INCOMPLETE",
                                                    "The connection broke again and again: the server"
                                                            + " has only a part of the file")
                                    : link.failures().refused(0, reply.getDetail()));
                } else {
                    begunAgain = true;
                    part(0);
                }
            }
        }
    }

    public static TencentException unreadable(IOException e) {
        return TencentException.of(
                        Outcome.REJECTED,
                        "BODY_UNREADABLE",
                        "The file could not be read: " + e.getClass().getSimpleName())
                .call(ChatFailures.SERVICE, "upload")
                .build();
    }
}
