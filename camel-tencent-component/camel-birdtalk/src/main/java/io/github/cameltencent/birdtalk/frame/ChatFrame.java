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

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;

/**
 * A frame that may be sent to the server. The factory methods are the only way to create one, and refuse all frames
 * that are known to crash the server.
 */
public final class ChatFrame {

    private final Msg msg;

    private ChatFrame(long now, MsgPlain body) {
        FrameRules.check(body);
        msg = Msg.newBuilder()
                .setVersion(1)
                .setTm(now)
                .setMsgType(typeOf(body))
                .setPlainMsg(body)
                .build();
        FrameRules.checkSize(msg);
    }

    /**
     * A frame of any kind except those that have a factory method of their own.
     *
     * @throws ForbiddenFrameException if it must not be sent
     */
    public static ChatFrame of(long now, MsgPlain.Builder body) {
        FrameRules.checkOrdinary(body);
        return new ChatFrame(now, body.build());
    }

    /** Stage 3 of a key exchange, after the server's stage 2 was verified on the same connection. */
    public static ChatFrame stage3(long now, KeyExchange.Verified verified) {
        return new ChatFrame(now, verified.stage3(now).build());
    }

    /** A request to join a group that was searched for before: some types of groups crash the server. */
    static ChatFrame join(long now, GroupInfo asSearched, MsgPlain.Builder body) {
        FrameRules.checkJoin(asSearched, body);
        return new ChatFrame(now, body.build());
    }

    private static ComMsgType typeOf(MsgPlain body) {
        return switch (body.getMessageCase()) {
            case HELLO -> ComMsgType.MsgTHello;
            case HEARTBEAT -> ComMsgType.MsgTHeartBeat;
            case ERRORMSG -> ComMsgType.MsgTError;
            case KEYEX -> ComMsgType.MsgTKeyExchange;
            default -> ComMsgType.forNumber(body.getMessageCase().getNumber());
        };
    }

    public Msg msg() {
        return msg;
    }

    public MsgPlain body() {
        return msg.getPlainMsg();
    }

    public byte[] bytes() {
        return msg.toByteArray();
    }

    /** The kind only: bodies contain passwords, proofs and messages. */
    @Override
    public String toString() {
        return "Frame[" + msg.getPlainMsg().getMessageCase() + "]";
    }
}
