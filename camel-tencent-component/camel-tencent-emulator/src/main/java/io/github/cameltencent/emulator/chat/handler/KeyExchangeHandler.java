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
import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgHello;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ErrorMessages;
import io.github.cameltencent.emulator.chat.state.ServerCrashException;
import io.github.cameltencent.emulator.chat.state.ServerKeyAgreement;
import io.github.cameltencent.emulator.chat.state.SharedKey;
import java.security.SecureRandom;
import java.util.Base64;

/** Handles hello and the key exchange. */
public final class KeyExchangeHandler {

    private static final int MIN_PEM_LENGTH = 65;

    private final ChatServerState state;
    private final UserHandler users;
    private final SecureRandom random;

    public KeyExchangeHandler(ChatServerState state, UserHandler users, SecureRandom random) {
        this.state = state;
        this.users = users;
        this.random = random;
    }

    public void hello(ChatClient client, Msg msg) throws ChatErrorException {
        version(msg);
        MsgHello hello = msg.getPlainMsg().getHello();
        if (hello.getKeyPrint() == 0) {
            state.logOut(client);
            greet(client, "waitlogin");
            return;
        }
        SharedKey key = state.keys.get(hello.getKeyPrint());
        if (key == null) {
            throw new ChatErrorException(2, "key print is not exist");
        }
        if (!Long.toString(msg.getTm()).equals(proof(key, hello.getParamsOrDefault("checkTokenData", "")))) {
            throw new ChatErrorException(13, "check data error");
        }
        client.key = key;
        if (key.userId() == 0) {
            greet(client, "needlogin");
        } else {
            users.logIn(client, state.users.get(key.userId()));
        }
    }

    private static String proof(SharedKey key, String base64) {
        try {
            return key.decrypt(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void greet(ChatClient client, String stage) {
        client.send(
                state.now(),
                ComMsgType.MsgTHello,
                MsgPlain.newBuilder()
                        .setHello(MsgHello.newBuilder()
                                .setVersion("v1.0")
                                .setPlatform("windows")
                                .setStage(stage)));
    }

    public void exchange(ChatClient client, Msg msg, FrameTampering tampering) throws ChatErrorException {
        version(msg);
        MsgKeyExchange body = msg.getPlainMsg().getKeyEx();
        switch (body.getStage()) {
            case 1 -> stage1(client, body, tampering);
            case 3 -> stage3(client, msg, tampering);
            default -> throw new ChatErrorException(9, "");
        }
    }

    private void stage1(ChatClient client, MsgKeyExchange asked, FrameTampering tampering) throws ChatErrorException {
        if (asked.getRsaPrint() != 0) {
            throw new ChatErrorException(6, "");
        }
        if (asked.getEncType().equalsIgnoreCase("twofish128")) {
            return;
        }
        if (!SharedKey.knows(asked.getEncType())) {
            throw new ChatErrorException(9, "create key pair error: encrypt algorithm is unknown");
        }
        if (asked.getPubKey().size() < MIN_PEM_LENGTH) {
            throw new ChatErrorException(11, "");
        }
        ServerKeyAgreement own = new ServerKeyAgreement(random);
        byte[] agreed = own.agree(asked.getPubKey().toByteArray());
        if (agreed[0] == 0 || tampering == FrameTampering.LEADING_ZERO) {
            throw new ChatErrorException(11, "calculate share key error: share key less than 32 bytes");
        }
        state.logOut(client);
        SharedKey key = new SharedKey(agreed, asked.getEncType());
        client.pending = key;
        long tm = state.now();
        MsgKeyExchange.Builder answer = MsgKeyExchange.newBuilder()
                .setStage(2)
                .setKeyPrint(key.print())
                .setPubKey(ByteString.copyFrom(own.pem()))
                .setEncType(asked.getEncType())
                .setTempKey(ByteString.copyFrom(key.encrypt(Long.toString(tm), random)))
                .setStatus("ready")
                .setDetail("reply public key and key print");
        send(client, tm, tampering.manipulate(answer, asked, random), tampering);
    }

    private void stage3(ChatClient client, Msg msg, FrameTampering tampering) throws ChatErrorException {
        SharedKey key = client.pending != null ? client.pending : client.key;
        if (key == null) {
            throw new ServerCrashException("stage 3 of a key exchange without a stage 1");
        }
        MsgKeyExchange body = msg.getPlainMsg().getKeyEx();
        if (body.getTempKey().size() < 16) {
            ErrorMessages.send(
                    client, state.now(), new ChatErrorException(13, "check data error: ciphertext too short"));
            throw new ChatErrorException(13, "check data error:  data not same");
        }
        if (body.getKeyPrint() != key.print()) {
            throw new ChatErrorException(13, "check print error: key print not same");
        }
        if (!Long.toString(msg.getTm()).equals(key.decrypt(body.getTempKey().toByteArray()))) {
            throw new ChatErrorException(13, "check data error:  data not same");
        }
        client.key = key;
        client.pending = null;
        state.keys.put(key.print(), key);
        MsgKeyExchange.Builder answer = MsgKeyExchange.newBuilder()
                .setStage(4)
                .setKeyPrint(key.print())
                .setEncType(body.getEncType())
                .setStatus("needlogin")
                .setDetail("check data ok, key print ok");
        send(client, state.now(), tampering.manipulate(answer, body, random), tampering);
    }

    private static void send(ChatClient client, long tm, MsgKeyExchange.Builder answer, FrameTampering tampering) {
        for (int i = 0; i < (tampering == FrameTampering.REPEAT ? 2 : 1); i++) {
            client.send(tm, ComMsgType.MsgTKeyExchange, MsgPlain.newBuilder().setKeyEx(answer));
        }
    }

    private static void version(Msg msg) throws ChatErrorException {
        if (msg.getVersion() != 1) {
            throw new ChatErrorException(1, "version is too high");
        }
    }
}
