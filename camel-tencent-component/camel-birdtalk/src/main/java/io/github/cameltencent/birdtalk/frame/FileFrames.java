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
package io.github.cameltencent.birdtalk.frame;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReq;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;

/** The parts of files that go up, and the requests for those that come down. */
public final class FileFrames {

    private static final int SHORTEST_HASH = 16;

    private FileFrames() {}

    /** One part of a file: everything but the bytes and their place is the same in each. */
    public static ChatFrame chunk(long now, MsgUploadReq.Builder file, int index, ByteString bytes) {
        if (bytes.isEmpty() || file.getHashCode().length() < SHORTEST_HASH || !"md5".equals(file.getHashType())) {
            throw new ForbiddenFrame(
                    ForbiddenFrame.Rule.BODY, "A part of a file has bytes, and the MD5 of the whole file");
        }
        if (index < 0 || index >= file.getChunkCount()) {
            throw new ForbiddenFrame(ForbiddenFrame.Rule.BODY, "The file has no part of this number");
        }
        return ChatFrame.of(
                now,
                MsgPlain.newBuilder()
                        .setUploadReq(file.clone().setChunkIndex(index).setFileData(bytes)));
    }

    public static ChatFrame download(long now, long sendId, String storedName) {
        return ChatFrame.of(
                now,
                MsgPlain.newBuilder()
                        .setDownloadReq(MsgDownloadReq.newBuilder()
                                .setSendId(Long.toString(sendId))
                                .setFileName(storedName)));
    }
}
