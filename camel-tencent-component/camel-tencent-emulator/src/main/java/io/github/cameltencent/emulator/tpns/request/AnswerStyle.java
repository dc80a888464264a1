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

/** The two naming styles of TPNS answers. */
public enum AnswerStyle {
    /** {@code ret_code}, {@code err_msg}, {@code seq}. */
    SNAKE_CASE,
    /** {@code retCode}, {@code errMsg}. */
    CAMEL_CASE;

    public ObjectNode body(long seq, String code, String message) {
        ObjectNode body = Json.object();
        return this == SNAKE_CASE
                ? body.put("seq", seq).put("ret_code", Long.parseLong(code)).put("err_msg", message)
                : body.put("retCode", Long.parseLong(code)).put("errMsg", message);
    }

    public Answer refusal(long seq, String code, String message) {
        return Answer.json(body(seq, code, message), Decision.refused(code, message));
    }

    /** Success without further fields. */
    public Answer success(long seq) {
        return Answer.json(body(seq, "0", ""), Decision.success());
    }

    /** Success with targets for the record. */
    public static Answer success(ObjectNode body, List<String> ids, List<String> targets) {
        return Answer.json(body, new Decision(true, "0", "", ids, targets));
    }
}
