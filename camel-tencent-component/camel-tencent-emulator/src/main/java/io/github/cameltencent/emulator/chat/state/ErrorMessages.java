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
package io.github.cameltencent.emulator.chat.state;

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;

/** Sends error messages, which never name the request. */
public final class ErrorMessages {

    private ErrorMessages() {}

    public static void send(ChatClient client, long tm, ChatErrorException refusal) {
        client.send(
                tm,
                ComMsgType.MsgTError,
                MsgPlain.newBuilder()
                        .setErrorMsg(MsgError.newBuilder()
                                .setCode(refusal.code())
                                .setDetail(refusal.getMessage())
                                .putAllParams(refusal.params())));
    }
}
