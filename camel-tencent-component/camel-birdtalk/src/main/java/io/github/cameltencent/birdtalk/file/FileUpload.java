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
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReply;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Uploads a file part by part, each after the server has confirmed the one before. Parts are read on the threads for
 * file I/O; other requests are sent between them. If the server loses track, the upload is restarted once.
 */
public final class FileUpload {

    private final AccountClient client;
    private final UploadSource source;
    private final MsgUploadReq.Builder file;
    private final Executor disk;
    private final long timeout;
    private final CompletableFuture<String> storedName = new CompletableFuture<>();
    private boolean restarted;
    private boolean lost;
    private int framesSent;

    public FileUpload(
            AccountClient client, UploadSource source, MsgUploadReq.Builder file, Executor disk, long timeout) {
        this.client = client;
        this.source = source;
        this.file = file;
        this.disk = disk;
        this.timeout = timeout;
    }

    /** Starts; the future completes with the stored name of the file. */
    public CompletableFuture<String> start() {
        sendPart(0);
        return storedName;
    }

    /** The number of frames sent. Valid after the end. */
    public int framesSent() {
        return framesSent;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the upload must end whatever is thrown
    private void sendPart(int index) {
        try {
            disk.execute(() -> readPart(index));
        } catch (RejectedExecutionException e) {
            storedName.completeExceptionally(client.exceptions().notSent("STOPPED", "The component is being stopped"));
        } catch (RuntimeException | Error e) {
            storedName.completeExceptionally(e);
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the upload must end whatever is thrown
    private void readPart(int index) {
        try {
            UploadChunk chunk = new UploadChunk(file, index, source.chunk(index));
            client.send(chunk, timeout).whenComplete((reply, failure) -> {
                framesSent += chunk.framesSent();
                lost |= chunk.framesSent() > 1;
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
                    sendPart(index + 1);
                } else {
                    storedName.completeExceptionally(client.exceptions()
                            .refused(0, "the server received every part and did not confirm the file"));
                }
            }
            default -> {
                if (restarted) {
                    storedName.completeExceptionally(
                            lost
                                    ? client.exceptions()
                                            .notSent(
                                                    "INCOMPLETE",
                                                    "The connection was closed repeatedly: the server"
                                                            + " has only a part of the file")
                                    : client.exceptions().refused(0, reply.getDetail()));
                } else {
                    restarted = true;
                    sendPart(0);
                }
            }
        }
    }

    public static TencentException unreadable(IOException e) {
        return TencentException.of(
                        Outcome.REJECTED,
                        "BODY_UNREADABLE",
                        "The file could not be read: " + e.getClass().getSimpleName())
                .call(ChatExceptions.SERVICE, "upload")
                .build();
    }
}
