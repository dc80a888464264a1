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
package io.github.cameltencent.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A callback that passed all checks.
 *
 * @param command the event, such as {@code C2C.CallbackBeforeSendMsg}
 * @param signature RequestTime and Sign, the same for all callbacks of one second
 * @param clientIp address of the user who caused it, as reported by Tencent; may be null
 * @param optPlatform platform of that user, as reported by Tencent; may be null
 * @param text the unchanged body
 * @param json the parsed body
 */
record ReceivedCallback(
        long sdkAppId,
        String command,
        String signature,
        String clientIp,
        String optPlatform,
        String text,
        ObjectNode json) {

    /** Returns the time of the event in Unix milliseconds, or null if the body does not contain it. */
    Long eventTime() {
        long time = json.path("EventTime").asLong(-1);
        return time < 0 ? null : time;
    }

    /** Omits personal data: body and address. */
    @Override
    public String toString() {
        return "Callback[" + sdkAppId + ", " + command + "]";
    }
}
