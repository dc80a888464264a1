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
package io.github.cameltencent.emulator;

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgHeartBeat;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A chat client that sends any message unchanged, over the JDK's websocket. */
final class RawChatClient implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<Msg> received = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final WebSocket socket;

    RawChatClient(TencentEmulator emulator) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(emulator.chatUri()), this)
                .join();
    }

    /** Logs in and reads the answer. */
    RawChatClient login(KeyPair account) throws InterruptedException {
        send(
                ComMsgType.MsgTUserOp,
                MsgPlain.newBuilder()
                        .setUserOp(UserOpReq.newBuilder()
                                .setOperation(UserOperationType.Login)
                                .setUser(UserInfo.newBuilder()
                                        .setUserId(Long.parseLong(account.id()))
                                        .putParams("pwd", account.key()))));
        Msg answer = next();
        if (!answer.getPlainMsg().getUserOpRet().getStatus().equals("loginok")) {
            throw new IllegalStateException("no log-in: " + answer);
        }
        return this;
    }

    void send(ComMsgType type, MsgPlain.Builder body) {
        Msg msg = Msg.newBuilder()
                .setVersion(1)
                .setMsgType(type)
                .setPlainMsg(body)
                .build();
        socket.sendBinary(ByteBuffer.wrap(msg.toByteArray()), true).join();
    }

    /** Reads the next message of the server. */
    MsgPlain answer() throws InterruptedException {
        return next().getPlainMsg();
    }

    private Msg next() throws InterruptedException {
        Msg msg = received.poll(10, TimeUnit.SECONDS);
        if (msg == null) {
            throw new IllegalStateException("the server says nothing");
        }
        return msg;
    }

    /** Whether there was no answer so far: the answer to a heartbeat comes next. */
    boolean isSilent() throws InterruptedException {
        send(ComMsgType.MsgTHeartBeat, MsgPlain.newBuilder().setHeartBeat(MsgHeartBeat.newBuilder()));
        return answer().hasHeartBeat();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        frame.writeBytes(part);
        if (last) {
            try {
                received.add(Msg.parseFrom(frame.toByteArray()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            frame.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
