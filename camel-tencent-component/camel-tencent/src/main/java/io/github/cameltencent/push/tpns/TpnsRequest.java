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
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.JsonValues;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.OnOversize;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushEnvironment;
import io.github.cameltencent.push.PushJson;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.TagOperator;
import io.github.cameltencent.sign.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The request of a push for one platform. The common JSON of its parts is serialized once; each part inserts its targets.
 * Immutable.
 */
final class TpnsRequest {

    /** The time zone of the service; the documentation names none. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZONE);

    private static final byte[] TOKENS = ascii("{\"audience_type\":\"token_list\",\"token_list\":");
    private static final byte[] ACCOUNTS = ascii("{\"audience_type\":\"account_list\",\"account_list\":");
    private static final byte[] TAG = ascii("{\"audience_type\":\"tag\"");
    private static final byte[] TAG_LIST = ascii(",\"tag_list\":");
    private static final byte[] ALL = ascii("{\"audience_type\":\"all\"");
    private static final byte[] MESSAGE = ascii(",\"message\":");

    /** The usual sizes of the JSON of a list, of a target in it, and of everything but targets and content. */
    private static final int LIST_SIZE = 16;

    private static final int TARGET_SIZE = 42;
    private static final int MEMBERS_SIZE = 192;

    private static final String MESSAGE_FIELD = "message";

    private final Audience audience;
    private final ByteSink common;

    private TpnsRequest(Audience audience, ByteSink common) {
        this.audience = audience;
        this.common = common;
    }

    static TpnsRequest of(BoundPush push, PushPlatform platform, PushConfiguration options, Clock clock) {
        PushMessage message = push.message();
        Map<String, Object> content = TpnsMessage.of(message, platform);
        Map<String, Object> rest = rest(push, platform, options, clock);
        if (message.getTpns() != null && !message.getTpns().isEmpty()) {
            Map<String, Object> extra = new LinkedHashMap<>(message.getTpns());
            Object extraContent = extra.remove(MESSAGE_FIELD);
            rest = JsonValues.merge(rest, extra);
            if (extraContent instanceof Map<?, ?> more) {
                content = JsonValues.merge(content, JsonValues.asObject(more));
            } else if (extraContent != null) {
                throw new InvalidPushException("FIELD_INVALID", "tpns.message must be a JSON object");
            }
        }
        ByteSink common = new ByteSink(estimatedSize(message));
        if (push.audience() == Audience.TAG && !rest.containsKey("tag_rules")) {
            PushJson.write(common.literal(TAG_LIST), tags(message));
        }
        TpnsMessageSize.write(common.literal(MESSAGE), content, options.getOnOversize() == OnOversize.TRUNCATE);
        int brace = common.length();
        PushJson.write(common, rest);
        common.array()[brace] = ','; // the request is already open
        return new TpnsRequest(push.audience(), common);
    }

    /** Returns about the size of the common JSON, so that its buffer seldom grows. */
    private static int estimatedSize(PushMessage message) {
        int content = message.getContent() == null ? 0 : message.getContent().length();
        return MEMBERS_SIZE + content + content / 4;
    }

    /** Returns the body of one part; {@code targets} null for a broadcast. */
    byte[] body(List<String> targets) {
        byte[] head = head();
        ByteSink names = new ByteSink(targets == null ? 0 : LIST_SIZE + TARGET_SIZE * targets.size());
        if (targets != null) {
            PushJson.write(names, targets);
        }
        byte[] body = new byte[head.length + names.length() + common.length()];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(names.array(), 0, body, head.length, names.length());
        System.arraycopy(common.array(), 0, body, head.length + names.length(), common.length());
        return body;
    }

    private byte[] head() {
        return switch (audience) {
            case TOKEN -> TOKENS;
            case ACCOUNT -> ACCOUNTS;
            case TAG -> TAG;
            case ALL -> ALL;
        };
    }

    private static Map<String, Object> rest(
            BoundPush push, PushPlatform platform, PushConfiguration options, Clock clock) {
        PushMessage message = push.message();
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("message_type", message.getMessageType() == MessageType.MESSAGE ? "message" : "notify");
        if (platform == PushPlatform.IOS) {
            rest.put("environment", message.getEnvironment() == PushEnvironment.DEV ? "dev" : "product");
        }
        if (message.getTimeToLive() != null) {
            rest.put("expire_time", message.getTimeToLive());
        }
        Instant sendTime = push.audience().isBroadcast() ? message.getSendTime() : null;
        if (sendTime != null && sendTime.isAfter(clock.instant())) {
            rest.put("send_time", TIME.format(sendTime));
        }
        if (push.audience() == Audience.TOKEN && options.isIgnoreInvalidTokens()) {
            rest.put("ignore_invalid_token", 1);
        }
        return rest;
    }

    private static Map<String, Object> tags(PushMessage message) {
        Map<String, Object> tags = new LinkedHashMap<>();
        tags.put("tags", message.getTags());
        tags.put("op", message.getTagOperator() == TagOperator.OR ? "OR" : "AND");
        return tags;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
