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
package io.github.cameltencent.emulator.tpns.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import java.util.Set;

/** Checks {@code message} for each platform and message type. */
final class TpnsMessageRules {

    private static final int MAX_BYTES = 4096;
    private static final Set<String> LEVELS = Set.of("passive", "active", "time-sensitive", "critical");

    private TpnsMessageRules() {}

    static void check(int bodyLength, ObjectNode message, String messageType, boolean ios) {
        // only a message that might be too long is serialized again
        if (bodyLength > MAX_BYTES && Json.bytes(message).length > MAX_BYTES) {
            throw TpnsErrorException.invalid("message", "has more than " + MAX_BYTES + " bytes as JSON");
        }
        boolean notification = messageType.equals("notify");
        if (notification || !ios) {
            TpnsRequestFields.text(message, "title");
            TpnsRequestFields.text(message, "content");
        }
        if (ios) {
            ios(TpnsRequestFields.object(message, "ios"), notification);
        } else if (TpnsRequestFields.has(message, "android")) {
            android(TpnsRequestFields.object(message, "android"));
        }
    }

    private static void ios(ObjectNode ios, boolean notification) {
        ObjectNode aps = TpnsRequestFields.object(ios, "aps");
        TpnsRequestFields.textOr(ios, "custom_content", null);
        boolean silent = TpnsRequestFields.has(aps, "content-available");
        if (notification) {
            if (silent) {
                throw TpnsErrorException.invalid(
                        "content-available", "must be absent in a notification", aps.get("content-available"));
            }
            if (TpnsRequestFields.has(aps, "alert") && !aps.get("alert").isTextual()) {
                TpnsRequestFields.object(aps, "alert");
            }
            TpnsRequestFields.integerOr(aps, "badge_type", -1, -2, Integer.MAX_VALUE);
            if (TpnsRequestFields.has(aps, "interruption-level")) {
                TpnsRequestFields.oneOf(aps, "interruption-level", LEVELS);
            }
            return;
        }
        if (!silent || aps.get("content-available").asInt() != 1) {
            throw TpnsErrorException.invalid(
                    "content-available", "must be 1 in a silent message", aps.path("content-available"));
        }
        for (String visible : new String[] {"alert", "sound", "badge_type"}) {
            if (TpnsRequestFields.has(aps, visible)) {
                throw TpnsErrorException.invalid(visible, "must be absent in a silent message", aps.get(visible));
            }
        }
    }

    private static void android(ObjectNode android) {
        for (String flag : new String[] {"ring", "vibrate", "lights", "clearable", "icon_type"}) {
            TpnsRequestFields.integerOr(android, flag, 1, 0, 1);
        }
        TpnsRequestFields.integerOr(android, "badge_type", -1, -2, 99);
        if (TpnsRequestFields.has(android, "ring_raw") && !TpnsRequestFields.has(android, "n_ch_id")) {
            throw TpnsErrorException.invalid("ring_raw", "needs n_ch_id");
        }
        if (TpnsRequestFields.has(android, "action")) {
            ObjectNode action = TpnsRequestFields.object(android, "action");
            long type = TpnsRequestFields.integerOr(action, "action_type", 1, 1, 3);
            if (type == 2) {
                TpnsRequestFields.text(TpnsRequestFields.object(action, "browser"), "url");
            } else if (type == 3) {
                TpnsRequestFields.text(action, "intent");
            }
        }
    }
}
