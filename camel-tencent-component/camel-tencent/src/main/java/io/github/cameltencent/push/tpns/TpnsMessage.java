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

import io.github.cameltencent.push.InvalidPush;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.PushJson;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushValues;
import java.util.LinkedHashMap;
import java.util.Map;

/** The object {@code message} of a request to TPNS for one platform, with only what was set. */
final class TpnsMessage {

    private static final String DEFAULT_SOUND = "default";

    private TpnsMessage() {}

    static Map<String, Object> of(PushMessage message, PushPlatform platform) {
        boolean shown = message.getMessageType() != MessageType.MESSAGE;
        if (shown) {
            TpnsLimits.checkShown(message, platform);
        }
        Map<String, Object> wire = new LinkedHashMap<>();
        if (platform == PushPlatform.IOS) {
            if (shown) {
                wire.put("title", message.getTitle());
                wire.put("content", message.getContent());
            }
            wire.put("ios", shown ? iosShown(message) : iosSilent(message));
            return wire;
        }
        Map<String, Object> android = shown ? androidShown(message) : custom(message);
        if (!shown && PushValues.isBlank(message.getContent()) && android.isEmpty()) {
            throw new InvalidPush("CONTENT_MISSING", "the push is empty: set a body, content or custom");
        }
        wire.put("title", filled(message.getTitle()));
        wire.put("content", filled(message.getContent()));
        if (!android.isEmpty()) {
            wire.put("android", android);
        }
        return wire;
    }

    /** TPNS wants both also where nothing is shown. */
    private static String filled(String text) {
        return PushValues.isBlank(text) ? " " : text;
    }

    private static Map<String, Object> custom(PushMessage message) {
        Map<String, Object> wire = new LinkedHashMap<>();
        if (message.getCustom() != null && !message.getCustom().isEmpty()) {
            wire.put("custom_content", PushJson.text(message.getCustom()));
        }
        return wire;
    }

    private static Map<String, Object> androidShown(PushMessage message) {
        Map<String, Object> android = custom(message);
        put(android, "n_ch_id", message.getChannelId());
        put(android, "badge_type", message.getBadge());
        String sound = message.getSound();
        if (sound == null || sound.equals(DEFAULT_SOUND)) {
            return android;
        }
        if (sound.isEmpty()) {
            android.put("ring", 0);
            return android;
        }
        if (PushValues.isBlank(message.getChannelId())) {
            throw new InvalidPush(
                    "SOUND_NEEDS_CHANNEL",
                    "on Android a sound of the app's own needs the notification channel that plays it: set channelId");
        }
        int dot = sound.lastIndexOf('.');
        android.put("ring_raw", dot > 0 ? sound.substring(0, dot) : sound);
        return android;
    }

    private static Map<String, Object> iosShown(PushMessage message) {
        Map<String, Object> aps = new LinkedHashMap<>();
        aps.put("alert", Map.of());
        put(aps, "badge_type", message.getBadge());
        put(aps, "sound", message.getSound());
        return ios(aps, message);
    }

    /** TPNS refuses alert, sound and badge here. */
    private static Map<String, Object> iosSilent(PushMessage message) {
        return ios(Map.of("content-available", 1), message);
    }

    private static Map<String, Object> ios(Map<String, Object> aps, PushMessage message) {
        Map<String, Object> ios = new LinkedHashMap<>();
        ios.put("aps", aps);
        ios.putAll(custom(message));
        return ios;
    }

    private static void put(Map<String, Object> wire, String name, Object value) {
        if (value != null) {
            wire.put(name, value);
        }
    }
}
