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
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.TpnsUnsupportedFields;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the fields of a message that TPNS cannot deliver, as {@code onUnsupportedField} says. */
public final class TpnsFieldCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TpnsFieldCheck.class);

    private TpnsFieldCheck() {}

    /**
     * Refuses, logs or ignores fields that are not supported.
     *
     * @throws InvalidPushException if the option is {@code fail}
     */
    static void check(BoundPush push, Collection<PushPlatform> platforms, OnUnsupportedField policy) {
        if (policy == OnUnsupportedField.IGNORE) {
            return;
        }
        Set<PushField> unsupported = TpnsUnsupportedFields.unsupported(push.own(), push.message(), platforms);
        if (push.own().contains(PushField.CONTENT) && isEmptyOnIos(push.message(), platforms)) {
            unsupported.add(PushField.CONTENT);
        }
        if (unsupported.isEmpty()) {
            return;
        }
        String what = unsupported.stream().map(PushField::text).collect(Collectors.joining(", "));
        if (policy == OnUnsupportedField.WARN) {
            LOG.warn("{} was omitted: TPNS does not support it in this push", what);
            return;
        }
        throw new InvalidPushException(
                "UNSUPPORTED_FIELD",
                "TPNS does not support " + what + " in this push to "
                        + platforms.stream().map(PushPlatform::text).collect(Collectors.joining(" and "))
                        + ": remove it, put it into custom, or set onUnsupportedField=ignore to send the push without it");
    }

    /** Returns whether a silent push would be empty on iOS, which receives only custom data. */
    private static boolean isEmptyOnIos(PushMessage message, Collection<PushPlatform> platforms) {
        return message.getMessageType() == MessageType.MESSAGE
                && platforms.contains(PushPlatform.IOS)
                && TpnsUnsupportedFields.isEmpty(message.getCustom())
                && TpnsUnsupportedFields.isSet(PushField.CONTENT, message);
    }
}
