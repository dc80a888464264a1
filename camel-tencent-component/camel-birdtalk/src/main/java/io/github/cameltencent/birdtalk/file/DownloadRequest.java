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
import io.github.cameltencent.birdtalk.request.Asking;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import java.util.function.Supplier;

/**
 * Asks for a stored file, which comes as a series of parts. Each part is as long as all others, so that the size tells
 * where the last one ends; the last comes once more at the end, and with a size of whole parts the series ends with an
 * error that is none.
 */
public final class DownloadRequest extends ChatRequest<DownloadRequest.Came> {

    private final String storedName;
    private final Supplier<DownloadFile> files;
    /** Null until it is asked. */
    private DownloadFile file;

    private MsgDownloadReply first;
    private long received;
    private int next;
    /** Null while all is well. */
    private TencentException failure;

    /** What came: the file, and the first part's words about it. */
    public record Came(DownloadFile file, MsgDownloadReply about) {}

    /**
     * A request.
     *
     * @param files makes the file that the parts go to, anew if it is asked again
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
    public ChatFrame frame(Asking as) {
        abandoned();
        file = files.get();
        first = null;
        failure = null;
        received = 0;
        next = 0;
        return FileFrames.download(as.now(), as.sendId(), storedName);
    }

    @Override
    public Part take(MsgPlain body) {
        MsgDownloadReply part = body.getDownloadReply();
        if (!body.hasDownloadReply() || !part.getFileName().equals(storedName)) {
            return Part.NOT_MINE;
        }
        switch (part.getResult()) {
            case "trunk" -> {
                part(part);
                return Part.MORE;
            }
            case "finish" -> {
                if (!isWhole()) {
                    fail(Outcome.TRANSIENT, "INCOMPLETE", "The server ended before the whole file was there");
                }
            }
            default -> {
                if (first == null) {
                    fail(Outcome.REJECTED, "NOT_FOUND", "The server does not give the file out");
                } else if (!isWhole()) {
                    fail(Outcome.TRANSIENT, "INCOMPLETE", "The server could not read the whole file");
                }
            }
        }
        return Part.LAST;
    }

    private boolean isWhole() {
        return first != null && received == first.getSize();
    }

    /** What comes after a failure is let by, so that it is not taken for the answer to the next request. */
    private void part(MsgDownloadReply part) {
        first = first == null ? part.toBuilder().clearData().build() : first;
        if (failure != null || part.getChunkIndex() < next || isWhole()) {
            return;
        }
        if (first.getSize() <= 0 || first.getSize() > UploadSource.LARGEST) {
            fail(
                    Outcome.REJECTED,
                    "SIZE",
                    "The server tells a size of " + first.getSize() + " bytes; 1 GiB is the most");
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
                    .call(ChatFailures.SERVICE, "download")
                    .build();
            file.discard();
        }
    }

    @Override
    public Came answer() {
        if (failure != null) {
            throw failure;
        }
        return new Came(file, first);
    }

    @Override
    public void abandoned() {
        if (file != null) {
            file.discard();
        }
    }
}
