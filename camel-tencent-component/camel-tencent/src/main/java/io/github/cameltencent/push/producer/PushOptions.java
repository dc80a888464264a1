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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.credential.SecondsParser;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushPlatform;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and checks the message fields in the options of an endpoint. */
final class PushOptions {

    private PushOptions() {}

    /**
     * Returns the fields that the options set.
     *
     * @throws IllegalArgumentException if they contradict each other; the message says what to do
     */
    static EnumMap<PushField, Object> of(PushConfiguration configuration) {
        EnumMap<PushField, Object> fields = new EnumMap<>(PushField.class);
        raw(configuration).forEach((field, value) -> {
            Object read = field.read(value);
            if (read != null) {
                fields.put(field, read);
            }
        });
        check(fields, configuration);
        return fields;
    }

    private static Map<PushField, Object> raw(PushConfiguration from) {
        Map<PushField, Object> raw = new LinkedHashMap<>();
        raw.put(PushField.AUDIENCE, from.getAudience());
        raw.put(PushField.TOKENS, from.getTokens());
        raw.put(PushField.ACCOUNTS, from.getAccounts());
        raw.put(PushField.TAGS, from.getTags());
        raw.put(PushField.TAG_OPERATOR, from.getTagOperator());
        raw.put(PushField.PLATFORM, from.getPlatform());
        raw.put(PushField.TITLE, from.getTitle());
        raw.put(PushField.CONTENT, from.getContent());
        raw.put(PushField.MESSAGE_TYPE, from.getMessageType());
        raw.put(PushField.CUSTOM, from.getCustom());
        raw.put(PushField.ENVIRONMENT, from.getEnvironment());
        raw.put(PushField.TIME_TO_LIVE, seconds("timeToLive", from.getTimeToLive()));
        raw.put(PushField.SEND_TIME, from.getSendTime());
        raw.put(PushField.BADGE, from.getBadge());
        raw.put(PushField.SOUND, from.getSound());
        raw.put(PushField.CHANNEL_ID, from.getChannelId());
        raw.put(PushField.TPNS, from.getTpns());
        raw.put(PushField.TIMPUSH, from.getTimpush());
        return raw;
    }

    private static void check(EnumMap<PushField, Object> fields, PushConfiguration configuration) {
        Audience audience = (Audience) fields.get(PushField.AUDIENCE);
        if (audience == Audience.ALL) {
            for (PushField targets : List.of(PushField.TOKENS, PushField.ACCOUNTS, PushField.TAGS)) {
                if (fields.containsKey(targets)) {
                    throw new IllegalArgumentException("audience=all sends to every device: remove " + targets.text()
                            + ", or set another audience");
                }
            }
        }
        if (audience == Audience.TOKEN && fields.get(PushField.PLATFORM) == PushPlatform.ALL) {
            throw new IllegalArgumentException(
                    "A token belongs to one platform: with audience=token, set platform to android or ios");
        }
        if (audience != null && !audience.isBroadcast() && fields.containsKey(PushField.SEND_TIME)) {
            throw new IllegalArgumentException("sendTime needs audience=tag or audience=all");
        }
        if (configuration.getMaxTargets() < 1) {
            throw new IllegalArgumentException("maxTargets must be 1 or more, not " + configuration.getMaxTargets());
        }
    }

    private static Integer seconds(String option, String text) {
        if (text == null) {
            return null;
        }
        long seconds = SecondsParser.parse(option, text);
        if (seconds < 0 || seconds > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    option + "=" + text + ": it must be 0 to " + Integer.MAX_VALUE + " seconds");
        }
        return (int) seconds;
    }
}
