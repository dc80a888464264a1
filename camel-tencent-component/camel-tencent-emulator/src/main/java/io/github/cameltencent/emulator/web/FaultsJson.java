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
package io.github.cameltencent.emulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.Faults;
import io.github.cameltencent.emulator.engine.Json;

/** The fault script as JSON, with its counts. */
final class FaultsJson {

    private FaultsJson() {}

    static ArrayNode of(Faults faults) {
        ArrayNode list = Json.object().putArray("faults");
        for (Faults.RuleCount rule : faults.rules()) {
            Fault fault = rule.fault();
            ObjectNode json = list.addObject();
            ObjectNode match = json.putObject("match");
            if (fault.service() != null) {
                match.put("service", fault.service());
            }
            if (fault.path() != null) {
                match.put("path", fault.path());
            }
            json.put("fault", fault.kind().scriptName())
                    .put("rate", fault.rate())
                    .put("seed", fault.seed());
            if (fault.count() < Long.MAX_VALUE) {
                json.put("count", fault.count());
            }
            json.put("id", rule.id());
            details(fault, json);
            json.put("matched", rule.matched()).put("fired", rule.fired());
        }
        return list;
    }

    private static void details(Fault fault, ObjectNode json) {
        switch (fault.kind()) {
            case DELAY, CLOSE_IDLE, DRIBBLE -> json.put("delay", fault.delayMillis());
            case STATUS -> json.put("status", fault.status()).put("accepted", fault.executes());
            case CODE -> json.put("code", fault.code());
            default -> {
                // the other kinds have no parameters
            }
        }
    }
}
