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
package io.github.cameltencent.emulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.Recorder;
import io.github.cameltencent.emulator.engine.VerificationStep;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Records the frames of clients. Of log-ins and key exchanges it records only that they happened. */
final class FrameRecorder {

    private final Recorder recorder;
    private final Clock clock;

    FrameRecorder(Recorder recorder, Clock clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    void put(Msg msg, long userId, String word, Decision decision, Fault fault) {
        MsgPlain plain = msg.getPlainMsg();
        byte[] body =
                switch (plain.getMessageCase()) {
                    case CHATDATA -> message(plain.getChatData());
                    case UPLOADREQ -> upload(plain.getUploadReq());
                    case DOWNLOADREQ ->
                        Json.bytes(
                                Json.object().put("file", plain.getDownloadReq().getFileName()));
                    default -> new byte[0];
                };
        Call call = new Call("WS", ChatService.PATH, "", EmptyHttpHeaders.INSTANCE, body, clock.instant());
        Answer answer = new Answer(0, "application/json", new byte[0], Map.of(), decision);
        recorder.record(ChatService.NAME, call, new Heard(userId, word), answer, fault);
    }

    private static byte[] message(MsgChat chat) {
        ObjectNode json = Json.object();
        json.put("from", chat.getFromId());
        json.put("to", chat.getToId());
        json.put("type", chat.getChatType() == ChatType.ChatTypeGroup ? "group" : "p2p");
        json.put("sendId", chat.getSendId());
        json.put("kind", chat.getMsgType().name());
        json.put("text", chat.getData().toStringUtf8());
        return Json.bytes(json);
    }

    private static byte[] upload(MsgUploadReq part) {
        ObjectNode json = Json.object();
        json.put("file", part.getFileName());
        json.put("size", part.getFileSize());
        json.put("chunk", part.getChunkIndex());
        json.put("chunks", part.getChunkCount());
        json.put("bytes", part.getFileData().size());
        return Json.bytes(json);
    }

    /** The sender and its operation. */
    private record Heard(long userId, String operation) implements RecordedVerdict {

        @Override
        public boolean ok() {
            return true;
        }

        @Override
        public String text() {
            return userId == 0 ? "not logged in" : "logged in";
        }

        @Override
        public String application() {
            return userId == 0 ? "" : Long.toString(userId);
        }

        @Override
        public List<VerificationStep> steps() {
            return List.of(new VerificationStep("Session", true, text()));
        }
    }
}
