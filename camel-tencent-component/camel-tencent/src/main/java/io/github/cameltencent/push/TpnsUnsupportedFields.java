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
package io.github.cameltencent.push;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Determines the fields of a message that TPNS cannot deliver to a platform. */
public final class TpnsUnsupportedFields {

    private static final Set<PushField> NOTIFIED_IOS = EnumSet.of(PushField.CHANNEL_ID);
    private static final Set<PushField> SILENT_ANDROID =
            EnumSet.of(PushField.BADGE, PushField.SOUND, PushField.CHANNEL_ID);
    private static final Set<PushField> SILENT_IOS =
            EnumSet.of(PushField.TITLE, PushField.CONTENT, PushField.BADGE, PushField.SOUND, PushField.CHANNEL_ID);

    private TpnsUnsupportedFields() {}

    /**
     * Returns the message without the fields that its platform does not support, so that it is accepted with {@code
     * onUnsupportedField=fail}.
     */
    public static PushMessage strip(PushMessage message) {
        PushPlatform platform = message.getPlatform();
        if (platform == null) {
            return message;
        }
        Set<PushField> unsupported = unsupported(
                message.values().keySet(),
                message,
                platform == PushPlatform.ALL
                        ? EnumSet.of(PushPlatform.ANDROID, PushPlatform.IOS)
                        : EnumSet.of(platform));
        if (unsupported.isEmpty()) {
            return message;
        }
        EnumMap<PushField, Object> rest = new EnumMap<>(message.values());
        rest.keySet().removeAll(unsupported);
        return new PushMessage(rest);
    }

    /** Returns the fields that are set and not supported by any of the platforms. */
    public static Set<PushField> unsupported(
            Set<PushField> fields, PushMessage message, Collection<PushPlatform> platforms) {
        boolean silent = message.getMessageType() == MessageType.MESSAGE;
        Set<PushField> unsupported = EnumSet.noneOf(PushField.class);
        for (PushField field : fields) {
            if (isSet(field, message) && (field == PushField.TIMPUSH || isUnsupported(field, platforms, silent))) {
                unsupported.add(field);
            }
        }
        return unsupported;
    }

    private static boolean isUnsupported(PushField field, Collection<PushPlatform> platforms, boolean silent) {
        for (PushPlatform platform : platforms) {
            if (!unsupportedBy(platform, silent).contains(field)) {
                return false;
            }
        }
        return true;
    }

    private static Set<PushField> unsupportedBy(PushPlatform platform, boolean silent) {
        if (platform == PushPlatform.IOS) {
            return silent ? SILENT_IOS : NOTIFIED_IOS;
        }
        return silent ? SILENT_ANDROID : Set.of();
    }

    public static boolean isSet(PushField field, PushMessage message) {
        return switch (field) {
            case TITLE -> !PushValues.isBlank(message.getTitle());
            case CONTENT -> !PushValues.isBlank(message.getContent());
            case TIMPUSH -> !isEmpty(message.getTimpush());
            default -> message.values().get(field) != null;
        };
    }

    public static boolean isEmpty(Map<String, Object> object) {
        return object == null || object.isEmpty();
    }
}
