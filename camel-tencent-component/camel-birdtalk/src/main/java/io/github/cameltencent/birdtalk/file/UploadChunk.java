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

import com.google.protobuf.UnsafeByteOperations;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.FileFrames;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReply;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.birdtalk.request.RequestContext;

/** Sends a part of a file. Sending it twice is harmless: the server ignores it, or asks for the first part again. */
final class UploadChunk extends ChatRequest<MsgUploadReply> {

    private final MsgUploadReq.Builder file;
    private final int index;
    private final byte[] bytes;
    private MsgUploadReply reply;

    /**
     * A part.
     *
     * @param file the fields that are the same in each part
     */
    UploadChunk(MsgUploadReq.Builder file, int index, byte[] bytes) {
        super("upload", true);
        this.file = file;
        this.index = index;
        this.bytes = bytes;
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        return FileFrames.chunk(
                context.now(), file.clone().setSendId(context.sendId()), index, UnsafeByteOperations.unsafeWrap(bytes));
    }

    @Override
    public Match accept(MsgPlain body) {
        if (!body.hasUploadReply() || !body.getUploadReply().getFileName().equals(file.getFileName())) {
            return Match.UNRELATED;
        }
        reply = body.getUploadReply();
        return Match.COMPLETE;
    }

    @Override
    public MsgUploadReply result() {
        return reply;
    }
}
