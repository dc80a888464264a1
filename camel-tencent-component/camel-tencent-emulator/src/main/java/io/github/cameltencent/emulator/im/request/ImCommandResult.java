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
package io.github.cameltencent.emulator.im.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import java.util.List;

/**
 * The result of an accepted operation.
 *
 * @param status {@code OK}, {@code SomeError}, or {@code FAIL} for a failure with further fields
 * @param fields the fields besides the envelope
 * @param ids the assigned ids
 * @param targets the recipients
 * @param note a note for the record, such as that it was a repeat
 */
public record ImCommandResult(
        String status, int code, ObjectNode fields, List<String> ids, List<String> targets, String note) {

    public static ImCommandResult empty() {
        return of(Json.object());
    }

    public static ImCommandResult of(ObjectNode fields) {
        return new ImCommandResult("OK", 0, fields, List.of(), List.of(), "");
    }

    public ImCommandResult ids(String... given) {
        return new ImCommandResult(status, code, fields, List.of(given), targets, note);
    }

    public ImCommandResult targets(List<String> given) {
        return new ImCommandResult(status, code, fields, ids, List.copyOf(given), note);
    }

    public ImCommandResult note(String words) {
        return new ImCommandResult(status, code, fields, ids, targets, words);
    }

    public ImCommandResult status(String other) {
        return new ImCommandResult(other, code, fields, ids, targets, note);
    }

    public ImCommandResult failed(int why, String words) {
        return new ImCommandResult("FAIL", why, fields, ids, targets, words);
    }
}
