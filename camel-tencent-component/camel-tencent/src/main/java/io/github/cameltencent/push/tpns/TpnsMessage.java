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

import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.PushJson;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushValues;
import java.util.LinkedHashMap;
import java.util.Map;

/** Creates the object {@code message} of a request to TPNS for one platform. */
final class TpnsMessage {

    private static final String DEFAULT_SOUND = "default";

    private TpnsMessage() {}

    static Map<String, Object> of(PushMessage message, PushPlatform platform) {
        boolean shown = message.getMessageType() != MessageType.MESSAGE;
        if (shown) {
            TpnsLimits.checkNotification(message, platform);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (platform == PushPlatform.IOS) {
            if (shown) {
                json.put("title", message.getTitle());
                json.put("content", message.getContent());
            }
            json.put("ios", shown ? iosShown(message) : iosSilent(message));
            return json;
        }
        Map<String, Object> android = shown ? androidShown(message) : custom(message);
        if (!shown && PushValues.isBlank(message.getContent()) && android.isEmpty()) {
            throw new InvalidPushException("CONTENT_MISSING", "the push is empty: set a body, content or custom");
        }
        json.put("title", nonBlank(message.getTitle()));
        json.put("content", nonBlank(message.getContent()));
        if (!android.isEmpty()) {
            json.put("android", android);
        }
        return json;
    }

    /** Replaces a blank text, since TPNS requires title and content also for silent pushes. */
    private static String nonBlank(String text) {
        return PushValues.isBlank(text) ? " " : text;
    }

    private static Map<String, Object> custom(PushMessage message) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (message.getCustom() != null && !message.getCustom().isEmpty()) {
            json.put("custom_content", PushJson.text(message.getCustom()));
        }
        return json;
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
            throw new InvalidPushException(
                    "SOUND_NEEDS_CHANNEL",
                    "on Android, a sound file needs the notification channel that plays it: set channelId");
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

    /** Creates the iOS part of a silent push, for which TPNS refuses alert, sound and badge. */
    private static Map<String, Object> iosSilent(PushMessage message) {
        return ios(Map.of("content-available", 1), message);
    }

    private static Map<String, Object> ios(Map<String, Object> aps, PushMessage message) {
        Map<String, Object> ios = new LinkedHashMap<>();
        ios.put("aps", aps);
        ios.putAll(custom(message));
        return ios;
    }

    private static void put(Map<String, Object> json, String name, Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
