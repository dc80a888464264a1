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
 * The decision of the service about a request, which tests compare with what their client believes.
 *
 * @param accepted whether the service accepted the request, whatever the client saw of the answer
 * @param code the service's code, "0" for success; without a service the HTTP status
 * @param message the service's message for the code
 * @param ids assigned ids, such as push ids
 * @param targets the recipients: tokens or accounts, without refused ones
 */
public record Decision(boolean accepted, String code, String message, List<String> ids, List<String> targets) {

    /** Refused with a code. */
    public static Decision refused(String code, String message) {
        return new Decision(false, code, message, List.of(), List.of());
    }

    /** Accepted without ids or targets. */
    public static Decision success() {
        return new Decision(true, "0", "", List.of(), List.of());
    }
}
