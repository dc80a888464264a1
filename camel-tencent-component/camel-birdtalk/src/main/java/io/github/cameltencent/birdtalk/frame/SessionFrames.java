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

import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.KeyPossessionProof;
import io.github.cameltencent.birdtalk.crypto.SymmetricCipher;
import io.github.cameltencent.birdtalk.protocol.MsgHeartBeat;
import io.github.cameltencent.birdtalk.protocol.MsgHello;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.security.SecureRandom;
import java.util.Locale;

/** Builds the frames that open a session, keep it alive and end it. */
public final class SessionFrames {

    private SessionFrames() {}

    /** The hello of a client without a key. */
    public static ChatFrame hello(long now, ChatClientInfo clientInfo) {
        return ChatFrame.of(now, MsgPlain.newBuilder().setHello(greeting(clientInfo)));
    }

    /** The hello of a client that proves that it has the key of an earlier session. */
    public static ChatFrame hello(long now, ChatClientInfo clientInfo, ChatKey key, SecureRandom random) {
        MsgHello.Builder hello = greeting(clientInfo)
                .setKeyPrint(key.print())
                .putParams("checkTokenData", KeyPossessionProof.checkTokenData(now, SymmetricCipher.of(key, random)));
        return ChatFrame.of(now, MsgPlain.newBuilder().setHello(hello));
    }

    private static MsgHello.Builder greeting(ChatClientInfo clientInfo) {
        return MsgHello.newBuilder()
                .setClientId(clientInfo.clientId())
                .setVersion(clientInfo.version())
                .setPlatform(clientInfo.platform())
                .setStage("clienthello")
                .putAllParams(clientInfo.params());
    }

    /** Keeps the session alive; answers to pings are not enough for the server. */
    public static ChatFrame heartbeat(long now, long ownId) {
        return ChatFrame.of(
                now,
                MsgPlain.newBuilder()
                        .setHeartBeat(MsgHeartBeat.newBuilder().setTm(now).setUserId(ownId)));
    }

    /** Logs in or registers. */
    public static ChatFrame login(long now, ChatLogin login) {
        UserOpReq.Builder request =
                UserOpReq.newBuilder().setOperation(login.operation()).setUser(login.user());
        switch (login.kind()) {
            case ID -> request.putParams("loginmode", "id");
            case EMAIL, EMAIL_CODE -> request.putParams("loginmode", "email");
            case REGISTER -> request.putParams("regmode", "anonymous");
            case REGISTER_EMAIL -> request.putParams("regmode", "email");
        }
        return userOp(now, request);
    }

    /** Sends the login code that the server sent by mail. */
    public static ChatFrame code(long now, ChatLogin login, String code) {
        return userOp(
                now,
                UserOpReq.newBuilder()
                        .setOperation(UserOperationType.RealNameVerification)
                        .setUser(UserInfo.newBuilder().setEmail(login.email()))
                        .putParams("code", code));
    }

    /** Logs out. The server does not answer, but disconnects. */
    public static ChatFrame logout(long now, long ownId) {
        return userOp(
                now,
                UserOpReq.newBuilder()
                        .setOperation(UserOperationType.Logout)
                        .setUser(UserInfo.newBuilder().setUserId(ownId)));
    }

    public static ChatFrame userOp(long now, UserOpReq.Builder request) {
        String mode = request.getParamsOrDefault("loginmode", "").toLowerCase(Locale.ROOT);
        if (mode.equals("phone")) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.OPERATION, "The chat server has no login by phone");
        }
        return ChatFrame.of(now, MsgPlain.newBuilder().setUserOp(request));
    }
}
