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
import io.github.cameltencent.emulator.chat.state.ChatErrors;
import io.github.cameltencent.emulator.chat.state.ChatRefusal;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.Crash;
import io.github.cameltencent.emulator.chat.state.KeyShare;
import io.github.cameltencent.emulator.chat.state.SharedKey;
import java.security.SecureRandom;
import java.util.Base64;

/** Greets, and agrees on keys. */
public final class KeyExchangeHandler {

    private static final int SHORTEST_PEM = 65;

    private final ChatServerState world;
    private final UserHandler users;
    private final SecureRandom random;

    public KeyExchangeHandler(ChatServerState world, UserHandler users, SecureRandom random) {
        this.world = world;
        this.users = users;
        this.random = random;
    }

    public void hello(ChatClient terminal, Msg msg) throws ChatRefusal {
        version(msg);
        MsgHello hello = msg.getPlainMsg().getHello();
        if (hello.getKeyPrint() == 0) {
            world.leave(terminal);
            greet(terminal, "waitlogin");
            return;
        }
        SharedKey key = world.keys.get(hello.getKeyPrint());
        if (key == null) {
            throw new ChatRefusal(2, "key print is not exist");
        }
        if (!Long.toString(msg.getTm()).equals(proof(key, hello.getParamsOrDefault("checkTokenData", "")))) {
            throw new ChatRefusal(13, "check data error");
        }
        terminal.key = key;
        if (key.userId() == 0) {
            greet(terminal, "needlogin");
        } else {
            users.enter(terminal, world.users.get(key.userId()));
        }
    }

    private static String proof(SharedKey key, String base64) {
        try {
            return key.decrypt(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void greet(ChatClient terminal, String stage) {
        terminal.send(
                world.now(),
                ComMsgType.MsgTHello,
                MsgPlain.newBuilder()
                        .setHello(MsgHello.newBuilder()
                                .setVersion("v1.0")
                                .setPlatform("windows")
                                .setStage(stage)));
    }

    public void exchange(ChatClient terminal, Msg msg, Tampering tampering) throws ChatRefusal {
        version(msg);
        MsgKeyExchange body = msg.getPlainMsg().getKeyEx();
        switch (body.getStage()) {
            case 1 -> stage1(terminal, body, tampering);
            case 3 -> stage3(terminal, msg, tampering);
            default -> throw new ChatRefusal(9, "");
        }
    }

    private void stage1(ChatClient terminal, MsgKeyExchange asked, Tampering tampering) throws ChatRefusal {
        if (asked.getRsaPrint() != 0) {
            throw new ChatRefusal(6, "");
        }
        if (asked.getEncType().equalsIgnoreCase("twofish128")) {
            return;
        }
        if (!SharedKey.knows(asked.getEncType())) {
            throw new ChatRefusal(9, "create key pair error: encrypt algorithm is unknown");
        }
        if (asked.getPubKey().size() < SHORTEST_PEM) {
            throw new ChatRefusal(11, "");
        }
        KeyShare own = new KeyShare(random);
        byte[] agreed = own.agree(asked.getPubKey().toByteArray());
        if (agreed[0] == 0 || tampering == Tampering.LEADING_ZERO) {
            throw new ChatRefusal(11, "calculate share key error: share key less than 32 bytes");
        }
        world.leave(terminal);
        SharedKey key = new SharedKey(agreed, asked.getEncType());
        terminal.pending = key;
        long tm = world.now();
        MsgKeyExchange.Builder answer = MsgKeyExchange.newBuilder()
                .setStage(2)
                .setKeyPrint(key.print())
                .setPubKey(ByteString.copyFrom(own.pem()))
                .setEncType(asked.getEncType())
                .setTempKey(ByteString.copyFrom(key.encrypt(Long.toString(tm), random)))
                .setStatus("ready")
                .setDetail("reply public key and key print");
        send(terminal, tm, tampering.spoil(answer, asked, random), tampering);
    }

    private void stage3(ChatClient terminal, Msg msg, Tampering tampering) throws ChatRefusal {
        SharedKey key = terminal.pending != null ? terminal.pending : terminal.key;
        if (key == null) {
            throw new Crash("stage 3 of a key exchange without a stage 1");
        }
        MsgKeyExchange body = msg.getPlainMsg().getKeyEx();
        if (body.getTempKey().size() < 16) {
            ChatErrors.send(terminal, world.now(), new ChatRefusal(13, "check data error: ciphertext too short"));
            throw new ChatRefusal(13, "check data error:  data not same");
        }
        if (body.getKeyPrint() != key.print()) {
            throw new ChatRefusal(13, "check print error: key print not same");
        }
        if (!Long.toString(msg.getTm()).equals(key.decrypt(body.getTempKey().toByteArray()))) {
            throw new ChatRefusal(13, "check data error:  data not same");
        }
        terminal.key = key;
        terminal.pending = null;
        world.keys.put(key.print(), key);
        MsgKeyExchange.Builder answer = MsgKeyExchange.newBuilder()
                .setStage(4)
                .setKeyPrint(key.print())
                .setEncType(body.getEncType())
                .setStatus("needlogin")
                .setDetail("check data ok, key print ok");
        send(terminal, world.now(), tampering.spoil(answer, body, random), tampering);
    }

    private static void send(ChatClient terminal, long tm, MsgKeyExchange.Builder answer, Tampering tampering) {
        for (int i = 0; i < (tampering == Tampering.REPEAT ? 2 : 1); i++) {
            terminal.send(tm, ComMsgType.MsgTKeyExchange, MsgPlain.newBuilder().setKeyEx(answer));
        }
    }

    private static void version(Msg msg) throws ChatRefusal {
        if (msg.getVersion() != 1) {
            throw new ChatRefusal(1, "version is too high");
        }
    }
}
