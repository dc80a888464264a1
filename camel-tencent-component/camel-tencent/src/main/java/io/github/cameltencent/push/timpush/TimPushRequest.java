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
package io.github.cameltencent.push.timpush;

import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.JsonValues;
import io.github.cameltencent.push.OnOversize;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushJson;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.TagOperator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The request of a push by TIMPush; each part adds its targets and its random number. Immutable. */
final class TimPushRequest {

    private static final String CONDITION = "Condition";
    private static final String DEFAULT_SOUND = "default";

    private final Map<String, Object> common;

    private TimPushRequest(Map<String, Object> common) {
        this.common = common;
    }

    static TimPushRequest of(BoundPush push, String from, PushConfiguration options) {
        PushMessage message = push.message();
        Map<String, Object> common = new LinkedHashMap<>();
        common.put("From_Account", from);
        if (push.audience() == Audience.TAG && message.getTags() != null) {
            common.put(CONDITION, condition(message));
        }
        if (push.audience().isBroadcast() && message.getTimeToLive() != null) {
            common.put("MsgLifeTime", message.getTimeToLive());
        }
        common.put("OfflinePushInfo", info(message, options.getOnOversize() == OnOversize.TRUNCATE));
        Map<String, Object> extra = message.getTimpush();
        if (extra != null) {
            if (extra.containsKey(CONDITION)) {
                common.remove(CONDITION); // the condition overrides tags, as with TPNS
            }
            common = JsonValues.merge(common, extra);
        }
        if (push.audience() == Audience.TAG && !isNarrow(common.get(CONDITION))) {
            throw new InvalidPushException(
                    "NO_TARGETS",
                    "Condition has no tags and attributes, so the push would go to every device: add some, or set audience=all");
        }
        return new TimPushRequest(common);
    }

    /** Returns the condition of a broadcast as text, {@code *} for all devices. */
    String condition() {
        return common.containsKey(CONDITION) ? PushJson.text(common.get(CONDITION)) : "*";
    }

    /** Returns the body of one part; {@code targets} null for a broadcast. */
    byte[] body(List<String> targets, long random) {
        Map<String, Object> body = new LinkedHashMap<>(common);
        if (targets != null) {
            body.put("To_Account", targets);
        }
        body.put("MsgRandom", random);
        return PushJson.bytes(body);
    }

    private static Map<String, Object> condition(PushMessage message) {
        String name = message.getTagOperator() == TagOperator.OR ? "TagsOr" : "TagsAnd";
        return Map.of(name, List.copyOf(new LinkedHashSet<>(message.getTags())));
    }

    private static boolean isNarrow(Object condition) {
        return condition instanceof Map<?, ?> map
                && map.values().stream()
                        .anyMatch(each -> each instanceof List<?> list && !list.isEmpty()
                                || each instanceof Map<?, ?> attributes && !attributes.isEmpty());
    }

    private static Map<String, Object> info(PushMessage message, boolean truncate) {
        String ext = message.getCustom() == null || message.getCustom().isEmpty()
                ? null
                : PushJson.text(message.getCustom());
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("PushFlag", 0);
        info.put("Title", message.getTitle());
        info.put("Desc", TimPushLimits.fit(message.getContent(), ext, truncate));
        if (ext != null) {
            info.put("Ext", ext);
        }
        put(info, "AndroidInfo", android(message));
        put(info, "ApnsInfo", apns(message));
        return info;
    }

    private static Map<String, Object> android(PushMessage message) {
        Map<String, Object> android = new LinkedHashMap<>();
        String sound = sound(message);
        if (sound != null) {
            int dot = sound.lastIndexOf('.');
            android.put("Sound", dot > 0 ? sound.substring(0, dot) : sound);
        }
        if (message.getChannelId() != null) {
            for (String maker : List.of("HuaWei", "XiaoMi", "OPPO", "Google")) {
                android.put(maker + "ChannelID", message.getChannelId());
            }
        }
        return android;
    }

    private static Map<String, Object> apns(PushMessage message) {
        Map<String, Object> apns = new LinkedHashMap<>();
        String sound = sound(message);
        if (sound != null) {
            apns.put("Sound", sound);
        }
        if (message.getBadge() != null && message.getBadge() < 0) {
            apns.put("BadgeMode", message.getBadge() == -1 ? 1 : 0);
        }
        return apns;
    }

    private static String sound(PushMessage message) {
        String sound = message.getSound();
        return sound == null || sound.isEmpty() || sound.equals(DEFAULT_SOUND) ? null : sound;
    }

    private static void put(Map<String, Object> json, String name, Map<String, Object> value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
