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
package io.github.cameltencent.emulator.engine;

import java.util.List;

/**
 * What the service decided about a request, which is what tests compare with what their client believes.
 *
 * @param accepted whether the service took it, whatever the client got to see of the answer
 * @param code the service's code, "0" for success; for HTTP alone the status
 * @param message the service's words for the code
 * @param ids ids that the service gave, such as push ids
 * @param targets who gets it: tokens or accounts, without those that were refused
 */
public record Decision(boolean accepted, String code, String message, List<String> ids, List<String> targets) {

    /** Not taken, with the code that says why. */
    public static Decision refused(String code, String message) {
        return new Decision(false, code, message, List.of(), List.of());
    }

    /** Taken, without ids or targets. */
    public static Decision taken() {
        return new Decision(true, "0", "", List.of(), List.of());
    }
}
