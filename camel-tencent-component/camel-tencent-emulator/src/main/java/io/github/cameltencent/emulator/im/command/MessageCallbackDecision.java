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
import io.github.cameltencent.emulator.im.request.ImRefusal;

/**
 * What the user's server answered to a callback before an action.
 *
 * @param code 0 to allow, 1 to forbid, 2 to drop silently, or a code of its own
 * @param body the message in the place of the one sent, or null
 * @param custom the CloudCustomData in the place of the one sent, or null
 * @param seq the MsgSeq that the callback named, 0 when none was asked
 */
public record MessageCallbackDecision(int code, String message, ArrayNode body, String custom, long seq) {

    public static final MessageCallbackDecision ALLOW = new MessageCallbackDecision(0, "", null, null, 0);
    static final int FORBID = 1;
    static final int DROP = 2;

    public boolean drops() {
        return code == DROP;
    }

    /** Refuses what is forbidden: with a code of its own where that is within the documented range. */
    public void check(int forbidden, int first, int last) {
        if (code >= first && code <= last) {
            throw new ImRefusal(code, message);
        }
        if (code != 0 && code != DROP) {
            throw new ImRefusal(forbidden, "refused by the callback before sending");
        }
    }
}
