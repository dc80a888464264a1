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

import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The documented limits of a push to TPNS, checked before anything is sent. */
public final class TpnsLimits {

    static final int MAX_MESSAGE = 4096;
    static final int MAX_CHUNK = 1000;

    private static final int MAX_TIME_TO_LIVE = 259_200;
    private static final Duration MAX_AHEAD = Duration.ofDays(90);
    private static final int MIN_BADGE = -2;
    private static final int MAX_ANDROID_BADGE = 99;
    private static final int MIN_SPEED = 1000;
    private static final int MAX_SPEED = 50_000;
    private static final int MAX_TAGS = 512;

    private TpnsLimits() {}

    /** Checks the limits that do not depend on the platform. */
    public static void check(PushMessage message, Clock clock) {
        checkNumber("timeToLive", message.getTimeToLive(), 0, MAX_TIME_TO_LIVE, "TIME_TO_LIVE_INVALID");
        checkSendTime(message.getSendTime(), clock);
        checkTags(message);
        Map<String, Object> tpns = message.getTpns();
        if (tpns != null) {
            checkNumber("tpns.push_speed", tpns.get("push_speed"), MIN_SPEED, MAX_SPEED, "PUSH_SPEED_INVALID");
            checkNumber("tpns.expire_time", tpns.get("expire_time"), 0, MAX_TIME_TO_LIVE, "TIME_TO_LIVE_INVALID");
        }
    }

    /** Checks the limits of a notification. */
    static void checkNotification(PushMessage message, PushPlatform platform) {
        if (PushValues.isBlank(message.getTitle())) {
            throw new InvalidPushException(
                    "TITLE_MISSING", "the notification has no title: set title, or messageType=message for data only");
        }
        if (PushValues.isBlank(message.getContent())) {
            throw new InvalidPushException("CONTENT_MISSING", "the notification has no text: set a body or content");
        }
        int max = platform == PushPlatform.ANDROID ? MAX_ANDROID_BADGE : Integer.MAX_VALUE;
        checkNumber("badge", message.getBadge(), MIN_BADGE, max, "BADGE_INVALID");
    }

    private static void checkSendTime(Instant sendTime, Clock clock) {
        if (sendTime != null && sendTime.isAfter(clock.instant().plus(MAX_AHEAD))) {
            throw new InvalidPushException("SEND_TIME_TOO_FAR", "sendTime must be at most 90 days ahead");
        }
    }

    private static void checkTags(PushMessage message) {
        List<String> tags = message.getTags();
        if (message.getAudience() != Audience.TAG || tags == null) {
            return;
        }
        int length = 0;
        for (String tag : tags) {
            if (tag.isBlank() || tag.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidPushException("TAG_INVALID", "a tag must not be empty or contain control characters");
            }
            length += tag.length();
        }
        if (length > MAX_TAGS) {
            throw new InvalidPushException(
                    "TAGS_TOO_LONG",
                    "the tags have " + length + " characters, the maximum of TPNS is " + MAX_TAGS
                            + ": use fewer, or tag_rules in tpns");
        }
    }

    private static void checkNumber(String field, Object value, int min, int max, String code) {
        if (value != null
                && !(value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max)) {
            throw new InvalidPushException(
                    code,
                    field + " must be a number from " + min + (max == Integer.MAX_VALUE ? " upwards" : " to " + max));
        }
    }
}
