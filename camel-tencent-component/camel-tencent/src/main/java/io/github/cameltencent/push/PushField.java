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

import com.fasterxml.jackson.databind.node.NullNode;
import io.github.cameltencent.exchange.NameSuggestion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a push message: their names in JSON, options and headers, and the conversion of their values. */
public enum PushField {
    AUDIENCE("audience", (field, value) -> PushValues.one(Audience.class, field, value)),
    TOKENS("tokens", PushValues::texts),
    ACCOUNTS("accounts", PushValues::texts),
    TAGS("tags", PushValues::texts),
    TAG_OPERATOR("tagOperator", (field, value) -> PushValues.one(TagOperator.class, field, value)),
    PLATFORM("platform", (field, value) -> PushValues.one(PushPlatform.class, field, value)),
    TITLE("title", PushValues::text),
    CONTENT("content", PushValues::text),
    MESSAGE_TYPE("messageType", (field, value) -> PushValues.one(MessageType.class, field, value)),
    CUSTOM("custom", PushValues::object),
    ENVIRONMENT("environment", (field, value) -> PushValues.one(PushEnvironment.class, field, value)),
    TIME_TO_LIVE("timeToLive", PushValues::integer),
    SEND_TIME("sendTime", PushValues::instant),
    BADGE("badge", PushValues::integer),
    SOUND("sound", PushValues::text),
    CHANNEL_ID("channelId", PushValues::text),
    TPNS("tpns", PushValues::object),
    TIMPUSH("timpush", PushValues::object);

    private static final int MAX_DISTANCE = 2;
    private static final int MAX_SHOWN = 40;
    private static final Map<String, PushField> BY_NAME = new HashMap<>();
    private static final Map<String, PushField> BY_LOWER_NAME = new HashMap<>();

    /** The names as headers usually have them, such as {@code Tokens}. */
    private static final Map<String, PushField> BY_HEADER_NAME = new HashMap<>();

    static {
        for (PushField field : values()) {
            BY_NAME.put(field.text, field);
            BY_LOWER_NAME.put(field.text.toLowerCase(Locale.ROOT), field);
            BY_HEADER_NAME.put(field.text.substring(0, 1).toUpperCase(Locale.ROOT) + field.text.substring(1), field);
        }
    }

    private final String text;
    private final Reader reader;

    @FunctionalInterface
    private interface Reader {
        Object read(String field, Object value);
    }

    PushField(String text, Reader reader) {
        this.text = text;
        this.reader = reader;
    }

    /** Returns the name in JSON and of the option. */
    public String text() {
        return text;
    }

    /** Converts a value of a user to the type of the field; null stays null. */
    public Object read(Object value) {
        return value == null || value instanceof NullNode ? null : reader.read(text, value);
    }

    /** Returns the field for a header name without its prefix, in any letter case; null for none. */
    public static PushField ofHeader(String name) {
        PushField exact = BY_HEADER_NAME.get(name);
        return exact != null ? exact : BY_LOWER_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the field with exactly that name. */
    static PushField of(String name) {
        PushField field = BY_NAME.get(name);
        if (field == null) {
            throw new InvalidPushException("UNKNOWN_FIELD", "a push has no field " + shown(name) + hint(name));
        }
        return field;
    }

    private static String hint(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, PushField> known : BY_LOWER_NAME.entrySet()) {
            if (name.length() <= MAX_SHOWN && NameSuggestion.distance(lower, known.getKey()) <= MAX_DISTANCE) {
                return ": did you mean " + known.getValue().text + "?";
            }
        }
        Set<String> known = new TreeSet<>(BY_NAME.keySet());
        return ": use one of " + known + ", or put it into tpns or timpush";
    }

    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .limit(MAX_SHOWN)
                .forEach(each -> shown.appendCodePoint(Character.isLetterOrDigit(each) || each == '_' ? each : '?'));
        return shown.toString();
    }
}
