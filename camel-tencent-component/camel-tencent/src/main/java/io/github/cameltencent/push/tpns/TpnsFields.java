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
package io.github.cameltencent.push.tpns;

import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPush;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PlatformFields;
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which fields TPNS cannot carry, so that none of a message is lost without a word. */
public final class TpnsFields {

    private static final Logger LOG = LoggerFactory.getLogger(TpnsFields.class);

    private TpnsFields() {}

    /**
     * Does with the fields that would be left out what the option says.
     *
     * @throws InvalidPush where they fail the push
     */
    static void check(BoundPush push, Collection<PushPlatform> platforms, OnUnsupportedField then) {
        if (then == OnUnsupportedField.IGNORE) {
            return;
        }
        Set<PushField> lost = PlatformFields.lost(push.own(), push.message(), platforms);
        if (push.own().contains(PushField.CONTENT) && isEmptyOnIos(push.message(), platforms)) {
            lost.add(PushField.CONTENT);
        }
        if (lost.isEmpty()) {
            return;
        }
        String what = lost.stream().map(PushField::text).collect(Collectors.joining(", "));
        if (then == OnUnsupportedField.WARN) {
            LOG.warn("{} is left out: TPNS cannot carry it in this push", what);
            return;
        }
        throw new InvalidPush(
                "UNSUPPORTED_FIELD",
                "TPNS cannot carry " + what + " in this push to "
                        + platforms.stream().map(PushPlatform::text).collect(Collectors.joining(" and "))
                        + ": leave it out, put it into custom, or set onUnsupportedField=ignore to send without it");
    }

    /** A silent push to both, whose text only Android would get. */
    private static boolean isEmptyOnIos(PushMessage message, Collection<PushPlatform> platforms) {
        return message.getMessageType() == MessageType.MESSAGE
                && platforms.contains(PushPlatform.IOS)
                && PlatformFields.isEmpty(message.getCustom())
                && PlatformFields.isSet(PushField.CONTENT, message);
    }
}
