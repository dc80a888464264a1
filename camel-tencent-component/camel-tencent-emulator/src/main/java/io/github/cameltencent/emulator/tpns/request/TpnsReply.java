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
package io.github.cameltencent.emulator.tpns.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Json;
import java.util.List;

/** The two ways in which TPNS names the fields of its answers. */
public enum TpnsReply {
    /** {@code ret_code}, {@code err_msg}, {@code seq}. */
    A,
    /** {@code retCode}, {@code errMsg}. */
    B;

    public ObjectNode body(long seq, String code, String message) {
        ObjectNode body = Json.object();
        return this == A
                ? body.put("seq", seq).put("ret_code", Long.parseLong(code)).put("err_msg", message)
                : body.put("retCode", Long.parseLong(code)).put("errMsg", message);
    }

    public Answer refusal(long seq, String code, String message) {
        return Answer.json(body(seq, code, message), Decision.refused(code, message));
    }

    /** Taken, without more to say. */
    public Answer taken(long seq) {
        return Answer.json(body(seq, "0", ""), Decision.taken());
    }

    /** Taken, with targets for the record. */
    public static Answer taken(ObjectNode body, List<String> ids, List<String> targets) {
        return Answer.json(body, new Decision(true, "0", "", ids, targets));
    }
}
