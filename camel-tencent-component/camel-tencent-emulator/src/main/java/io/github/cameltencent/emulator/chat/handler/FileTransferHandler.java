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
import io.github.cameltencent.emulator.chat.state.ChatRefusal;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.StoredFile;
import io.github.cameltencent.emulator.chat.state.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** Takes files in parts and gives them out in parts. Whoever is connected may do both. */
public final class FileTransferHandler {

    private static final int SHORTEST_HASH = 16;
    /** What file systems allow. */
    private static final int LONGEST_NAME = 255;

    private static final int MOST_UPLOADS = 16;
    private static final int CHUNK = 1 << 20;

    private final ChatServerState world;

    public FileTransferHandler(ChatServerState world) {
        this.world = world;
    }

    public void upload(ChatClient from, MsgUploadReq request, Tampering tampering) throws ChatRefusal {
        String hashType = request.getHashType().toLowerCase(Locale.ROOT);
        if (!hashType.equals("md5") && !hashType.equals("sha1")) {
            throw new ChatRefusal(14, "hash type is not accepted");
        }
        if (request.getHashCode().length() < SHORTEST_HASH) {
            throw new ChatRefusal(14, "hash code can not be nil");
        }
        if (request.getFileData().isEmpty()) {
            throw new ChatRefusal(14, "data can not be nil");
        }
        if (tampering == Tampering.WRONG_HASH) {
            drop(from, request.getFileName());
            fail(from, request, "md5 hash code is not same");
        } else if (request.getChunkIndex() == 0) {
            first(from, request, tampering);
        } else {
            next(from, request, tampering);
        }
    }

    private void first(ChatClient from, MsgUploadReq request, Tampering tampering) {
        StoredFile same = world.files.byHash(request.getHashCode());
        if (same != null) {
            reply(from, request, "sameok", "find same one", same.name());
            return;
        }
        String name = Upload.storedName(request, Instant.ofEpochMilli(world.now()), world.nextId());
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            fail(from, request, "create file  err");
            return;
        }
        drop(from, request.getFileName());
        if (from.uploads.size() == MOST_UPLOADS) {
            Iterator<Upload> oldest = from.uploads.values().iterator();
            world.files.release(oldest.next().size());
            oldest.remove();
        }
        Upload upload = new Upload(name, request.getHashCode());
        from.uploads.put(request.getFileName(), upload);
        add(from, request, upload, request.getChunkCount() == 1, "wait next truck", tampering);
    }

    private void next(ChatClient from, MsgUploadReq request, Tampering tampering) {
        Upload upload = from.uploads.get(request.getFileName());
        if (upload == null) {
            fail(from, request, "should send truck 0 first");
            return;
        }
        add(from, request, upload, request.getChunkIndex() == request.getChunkCount() - 1, "wait next", tampering);
    }

    // parts are put together as they come: only the number of the last one is looked at
    private void add(
            ChatClient from, MsgUploadReq request, Upload upload, boolean last, String wait, Tampering tampering) {
        ByteString part = tampering == Tampering.MISSING_CHUNK ? ByteString.EMPTY : request.getFileData();
        if (!world.files.reserve(part.size())) {
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
            world.files.put(file);
            reply(from, request, "fileok", "finish", file.name());
        }
    }

    private void drop(ChatClient from, String fileName) {
        Upload gone = from.uploads.remove(fileName);
        if (gone != null) {
            world.files.release(gone.size());
        }
    }

    /** Ends the uploads of a connection. */
    public void leave(ChatClient terminal) {
        terminal.uploads.values().forEach(upload -> world.files.release(upload.size()));
        terminal.uploads.clear();
    }

    private void fail(ChatClient to, MsgUploadReq request, String detail) {
        reply(to, request, "fail", detail, "");
    }

    private void reply(ChatClient to, MsgUploadReq request, String result, String detail, String storedName) {
        to.send(
                world.now(),
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

    public void download(ChatClient from, MsgDownloadReq request, Tampering tampering) {
        StoredFile file = world.files.get(request.getFileName());
        if (file == null) {
            send(from, failure(request, "not exist"));
            return;
        }
        int size = file.bytes().length;
        int chunks = (size + CHUNK - 1) / CHUNK;
        MsgDownloadReply.Builder part = part(request)
                .setSize(size)
                .setChunkSize(CHUNK)
                // one too many when the last one is full
                .setChunkCount(size / CHUNK + 1);
        for (int i = 0; i < chunks; i++) {
            part.setChunkIndex(i).setData(chunk(file.bytes(), i));
            if (tampering == Tampering.WRONG_DATA) {
                part.setData(spoilt(part.getData()));
            }
            int times = tampering == Tampering.REPEAT ? 2 : 1;
            for (int n = tampering == Tampering.MISSING_CHUNK && i == chunks / 2 ? 1 : 0; n < times; n++) {
                send(from, part.clone().setResult("trunk"));
            }
        }
        // the real server reads until a chunk is not full, and takes the end of the file for an error
        send(from, size % CHUNK == 0 ? failure(request, "open file error") : part.setResult("finish"));
    }

    /** Always as long as a chunk: behind the end of the file is what the chunk before had there. */
    private static ByteString chunk(byte[] file, int index) {
        int from = index * CHUNK;
        if (file.length - from >= CHUNK) {
            return UnsafeByteOperations.unsafeWrap(file, from, CHUNK);
        }
        byte[] chunk = index == 0 ? new byte[CHUNK] : Arrays.copyOfRange(file, from - CHUNK, from);
        System.arraycopy(file, from, chunk, 0, file.length - from);
        return UnsafeByteOperations.unsafeWrap(chunk);
    }

    private static ByteString spoilt(ByteString data) {
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
        to.send(world.now(), ComMsgType.MsgTDownloadReply, MsgPlain.newBuilder().setDownloadReply(reply));
    }
}
