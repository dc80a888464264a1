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
 * A callback that was checked.
 *
 * @param command what happened, such as {@code C2C.CallbackBeforeSendMsg}
 * @param stamp Sign and RequestTime, which callbacks of one second have in common
 * @param clientIp who caused it, as Tencent says; null where it does not
 * @param optPlatform from what, as Tencent says; null where it does not
 * @param text the body, letter by letter
 * @param json the same, read
 */
record ReceivedCallback(
        long sdkAppId,
        String command,
        String stamp,
        String clientIp,
        String optPlatform,
        String text,
        ObjectNode json) {

    /** When it happened, in Unix milliseconds; null where the body does not say. */
    Long eventTime() {
        long time = json.path("EventTime").asLong(-1);
        return time < 0 ? null : time;
    }

    /** Neither text nor addresses. */
    @Override
    public String toString() {
        return "Callback[" + sdkAppId + ", " + command + "]";
    }
}
