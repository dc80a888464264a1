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
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.FileFrames;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.birdtalk.request.RequestContext;
import java.util.function.Supplier;

/**
 * Downloads a stored file, which arrives in parts of equal length. The size tells where the last one ends, since the
 * last part is repeated at the end; if the size is a multiple of the part length, the server ends with an error
 * instead.
 */
public final class DownloadRequest extends ChatRequest<DownloadRequest.DownloadedFile> {

    private final String storedName;
    private final Supplier<DownloadFile> files;
    /** Null until the request is sent. */
    private DownloadFile file;

    private MsgDownloadReply first;
    private long received;
    private int next;
    /** Null unless the download has failed. */
    private TencentException failure;

    /** The downloaded file and the metadata of its first part. */
    public record DownloadedFile(DownloadFile file, MsgDownloadReply metadata) {}

    /**
     * A request.
     *
     * @param files creates the file to write to, again for each attempt
     */
    public DownloadRequest(String storedName, Supplier<DownloadFile> files) {
        super("download", true);
        this.storedName = storedName;
        this.files = files;
    }

    public String storedName() {
        return storedName;
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        discard();
        file = files.get();
        first = null;
        failure = null;
        received = 0;
        next = 0;
        return FileFrames.download(context.now(), context.sendId(), storedName);
    }

    @Override
    public Match accept(MsgPlain body) {
        MsgDownloadReply part = body.getDownloadReply();
        if (!body.hasDownloadReply() || !part.getFileName().equals(storedName)) {
            return Match.UNRELATED;
        }
        switch (part.getResult()) {
            case "trunk" -> {
                part(part);
                return Match.MORE;
            }
            case "finish" -> {
                if (!isWhole()) {
                    fail(Outcome.TRANSIENT, "INCOMPLETE", "The server ended the download before the file was complete");
                }
            }
            default -> {
                if (first == null) {
                    fail(Outcome.REJECTED, "NOT_FOUND", "The server does not have the file");
                } else if (!isWhole()) {
                    fail(Outcome.TRANSIENT, "INCOMPLETE", "The server could not read the complete file");
                }
            }
        }
        return Match.COMPLETE;
    }

    private boolean isWhole() {
        return first != null && received == first.getSize();
    }

    /**
     * Handles a part. Parts after a failure are ignored, so that they are not taken for the answer to the next
     * request.
     */
    private void part(MsgDownloadReply part) {
        first = first == null ? part.toBuilder().clearData().build() : first;
        if (failure != null || part.getChunkIndex() < next || isWhole()) {
            return;
        }
        if (first.getSize() <= 0 || first.getSize() > UploadSource.MAX_BYTES) {
            fail(
                    Outcome.REJECTED,
                    "SIZE",
                    "The server reports a size of " + first.getSize() + " bytes; the maximum is 1 GiB");
            return;
        }
        if (part.getChunkIndex() > next) {
            fail(Outcome.TRANSIENT, "INCOMPLETE", "A part of the file is missing");
            return;
        }
        next++;
        int wanted = (int) Math.min(part.getData().size(), first.getSize() - received);
        received += wanted;
        if (!file.add(part.getData().substring(0, wanted))) {
            fail(Outcome.THROTTLED, "LOCAL_LIMIT", "The disk is slower than the chat server");
        }
    }

    private void fail(Outcome outcome, String code, String why) {
        if (failure == null) {
            failure = TencentException.of(outcome, code, why)
                    .call(ChatExceptions.SERVICE, "download")
                    .build();
            file.discard();
        }
    }

    @Override
    public DownloadedFile result() {
        if (failure != null) {
            throw failure;
        }
        return new DownloadedFile(file, first);
    }

    @Override
    public void discard() {
        if (file != null) {
            file.discard();
        }
    }
}
