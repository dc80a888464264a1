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
package io.github.cameltencent.push.timpush;

import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushMessage;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the fields of a message that TIMPush cannot deliver, as {@code onUnsupportedField} says. */
final class TimPushFieldCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TimPushFieldCheck.class);

    private TimPushFieldCheck() {}

    /**
     * Refuses, logs or ignores fields that are not supported.
     *
     * @throws InvalidPushException if the option is {@code fail}
     */
    static void check(BoundPush push, OnUnsupportedField policy) {
        if (policy == OnUnsupportedField.IGNORE) {
            return;
        }
        Set<PushField> unsupported = unsupported(push);
        unsupported.retainAll(push.own());
        if (unsupported.isEmpty()) {
            return;
        }
        String what = unsupported.stream().map(PushField::text).collect(Collectors.joining(", "));
        if (policy == OnUnsupportedField.WARN) {
            LOG.warn("{} was omitted: TIMPush does not support it in this push", what);
            return;
        }
        throw new InvalidPushException(
                "UNSUPPORTED_FIELD",
                "TIMPush does not support " + what
                        + " in this push: remove it, put it into timpush, or set onUnsupportedField=ignore to send"
                        + " the push without it");
    }

    /** Returns the fields that are set and not supported; {@code platform} and {@code environment} are ignored by design. */
    private static Set<PushField> unsupported(BoundPush push) {
        PushMessage message = push.message();
        Set<PushField> unsupported = EnumSet.noneOf(PushField.class);
        if (message.getSendTime() != null) {
            unsupported.add(PushField.SEND_TIME);
        }
        if (message.getTimeToLive() != null && !push.audience().isBroadcast()) {
            unsupported.add(PushField.TIME_TO_LIVE);
        }
        if (message.getBadge() != null && message.getBadge() >= 0) {
            unsupported.add(PushField.BADGE);
        }
        if ("".equals(message.getSound())) {
            unsupported.add(PushField.SOUND);
        }
        if (isSet(message.getTpns())) {
            unsupported.add(PushField.TPNS);
        }
        return unsupported;
    }

    private static boolean isSet(Map<String, Object> object) {
        return object != null && !object.isEmpty();
    }
}
