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
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushValues;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/** The documented limits of a push by TIMPush, checked before anything is sent. */
public final class TimPushLimits {

    static final int MAX_CHUNK = 500;

    /** The maximum size of {@code Desc} and {@code Ext} together, in bytes. */
    static final int MAX_TEXT = 3072;

    private static final int MAX_TIME_TO_LIVE = 604_800;
    private static final int MAX_TAGS = 10;
    private static final int MAX_TAG_BYTES = 50;

    private TimPushLimits() {}

    public static void check(PushMessage message) {
        Integer timeToLive = message.getTimeToLive();
        if (timeToLive != null && (timeToLive < 0 || timeToLive > MAX_TIME_TO_LIVE)) {
            throw new InvalidPushException(
                    "TIME_TO_LIVE_INVALID", "timeToLive must be a number from 0 to " + MAX_TIME_TO_LIVE);
        }
        if (message.getAudience() == Audience.TAG && message.getTags() != null) {
            checkTags(message.getTags());
        }
    }

    private static void checkTags(List<String> tags) {
        if (new HashSet<>(tags).size() > MAX_TAGS) {
            throw new InvalidPushException(
                    "TAGS_TOO_LONG",
                    "the push has more than 10 tags, the maximum of TIMPush: use fewer, or Condition in timpush");
        }
        for (String tag : tags) {
            if (tag.isBlank() || tag.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidPushException("TAG_INVALID", "a tag must not be empty or contain control characters");
            }
            if (bytes(tag) > MAX_TAG_BYTES) {
                throw new InvalidPushException("TAGS_TOO_LONG", "a tag must have at most 50 bytes");
            }
        }
    }

    static void checkNotification(PushMessage message) {
        if (message.getMessageType() == MessageType.MESSAGE) {
            throw new InvalidPushException(
                    "UNSUPPORTED_FIELD",
                    "TIMPush does not support messageType=message: use messageType=notify, or tencent:im/openim/batchsendmsg"
                            + " with a TIMCustomElem");
        }
        if (PushValues.isBlank(message.getTitle())) {
            throw new InvalidPushException("TITLE_MISSING", "the notification has no title: set title");
        }
        if (PushValues.isBlank(message.getContent())) {
            throw new InvalidPushException("CONTENT_MISSING", "the notification has no text: set a body or content");
        }
    }

    /** Returns the content; truncates it if it is too large and {@code truncate} is set. */
    static String fit(String content, String ext, boolean truncate) {
        int room = MAX_TEXT - (ext == null ? 0 : bytes(ext));
        int size = bytes(content);
        if (size <= room) {
            return content;
        }
        int end = content.length();
        while (truncate && end > 0 && size > room) {
            int last = content.codePointBefore(end);
            end -= Character.charCount(last);
            size -= bytes(Character.toString(last));
        }
        String shortened = content.substring(0, end);
        if (!truncate || shortened.isBlank()) {
            throw new InvalidPushException(
                    "MESSAGE_TOO_LARGE",
                    "content and custom have more than " + MAX_TEXT + " bytes, the maximum of TIMPush: shorten "
                            + (truncate ? "custom" : "them, or set onOversize=truncate"));
        }
        return shortened;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
