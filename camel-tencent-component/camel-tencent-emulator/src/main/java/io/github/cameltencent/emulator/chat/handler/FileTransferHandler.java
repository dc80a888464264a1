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
package io.github.cameltencent.emulator.chat.handler;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReq;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReply;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.StoredFile;
import io.github.cameltencent.emulator.chat.state.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** Receives and sends files in parts, for any connected client. */
public final class FileTransferHandler {

    private static final int MIN_HASH_LENGTH = 16;
    /** The longest name that file systems allow. */
    private static final int MAX_NAME_LENGTH = 255;

    private static final int MAX_UPLOADS = 16;
    private static final int CHUNK = 1 << 20;

    private final ChatServerState state;

    public FileTransferHandler(ChatServerState state) {
        this.state = state;
    }

    public void upload(ChatClient from, MsgUploadReq request, FrameTampering tampering) throws ChatErrorException {
        String hashType = request.getHashType().toLowerCase(Locale.ROOT);
        if (!hashType.equals("md5") && !hashType.equals("sha1")) {
            throw new ChatErrorException(14, "hash type is not accepted");
        }
        if (request.getHashCode().length() < MIN_HASH_LENGTH) {
            throw new ChatErrorException(14, "hash code can not be nil");
        }
        if (request.getFileData().isEmpty()) {
            throw new ChatErrorException(14, "data can not be nil");
        }
        if (tampering == FrameTampering.WRONG_HASH) {
            drop(from, request.getFileName());
            fail(from, request, "md5 hash code is not same");
        } else if (request.getChunkIndex() == 0) {
            first(from, request, tampering);
        } else {
            next(from, request, tampering);
        }
    }

    private void first(ChatClient from, MsgUploadReq request, FrameTampering tampering) {
        StoredFile same = state.files.byHash(request.getHashCode());
        if (same != null) {
            reply(from, request, "sameok", "find same one", same.name());
            return;
        }
        String name = Upload.storedName(request, Instant.ofEpochMilli(state.now()), state.nextId());
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_LENGTH) {
            fail(from, request, "create file  err");
            return;
        }
        drop(from, request.getFileName());
        if (from.uploads.size() == MAX_UPLOADS) {
            Iterator<Upload> oldest = from.uploads.values().iterator();
            state.files.release(oldest.next().size());
            oldest.remove();
        }
        Upload upload = new Upload(name, request.getHashCode());
        from.uploads.put(request.getFileName(), upload);
        add(from, request, upload, request.getChunkCount() == 1, "wait next truck", tampering);
    }

    private void next(ChatClient from, MsgUploadReq request, FrameTampering tampering) {
        Upload upload = from.uploads.get(request.getFileName());
        if (upload == null) {
            fail(from, request, "should send truck 0 first");
            return;
        }
        add(from, request, upload, request.getChunkIndex() == request.getChunkCount() - 1, "wait next", tampering);
    }

    // parts are appended in order of arrival: only the number of the last one is checked
    private void add(
            ChatClient from, MsgUploadReq request, Upload upload, boolean last, String wait, FrameTampering tampering) {
        ByteString part = tampering == FrameTampering.MISSING_CHUNK ? ByteString.EMPTY : request.getFileData();
        if (!state.files.reserve(part.size())) {
            drop(from, request.getFileName());
            fail(from, request, "write file data err");
            return;
        }
        upload.add(part);
        if (!last) {
            reply(from, request, "chunkok", wait, "");
            return;
        }
        drop(from, request.getFileName());
        StoredFile file = upload.finish();
        if (file == null) {
            fail(from, request, "md5 hash code is not same");
        } else {
            state.files.put(file);
            reply(from, request, "fileok", "finish", file.name());
        }
    }

    private void drop(ChatClient from, String fileName) {
        Upload removed = from.uploads.remove(fileName);
        if (removed != null) {
            state.files.release(removed.size());
        }
    }

    /** Cancels the uploads of a connection. */
    public void cancelUploads(ChatClient client) {
        client.uploads.values().forEach(upload -> state.files.release(upload.size()));
        client.uploads.clear();
    }

    private void fail(ChatClient to, MsgUploadReq request, String detail) {
        reply(to, request, "fail", detail, "");
    }

    private void reply(ChatClient to, MsgUploadReq request, String result, String detail, String storedName) {
        to.send(
                state.now(),
                ComMsgType.MsgTUploadReply,
                MsgPlain.newBuilder()
                        .setUploadReply(MsgUploadReply.newBuilder()
                                .setFileName(request.getFileName())
                                .setSendId(request.getSendId())
                                .setUuidName(storedName)
                                .setChunkIndex(request.getChunkIndex())
                                .setResult(result)
                                .setDetail(detail)));
    }

    public void download(ChatClient from, MsgDownloadReq request, FrameTampering tampering) {
        StoredFile file = state.files.get(request.getFileName());
        if (file == null) {
            send(from, failure(request, "not exist"));
            return;
        }
        int size = file.bytes().length;
        int chunks = (size + CHUNK - 1) / CHUNK;
        MsgDownloadReply.Builder part = part(request)
                .setSize(size)
                .setChunkSize(CHUNK)
                // one too many if the last part is full
                .setChunkCount(size / CHUNK + 1);
        for (int i = 0; i < chunks; i++) {
            part.setChunkIndex(i).setData(chunk(file.bytes(), i));
            if (tampering == FrameTampering.WRONG_DATA) {
                part.setData(manipulated(part.getData()));
            }
            int times = tampering == FrameTampering.REPEAT ? 2 : 1;
            for (int n = tampering == FrameTampering.MISSING_CHUNK && i == chunks / 2 ? 1 : 0; n < times; n++) {
                send(from, part.clone().setResult("trunk"));
            }
        }
        // the real server reads until a part is not full, and treats the end of the file as an error
        send(from, size % CHUNK == 0 ? failure(request, "open file error") : part.setResult("finish"));
    }

    /** A part of a file, always of full length: after the end of the file it repeats bytes of the previous part. */
    private static ByteString chunk(byte[] file, int index) {
        int from = index * CHUNK;
        if (file.length - from >= CHUNK) {
            return UnsafeByteOperations.unsafeWrap(file, from, CHUNK);
        }
        byte[] chunk = index == 0 ? new byte[CHUNK] : Arrays.copyOfRange(file, from - CHUNK, from);
        System.arraycopy(file, from, chunk, 0, file.length - from);
        return UnsafeByteOperations.unsafeWrap(chunk);
    }

    private static ByteString manipulated(ByteString data) {
        byte[] bytes = data.toByteArray();
        bytes[0] ^= 1;
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private static MsgDownloadReply.Builder part(MsgDownloadReq request) {
        return MsgDownloadReply.newBuilder().setFileName(request.getFileName()).setHashType("md5");
    }

    private static MsgDownloadReply.Builder failure(MsgDownloadReq request, String detail) {
        return part(request).setResult("fail").setDetail(detail);
    }

    private void send(ChatClient to, MsgDownloadReply.Builder reply) {
        to.send(state.now(), ComMsgType.MsgTDownloadReply, MsgPlain.newBuilder().setDownloadReply(reply));
    }
}
