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
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.ChatKeyAgreement;
import io.github.cameltencent.birdtalk.crypto.KeyExchangeException;
import io.github.cameltencent.birdtalk.crypto.KeyPossessionProof;
import io.github.cameltencent.birdtalk.crypto.SymmetricCipher;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgHello;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpResult;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.security.SecureRandom;

/** The server's side of a session, one frame at a time, so that tests can inspect or corrupt each. */
final class ScriptedServer {

    static final long TIME = 1_795_296_252_669L;

    private final SecureRandom random = new SecureRandom();
    private ChatKey key;

    static Msg of(MsgPlain.Builder body) {
        return Msg.newBuilder().setVersion(1).setTm(TIME).setPlainMsg(body).build();
    }

    static Msg hello(String stage) {
        return of(MsgPlain.newBuilder()
                .setHello(MsgHello.newBuilder()
                        .setVersion("v1.0")
                        .setPlatform("windows")
                        .setStage(stage)));
    }

    static Msg error(int code) {
        return of(MsgPlain.newBuilder()
                .setErrorMsg(MsgError.newBuilder().setCode(code).putParams("value", "the submitted password")));
    }

    static Msg userResult(UserOperationType operation, String status, long userId) {
        return of(MsgPlain.newBuilder()
                .setUserOpRet(UserOpResult.newBuilder()
                        .setOperation(operation)
                        .setResult("ok")
                        .setStatus(status)
                        .addUsers(UserInfo.newBuilder().setUserId(userId).putParams("pwd", "repeated"))));
    }

    static Msg loginOk(long userId) {
        return userResult(UserOperationType.Login, "loginok", userId);
    }

    /** A correct answer to stage 1. */
    MsgKeyExchange.Builder stage2(ChatFrame stage1) throws KeyExchangeException {
        ChatKeyAgreement own = ChatKeyAgreement.generate(random);
        MsgKeyExchange asked = stage1.body().getKeyEx();
        key = own.agree(asked.getPubKey().toByteArray(), ChatCipher.of(asked.getEncType()));
        return MsgKeyExchange.newBuilder()
                .setStage(2)
                .setKeyPrint(key.print())
                .setPubKey(ByteString.copyFrom(own.publicKeyPem()))
                .setEncType(asked.getEncType())
                .setTempKey(ByteString.copyFrom(KeyPossessionProof.of(TIME, SymmetricCipher.of(key, random))))
                .setStatus("ready");
    }

    MsgKeyExchange.Builder stage4(String status) {
        return MsgKeyExchange.newBuilder().setStage(4).setKeyPrint(key.print()).setStatus(status);
    }

    boolean accepts(ChatFrame stage3) {
        MsgKeyExchange body = stage3.body().getKeyEx();
        return body.getKeyPrint() == key.print()
                && KeyPossessionProof.isValid(
                        body.getTempKey().toByteArray(), stage3.msg().getTm(), SymmetricCipher.of(key, random));
    }

    static Msg of(MsgKeyExchange.Builder body) {
        return of(MsgPlain.newBuilder().setKeyEx(body));
    }
}
