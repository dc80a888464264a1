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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A push message for any provider. Immutable. A field that is not set is null, and is taken from the headers or the
 * options. {@code toString()} contains neither targets nor content.
 */
public final class PushMessage implements Serializable {

    private static final long serialVersionUID = 1L;

    private final EnumMap<PushField, Object> values;

    /** Creates a message from a map, which must not be changed afterwards. */
    public PushMessage(EnumMap<PushField, Object> values) {
        this.values = values;
    }

    /** Creates an empty builder. */
    public static PushMessageBuilder builder() {
        return new PushMessageBuilder(new EnumMap<>(PushField.class));
    }

    /**
     * Creates a message from fields named as in JSON.
     *
     * @throws IllegalArgumentException for an unknown field or an invalid value; the message says what to do
     */
    @JsonCreator
    public static PushMessage of(Map<String, ?> fields) {
        EnumMap<PushField, Object> values = new EnumMap<>(PushField.class);
        fields.forEach((name, value) -> put(values, PushField.of(String.valueOf(name)), value));
        return new PushMessage(values);
    }

    /**
     * Creates a message from a JSON object.
     *
     * @throws IllegalArgumentException as {@link #of(Map)}
     */
    public static PushMessage of(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidPushException("BAD_JSON", "a push message must be a JSON object");
        }
        EnumMap<PushField, Object> values = new EnumMap<>(PushField.class);
        json.properties().forEach(each -> put(values, PushField.of(each.getKey()), each.getValue()));
        return new PushMessage(values);
    }

    /**
     * Creates a message from the text of a JSON object.
     *
     * @throws IllegalArgumentException as {@link #of(Map)}
     */
    public static PushMessage ofJson(String json) {
        if (PushJson.read("the push message", json) instanceof Map<?, ?> fields) {
            return of(JsonValues.asObject(fields));
        }
        throw new InvalidPushException("BAD_JSON", "a push message must be a JSON object");
    }

    private static void put(EnumMap<PushField, Object> values, PushField field, Object value) {
        Object read = field.read(value);
        if (read != null) {
            values.put(field, read);
        }
    }

    /** Returns the audience. */
    public Audience getAudience() {
        return (Audience) values.get(PushField.AUDIENCE);
    }

    /** Returns the device tokens. */
    public List<String> getTokens() {
        return list(PushField.TOKENS);
    }

    /** Returns the accounts. */
    public List<String> getAccounts() {
        return list(PushField.ACCOUNTS);
    }

    /** Returns the tags. */
    public List<String> getTags() {
        return list(PushField.TAGS);
    }

    /** Returns the operator that joins several tags. */
    public TagOperator getTagOperator() {
        return (TagOperator) values.get(PushField.TAG_OPERATOR);
    }

    /** Returns the platform of the devices. */
    public PushPlatform getPlatform() {
        return (PushPlatform) values.get(PushField.PLATFORM);
    }

    /** Returns the title of the notification. */
    public String getTitle() {
        return (String) values.get(PushField.TITLE);
    }

    /** Returns the text of the notification. */
    public String getContent() {
        return (String) values.get(PushField.CONTENT);
    }

    /** Returns whether the device shows a notification or passes data to the app. */
    public MessageType getMessageType() {
        return (MessageType) values.get(PushField.MESSAGE_TYPE);
    }

    /** Returns the data for the app. */
    public Map<String, Object> getCustom() {
        return object(PushField.CUSTOM);
    }

    /** Returns the environment that iOS devices were registered in. */
    public PushEnvironment getEnvironment() {
        return (PushEnvironment) values.get(PushField.ENVIRONMENT);
    }

    /** Returns how long the push is stored for offline devices, in seconds. */
    public Integer getTimeToLive() {
        return (Integer) values.get(PushField.TIME_TO_LIVE);
    }

    /** Returns the time to send the push. */
    public Instant getSendTime() {
        return (Instant) values.get(PushField.SEND_TIME);
    }

    /** Returns the badge number on the icon of the app; -1 leaves it unchanged, -2 increments it. */
    public Integer getBadge() {
        return (Integer) values.get(PushField.BADGE);
    }

    /** Returns the sound to play. */
    public String getSound() {
        return (String) values.get(PushField.SOUND);
    }

    /** Returns the notification channel on Android. */
    public String getChannelId() {
        return (String) values.get(PushField.CHANNEL_ID);
    }

    /** Returns the fields that are merged into the request of TPNS. */
    public Map<String, Object> getTpns() {
        return object(PushField.TPNS);
    }

    /** Returns the fields that are merged into the request of TIMPush. */
    public Map<String, Object> getTimpush() {
        return object(PushField.TIMPUSH);
    }

    /** Returns a builder with the fields of this message. */
    public PushMessageBuilder toBuilder() {
        return new PushMessageBuilder(new EnumMap<>(values));
    }

    /** Returns the fields that are set as a JSON object. */
    @JsonValue
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        values.forEach((field, value) -> map.put(field.text(), PushValues.plain(value)));
        return map;
    }

    /** Returns the fields that are set as JSON text. */
    public String toJson() {
        return PushJson.text(toMap());
    }

    /** Returns the fields that are set; must not be changed. */
    public EnumMap<PushField, Object> values() {
        return values;
    }

    @SuppressWarnings("unchecked")
    private List<String> list(PushField field) {
        return (List<String>) values.get(field);
    }

    private Map<String, Object> object(PushField field) {
        return values.get(field) instanceof Map<?, ?> map ? JsonValues.asObject(map) : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PushMessage message && values.equals(message.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "PushMessage" + values.keySet();
    }
}
