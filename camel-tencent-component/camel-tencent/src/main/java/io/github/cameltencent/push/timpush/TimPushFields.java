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
import io.github.cameltencent.push.InvalidPush;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushMessage;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which fields TIMPush cannot carry, so that none of a message is lost without a word. */
final class TimPushFields {

    private static final Logger LOG = LoggerFactory.getLogger(TimPushFields.class);

    private TimPushFields() {}

    /**
     * Does with the fields that would be left out what the option says.
     *
     * @throws InvalidPush where they fail the push
     */
    static void check(BoundPush push, OnUnsupportedField then) {
        if (then == OnUnsupportedField.IGNORE) {
            return;
        }
        Set<PushField> lost = lost(push);
        lost.retainAll(push.own());
        if (lost.isEmpty()) {
            return;
        }
        String what = lost.stream().map(PushField::text).collect(Collectors.joining(", "));
        if (then == OnUnsupportedField.WARN) {
            LOG.warn("{} is left out: TIMPush cannot carry it in this push", what);
            return;
        }
        throw new InvalidPush(
                "UNSUPPORTED_FIELD",
                "TIMPush cannot carry " + what
                        + " in this push: leave it out, put it into timpush, or set onUnsupportedField=ignore to send"
                        + " without it");
    }

    /** The fields set that would not reach a device; what chooses between TPNS's two worlds never counts. */
    private static Set<PushField> lost(BoundPush push) {
        PushMessage message = push.message();
        Set<PushField> lost = EnumSet.noneOf(PushField.class);
        if (message.getSendTime() != null) {
            lost.add(PushField.SEND_TIME);
        }
        if (message.getTimeToLive() != null && !push.audience().isBroadcast()) {
            lost.add(PushField.TIME_TO_LIVE);
        }
        if (message.getBadge() != null && message.getBadge() >= 0) {
            lost.add(PushField.BADGE);
        }
        if ("".equals(message.getSound())) {
            lost.add(PushField.SOUND);
        }
        if (isSet(message.getTpns())) {
            lost.add(PushField.TPNS);
        }
        return lost;
    }

    private static boolean isSet(Map<String, Object> object) {
        return object != null && !object.isEmpty();
    }
}
