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

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects the fields of a {@link PushMessage}. Null takes a field away. */
public final class PushMessageBuilder {

    private final EnumMap<PushField, Object> values;

    PushMessageBuilder(EnumMap<PushField, Object> values) {
        this.values = values;
    }

    /** Who gets the push. */
    public PushMessageBuilder audience(Audience audience) {
        return set(PushField.AUDIENCE, audience);
    }

    /** Device tokens. */
    public PushMessageBuilder tokens(Collection<String> tokens) {
        return set(PushField.TOKENS, tokens);
    }

    /** Device tokens. */
    public PushMessageBuilder tokens(String... tokens) {
        return set(PushField.TOKENS, tokens == null ? null : List.of(tokens));
    }

    /** Accounts. */
    public PushMessageBuilder accounts(Collection<String> accounts) {
        return set(PushField.ACCOUNTS, accounts);
    }

    /** Accounts. */
    public PushMessageBuilder accounts(String... accounts) {
        return set(PushField.ACCOUNTS, accounts == null ? null : List.of(accounts));
    }

    /** Tags. */
    public PushMessageBuilder tags(Collection<String> tags) {
        return set(PushField.TAGS, tags);
    }

    /** Tags. */
    public PushMessageBuilder tags(String... tags) {
        return set(PushField.TAGS, tags == null ? null : List.of(tags));
    }

    /** How tags are joined. */
    public PushMessageBuilder tagOperator(TagOperator tagOperator) {
        return set(PushField.TAG_OPERATOR, tagOperator);
    }

    /** The devices that the push is for. */
    public PushMessageBuilder platform(PushPlatform platform) {
        return set(PushField.PLATFORM, platform);
    }

    /** The title of the notification. */
    public PushMessageBuilder title(String title) {
        return set(PushField.TITLE, title);
    }

    /** The text of the notification. */
    public PushMessageBuilder content(String content) {
        return set(PushField.CONTENT, content);
    }

    /** What becomes of the push on the device. */
    public PushMessageBuilder messageType(MessageType messageType) {
        return set(PushField.MESSAGE_TYPE, messageType);
    }

    /** Data for the app. */
    public PushMessageBuilder custom(Map<String, ?> custom) {
        return set(PushField.CUSTOM, custom);
    }

    /** The environment that iOS devices were registered in. */
    public PushMessageBuilder environment(PushEnvironment environment) {
        return set(PushField.ENVIRONMENT, environment);
    }

    /** Seconds that the push is kept for a device that is offline. */
    public PushMessageBuilder timeToLive(Integer timeToLive) {
        return set(PushField.TIME_TO_LIVE, timeToLive);
    }

    /** When to send it. */
    public PushMessageBuilder sendTime(Instant sendTime) {
        return set(PushField.SEND_TIME, sendTime);
    }

    /** The number on the app's icon; -1 leaves it, -2 adds one. */
    public PushMessageBuilder badge(Integer badge) {
        return set(PushField.BADGE, badge);
    }

    /** The sound to play. */
    public PushMessageBuilder sound(String sound) {
        return set(PushField.SOUND, sound);
    }

    /** The notification channel on Android. */
    public PushMessageBuilder channelId(String channelId) {
        return set(PushField.CHANNEL_ID, channelId);
    }

    /** What is merged into the request of TPNS. */
    public PushMessageBuilder tpns(Map<String, ?> tpns) {
        return set(PushField.TPNS, tpns);
    }

    /** What is merged into the request of TIMPush. */
    public PushMessageBuilder timpush(Map<String, ?> timpush) {
        return set(PushField.TIMPUSH, timpush);
    }

    /** The message; the builder may be used on. */
    public PushMessage build() {
        return new PushMessage(new EnumMap<>(values));
    }

    private PushMessageBuilder set(PushField field, Object value) {
        Object read = field.read(value);
        if (read == null) {
            values.remove(field);
        } else {
            values.put(field, read);
        }
        return this;
    }
}
