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
 * A frame that may go to the server. There is no other way to one than through here, and nothing comes through that is
 * known to end the server: not even a mistake of ours.
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
     * A frame of any kind but those that have a way of their own.
     *
     * @throws ForbiddenFrame if it must not be sent
     */
    public static ChatFrame of(long now, MsgPlain.Builder body) {
        FrameRules.checkOrdinary(body);
        return new ChatFrame(now, body.build());
    }

    /** Stage 3 of a key exchange, which needs an answered and verified stage 1 on the same connection. */
    public static ChatFrame stage3(long now, KeyExchange.Verified verified) {
        return new ChatFrame(now, verified.stage3(now).build());
    }

    /** The wish to join a group, which needs the group as the server told it: of some kinds of groups the server dies. */
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

    /** The kind alone: bodies hold passwords, proofs and what people write. */
    @Override
    public String toString() {
        return "Frame[" + msg.getPlainMsg().getMessageCase() + "]";
    }
}
