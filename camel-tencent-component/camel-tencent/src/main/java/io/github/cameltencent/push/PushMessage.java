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
 * One push message, for any provider. Immutable. A field that is not set is null, and is then taken from the headers and
 * the options. Its text shows neither targets nor content.
 */
public final class PushMessage implements Serializable {

    private static final long serialVersionUID = 1L;

    private final EnumMap<PushField, Object> values;

    /** Takes the map over: nobody else may change it. */
    public PushMessage(EnumMap<PushField, Object> values) {
        this.values = values;
    }

    /** Starts a message. */
    public static PushMessageBuilder builder() {
        return new PushMessageBuilder(new EnumMap<>(PushField.class));
    }

    /**
     * The message of these fields, named as in JSON.
     *
     * @throws IllegalArgumentException for a field that does not exist or holds something else; its text says what to do
     */
    @JsonCreator
    public static PushMessage of(Map<String, ?> fields) {
        EnumMap<PushField, Object> values = new EnumMap<>(PushField.class);
        fields.forEach((name, value) -> put(values, PushField.of(String.valueOf(name)), value));
        return new PushMessage(values);
    }

    /**
     * The message of a JSON object.
     *
     * @throws IllegalArgumentException as {@link #of(Map)}
     */
    public static PushMessage of(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidPush("BAD_JSON", "a push message is a JSON object");
        }
        EnumMap<PushField, Object> values = new EnumMap<>(PushField.class);
        json.properties().forEach(each -> put(values, PushField.of(each.getKey()), each.getValue()));
        return new PushMessage(values);
    }

    /**
     * The message of the text of a JSON object.
     *
     * @throws IllegalArgumentException as {@link #of(Map)}
     */
    public static PushMessage ofJson(String json) {
        if (PushJson.read("the push message", json) instanceof Map<?, ?> fields) {
            return of(PlainJson.asObject(fields));
        }
        throw new InvalidPush("BAD_JSON", "a push message is a JSON object");
    }

    private static void put(EnumMap<PushField, Object> values, PushField field, Object value) {
        Object read = field.read(value);
        if (read != null) {
            values.put(field, read);
        }
    }

    /** Who gets the push. */
    public Audience getAudience() {
        return (Audience) values.get(PushField.AUDIENCE);
    }

    /** Device tokens. */
    public List<String> getTokens() {
        return list(PushField.TOKENS);
    }

    /** Accounts. */
    public List<String> getAccounts() {
        return list(PushField.ACCOUNTS);
    }

    /** Tags. */
    public List<String> getTags() {
        return list(PushField.TAGS);
    }

    /** How tags are joined. */
    public TagOperator getTagOperator() {
        return (TagOperator) values.get(PushField.TAG_OPERATOR);
    }

    /** The devices that the push is for. */
    public PushPlatform getPlatform() {
        return (PushPlatform) values.get(PushField.PLATFORM);
    }

    /** The title of the notification. */
    public String getTitle() {
        return (String) values.get(PushField.TITLE);
    }

    /** The text of the notification. */
    public String getContent() {
        return (String) values.get(PushField.CONTENT);
    }

    /** What becomes of the push on the device. */
    public MessageType getMessageType() {
        return (MessageType) values.get(PushField.MESSAGE_TYPE);
    }

    /** Data for the app. */
    public Map<String, Object> getCustom() {
        return object(PushField.CUSTOM);
    }

    /** The environment that iOS devices were registered in. */
    public PushEnvironment getEnvironment() {
        return (PushEnvironment) values.get(PushField.ENVIRONMENT);
    }

    /** Seconds that the push is kept for a device that is offline. */
    public Integer getTimeToLive() {
        return (Integer) values.get(PushField.TIME_TO_LIVE);
    }

    /** When to send it. */
    public Instant getSendTime() {
        return (Instant) values.get(PushField.SEND_TIME);
    }

    /** The number on the app's icon; -1 leaves it, -2 adds one. */
    public Integer getBadge() {
        return (Integer) values.get(PushField.BADGE);
    }

    /** The sound to play. */
    public String getSound() {
        return (String) values.get(PushField.SOUND);
    }

    /** The notification channel on Android. */
    public String getChannelId() {
        return (String) values.get(PushField.CHANNEL_ID);
    }

    /** What is merged into the request of TPNS. */
    public Map<String, Object> getTpns() {
        return object(PushField.TPNS);
    }

    /** What is merged into the request of TIMPush. */
    public Map<String, Object> getTimpush() {
        return object(PushField.TIMPUSH);
    }

    /** A builder that begins with the fields of this message. */
    public PushMessageBuilder toBuilder() {
        return new PushMessageBuilder(new EnumMap<>(values));
    }

    /** The fields that are set, by name, of values that JSON has. */
    @JsonValue
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        values.forEach((field, value) -> map.put(field.text(), PushValues.plain(value)));
        return map;
    }

    /** The text of a JSON object with the fields that are set. */
    public String toJson() {
        return PushJson.text(toMap());
    }

    /** The fields that are set; not to be changed. */
    public EnumMap<PushField, Object> values() {
        return values;
    }

    @SuppressWarnings("unchecked")
    private List<String> list(PushField field) {
        return (List<String>) values.get(field);
    }

    private Map<String, Object> object(PushField field) {
        return values.get(field) instanceof Map<?, ?> map ? PlainJson.asObject(map) : null;
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
