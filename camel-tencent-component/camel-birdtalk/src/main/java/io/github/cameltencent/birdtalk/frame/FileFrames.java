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

/** Builds the frames of uploads and download requests. */
public final class FileFrames {

    private static final int MIN_HASH_LENGTH = 16;

    private FileFrames() {}

    /** One part of an upload. Parts differ only in their bytes and index. */
    public static ChatFrame chunk(long now, MsgUploadReq.Builder file, int index, ByteString bytes) {
        if (bytes.isEmpty() || file.getHashCode().length() < MIN_HASH_LENGTH || !"md5".equals(file.getHashType())) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.BODY,
                    "A part of a file needs content, and the MD5 hash of the whole file");
        }
        if (index < 0 || index >= file.getChunkCount()) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.BODY, "The file has no part with this index");
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
