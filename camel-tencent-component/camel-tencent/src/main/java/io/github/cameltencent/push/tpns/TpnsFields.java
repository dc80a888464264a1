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
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which fields TPNS cannot carry, so that none of a message is lost without a word. */
public final class TpnsFields {

    private static final Logger LOG = LoggerFactory.getLogger(TpnsFields.class);

    private static final Set<PushField> NOTIFIED_IOS = EnumSet.of(PushField.CHANNEL_ID);
    private static final Set<PushField> SILENT_ANDROID =
            EnumSet.of(PushField.BADGE, PushField.SOUND, PushField.CHANNEL_ID);
    private static final Set<PushField> SILENT_IOS =
            EnumSet.of(PushField.TITLE, PushField.CONTENT, PushField.BADGE, PushField.SOUND, PushField.CHANNEL_ID);

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
        Set<PushField> lost = lost(push.own(), push.message(), platforms);
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
                && isEmpty(message.getCustom())
                && isSet(PushField.CONTENT, message);
    }

    /** The message without the fields that its platform cannot carry, so that it may be sent as one that sets them itself. */
    public static PushMessage strip(PushMessage message) {
        PushPlatform platform = message.getPlatform();
        if (platform == null) {
            return message;
        }
        Set<PushField> lost = lost(
                message.values().keySet(),
                message,
                platform == PushPlatform.ALL
                        ? EnumSet.of(PushPlatform.ANDROID, PushPlatform.IOS)
                        : EnumSet.of(platform));
        if (lost.isEmpty()) {
            return message;
        }
        EnumMap<PushField, Object> rest = new EnumMap<>(message.values());
        rest.keySet().removeAll(lost);
        return new PushMessage(rest);
    }

    /** Those of the fields that are set and would not reach any of the platforms. */
    private static Set<PushField> lost(Set<PushField> fields, PushMessage message, Collection<PushPlatform> platforms) {
        boolean silent = message.getMessageType() == MessageType.MESSAGE;
        Set<PushField> lost = EnumSet.noneOf(PushField.class);
        for (PushField field : fields) {
            if (isSet(field, message) && (field == PushField.TIMPUSH || isLacking(field, platforms, silent))) {
                lost.add(field);
            }
        }
        return lost;
    }

    private static boolean isLacking(PushField field, Collection<PushPlatform> platforms, boolean silent) {
        for (PushPlatform platform : platforms) {
            if (!lacking(platform, silent).contains(field)) {
                return false;
            }
        }
        return true;
    }

    private static Set<PushField> lacking(PushPlatform platform, boolean silent) {
        if (platform == PushPlatform.IOS) {
            return silent ? SILENT_IOS : NOTIFIED_IOS;
        }
        return silent ? SILENT_ANDROID : Set.of();
    }

    private static boolean isSet(PushField field, PushMessage message) {
        return switch (field) {
            case TITLE -> !TpnsLimits.isBlank(message.getTitle());
            case CONTENT -> !TpnsLimits.isBlank(message.getContent());
            case TIMPUSH -> !isEmpty(message.getTimpush());
            default -> message.values().get(field) != null;
        };
    }

    private static boolean isEmpty(Map<String, Object> object) {
        return object == null || object.isEmpty();
    }
}
