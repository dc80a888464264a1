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

/** Builds a {@link PushMessage}. Null removes a field. */
public final class PushMessageBuilder {

    private final EnumMap<PushField, Object> values;

    PushMessageBuilder(EnumMap<PushField, Object> values) {
        this.values = values;
    }

    /** Sets the audience. */
    public PushMessageBuilder audience(Audience audience) {
        return set(PushField.AUDIENCE, audience);
    }

    /** Sets the device tokens. */
    public PushMessageBuilder tokens(Collection<String> tokens) {
        return set(PushField.TOKENS, tokens);
    }

    /** Sets the device tokens. */
    public PushMessageBuilder tokens(String... tokens) {
        return set(PushField.TOKENS, tokens == null ? null : List.of(tokens));
    }

    /** Sets the accounts. */
    public PushMessageBuilder accounts(Collection<String> accounts) {
        return set(PushField.ACCOUNTS, accounts);
    }

    /** Sets the accounts. */
    public PushMessageBuilder accounts(String... accounts) {
        return set(PushField.ACCOUNTS, accounts == null ? null : List.of(accounts));
    }

    /** Sets the tags. */
    public PushMessageBuilder tags(Collection<String> tags) {
        return set(PushField.TAGS, tags);
    }

    /** Sets the tags. */
    public PushMessageBuilder tags(String... tags) {
        return set(PushField.TAGS, tags == null ? null : List.of(tags));
    }

    /** Sets the operator that joins several tags. */
    public PushMessageBuilder tagOperator(TagOperator tagOperator) {
        return set(PushField.TAG_OPERATOR, tagOperator);
    }

    /** Sets the platform of the devices. */
    public PushMessageBuilder platform(PushPlatform platform) {
        return set(PushField.PLATFORM, platform);
    }

    /** Sets the title of the notification. */
    public PushMessageBuilder title(String title) {
        return set(PushField.TITLE, title);
    }

    /** Sets the text of the notification. */
    public PushMessageBuilder content(String content) {
        return set(PushField.CONTENT, content);
    }

    /** Sets whether the device shows a notification or passes data to the app. */
    public PushMessageBuilder messageType(MessageType messageType) {
        return set(PushField.MESSAGE_TYPE, messageType);
    }

    /** Sets the data for the app. */
    public PushMessageBuilder custom(Map<String, ?> custom) {
        return set(PushField.CUSTOM, custom);
    }

    /** Sets the environment that iOS devices were registered in. */
    public PushMessageBuilder environment(PushEnvironment environment) {
        return set(PushField.ENVIRONMENT, environment);
    }

    /** Sets how long the push is stored for offline devices, in seconds. */
    public PushMessageBuilder timeToLive(Integer timeToLive) {
        return set(PushField.TIME_TO_LIVE, timeToLive);
    }

    /** Sets the time to send the push. */
    public PushMessageBuilder sendTime(Instant sendTime) {
        return set(PushField.SEND_TIME, sendTime);
    }

    /** Sets the badge number on the icon of the app; -1 leaves it unchanged, -2 increments it. */
    public PushMessageBuilder badge(Integer badge) {
        return set(PushField.BADGE, badge);
    }

    /** Sets the sound to play. */
    public PushMessageBuilder sound(String sound) {
        return set(PushField.SOUND, sound);
    }

    /** Sets the notification channel on Android. */
    public PushMessageBuilder channelId(String channelId) {
        return set(PushField.CHANNEL_ID, channelId);
    }

    /** Sets fields that are merged into the request of TPNS. */
    public PushMessageBuilder tpns(Map<String, ?> tpns) {
        return set(PushField.TPNS, tpns);
    }

    /** Sets fields that are merged into the request of TIMPush. */
    public PushMessageBuilder timpush(Map<String, ?> timpush) {
        return set(PushField.TIMPUSH, timpush);
    }

    /** Builds the message; the builder can be reused. */
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
