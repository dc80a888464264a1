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
package io.github.cameltencent.birdtalk.session;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.frame.FileFrames;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReply;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Uploads and downloads files on a session, part by part. */
final class FileClient {

    static final int CHUNK = 1 << 20;
    private static final long NOW = 1_718_700_000_000L;
    private static final long SEND_ID = 7401;

    private final SessionDriver session;

    FileClient(SessionDriver session) {
        this.session = session;
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static MsgUploadReq.Builder file(String name, byte[] bytes, int chunkSize) {
        return MsgUploadReq.newBuilder()
                .setFileName(name)
                .setFileSize(bytes.length)
                .setHashType("md5")
                .setHashCode(md5(bytes))
                .setFileType("file")
                .setSendId(SEND_ID)
                .setChunkCount((bytes.length + chunkSize - 1) / chunkSize)
                .setChunkSize(chunkSize);
    }

    MsgUploadReply part(MsgUploadReq.Builder file, byte[] bytes, int index) {
        int from = index * file.getChunkSize();
        int length = Math.min(file.getChunkSize(), bytes.length - from);
        session.send(FileFrames.chunk(NOW, file, index, ByteString.copyFrom(bytes, from, length)));
        return session.next(MessageCase.UPLOADREPLY).getPlainMsg().getUploadReply();
    }

    /** The answers to all parts, or up to the first that is no "chunkok". */
    List<MsgUploadReply> upload(String name, byte[] bytes, int chunkSize) {
        MsgUploadReq.Builder file = file(name, bytes, chunkSize);
        List<MsgUploadReply> answers = new ArrayList<>();
        for (int i = 0; i < file.getChunkCount(); i++) {
            answers.add(part(file, bytes, i));
            if (!answers.get(i).getResult().equals("chunkok")) {
                break;
            }
        }
        return answers;
    }

    void ask(String storedName) {
        session.send(FileFrames.download(NOW, SEND_ID, storedName));
    }

    MsgDownloadReply answer() {
        return session.next(MessageCase.DOWNLOADREPLY).getPlainMsg().getDownloadReply();
    }

    /** All answers: the parts and the end. */
    List<MsgDownloadReply> download(String storedName) {
        ask(storedName);
        List<MsgDownloadReply> answers = new ArrayList<>();
        do {
            answers.add(answer());
        } while (answers.get(answers.size() - 1).getResult().equals("trunk"));
        return answers;
    }
}
