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
package io.github.cameltencent.emulator.im.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.cameltencent.emulator.im.request.ImErrorException;

/**
 * The answer of the user's server to a callback before sending.
 *
 * @param code 0 to allow, 1 to forbid, 2 to drop silently, or a custom code
 * @param body the replacement of the message, or null
 * @param custom the replacement of CloudCustomData, or null
 * @param seq the MsgSeq that the callback named, 0 if there was no callback
 */
public record MessageCallbackDecision(int code, String message, ArrayNode body, String custom, long seq) {

    public static final MessageCallbackDecision ALLOW = new MessageCallbackDecision(0, "", null, null, 0);
    static final int FORBID = 1;
    static final int DROP = 2;

    public boolean drops() {
        return code == DROP;
    }

    /** Refuses a forbidden message, with the custom code if it is in the documented range. */
    public void check(int forbidden, int first, int last) {
        if (code >= first && code <= last) {
            throw new ImErrorException(code, message);
        }
        if (code != 0 && code != DROP) {
            throw new ImErrorException(forbidden, "refused by the callback before sending");
        }
    }
}
