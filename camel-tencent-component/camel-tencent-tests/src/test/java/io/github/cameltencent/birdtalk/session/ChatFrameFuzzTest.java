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

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.file.DownloadFile;
import io.github.cameltencent.birdtalk.file.DownloadRequest;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.FrameReader;
import io.github.cameltencent.birdtalk.frame.InvalidFrameException;
import io.github.cameltencent.birdtalk.operation.ProtoMaps;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.birdtalk.request.GroupListRequest;
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
import io.github.cameltencent.birdtalk.request.RequestContext;
import io.github.cameltencent.fuzz.FuzzTest;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** A frame of the chat's server is read or refused in each state of a session, by requests, and as a Map. */
class ChatFrameFuzzTest extends FuzzTest {

    private static final ClockReading NOW = new ClockReading(1_700_000_000_000L, 0);

    private final FrameReader reader = new FrameReader(1 << 20);
    private ChatSession session = session();

    @Override
    protected List<String> words() {
        return List.of(
                "waitlogin",
                "needlogin",
                "waitdata",
                "loginok",
                "waitcode",
                "serverhello",
                "pwd",
                "trunk",
                "finish",
                "stored.bin",
                "ok",
                "fail",
                "notice",
                "\u0008\u0001",
                "\u0012\u0000",
                "\u001a\u0002");
    }

    @Override
    protected String read(byte[] input) throws Exception {
        Msg msg;
        try {
            msg = reader.read(ByteBuffer.wrap(input));
        } catch (InvalidFrameException e) {
            return e.getMessage().replaceAll("[0-9]+", "#");
        }
        if (session.state() == SessionState.CLOSED) {
            session = session();
            session.connected(NOW);
        }
        SessionState before = session.state();
        session.received(msg, NOW);
        MsgPlain body = msg.getPlainMsg();
        ProtoMaps.of(body);
        return before + " " + body.getMessageCase() + " " + session.state() + requests(body);
    }

    private static String requests(MsgPlain body) throws Exception {
        StringBuilder matches = new StringBuilder();
        for (ChatRequest<?> request : List.of(
                new DownloadRequest("stored.bin", () -> new DownloadFile(Runnable::run, paused -> {})),
                new GroupListRequest(),
                HistoryPageRequest.from(ChatType.ChatTypeP2P, 0, 1))) {
            request.frame(new RequestContext(1, 7, 10001, "device"));
            ChatRequest.Match match = request.accept(body);
            matches.append(' ').append(match);
            if (match == ChatRequest.Match.COMPLETE) {
                try {
                    request.result();
                } catch (io.github.cameltencent.TencentException e) {
                    matches.append(e.getCode());
                }
            }
            request.discard();
        }
        return matches.toString();
    }

    private static ChatSession session() {
        return new ChatSession(
                new ChatClientInfo("device", "1.0", "test", Map.of()),
                ChatLogin.byId(10001, new char[] {'x'}),
                ChatCipher.AES_CTR,
                null,
                SessionTimeouts.DEFAULT,
                new SecureRandom(),
                NOW);
    }
}
