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
package io.github.cameltencent.birdtalk;

import com.google.protobuf.ByteString;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.function.Supplier;

/**
 * Asks for a stored file, which comes as a series of parts. Each part is as long as all others, so that the size tells
 * where the last one ends; the last comes once more at the end, and with a size of whole parts the series ends with an
 * error that is none.
 */
final class DownloadRequest extends ChatRequest<DownloadRequest.Came> {

    private final String storedName;
    private final Supplier<DownloadFile> files;
    /** Null until it is asked. */
    private DownloadFile file;

    private MsgDownloadReply first;
    private long received;
    private int next;
    private TencentException failure;

    /** What came: the file, and the first part's words about it. */
    record Came(DownloadFile file, MsgDownloadReply about) {}

    /**
     * A request.
     *
     * @param files makes the file that the parts go to, anew if it is asked again
     */
    DownloadRequest(String storedName, Supplier<DownloadFile> files) {
        super("download", true);
        this.storedName = storedName;
        this.files = files;
    }

    @Override
    Frame frame(Asking as) {
        if (file != null) {
            file.discard();
        }
        file = files.get();
        first = null;
        received = 0;
        next = 0;
        return FileFrames.download(as.now(), as.sendId(), storedName);
    }

    @Override
    Part take(MsgPlain body) {
        MsgDownloadReply part = body.getDownloadReply();
        if (!body.hasDownloadReply() || !part.getFileName().equals(storedName)) {
            return Part.NOT_MINE;
        }
        switch (part.getResult()) {
            case "trunk" -> {
                return part(part) ? Part.MORE : Part.LAST;
            }
            case "finish" -> {
                if (!isWhole()) {
                    fail("INCOMPLETE", "The server ended before the whole file was there");
                }
            }
            default -> {
                if (!isWhole()) {
                    failure = TencentException.of(
                                    Outcome.REJECTED, "NOT_FOUND", "The server does not give the file out")
                            .call(ChatFailures.SERVICE, "download")
                            .build();
                }
            }
        }
        return Part.LAST;
    }

    private boolean isWhole() {
        return first != null && received == first.getSize();
    }

    private boolean part(MsgDownloadReply part) {
        first = first == null ? part.toBuilder().clearData().build() : first;
        if (first.getSize() <= 0 || first.getSize() > UploadSource.LARGEST) {
            return fail("SIZE", "The server tells a size of " + first.getSize() + " bytes; 1 GiB is the most");
        }
        if (part.getChunkIndex() != next || isWhole()) {
            return fail("INCOMPLETE", "A part of the file is missing, or came out of order");
        }
        next++;
        int wanted = (int) Math.min(part.getData().size(), first.getSize() - received);
        ByteString bytes = part.getData().substring(0, wanted);
        received += wanted;
        if (!file.add(bytes)) {
            failure = TencentException.of(Outcome.THROTTLED, "LOCAL_LIMIT", "The disk is slower than the chat server")
                    .call(ChatFailures.SERVICE, "download")
                    .build();
            return false;
        }
        return true;
    }

    private boolean fail(String code, String why) {
        failure = TencentException.of(Outcome.TRANSIENT, code, why)
                .call(ChatFailures.SERVICE, "download")
                .build();
        return false;
    }

    @Override
    Came answer() {
        if (failure != null) {
            throw failure;
        }
        return new Came(file, first);
    }

    @Override
    void abandoned() {
        if (file != null) {
            file.discard();
        }
    }
}
