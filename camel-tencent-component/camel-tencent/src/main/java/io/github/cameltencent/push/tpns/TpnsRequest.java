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
import java.io.ByteArrayOutputStream;
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
    private static final String MESSAGE_FIELD = "message";

    private final Audience audience;
    private final byte[] common;

    private TpnsRequest(Audience audience, byte[] common) {
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
        byte[] contentBytes = TpnsMessageSize.fit(content, options.getOnOversize() == OnOversize.TRUNCATE);
        byte[] restBytes = PushJson.bytes(rest);
        ByteArrayOutputStream common = new ByteArrayOutputStream(contentBytes.length + restBytes.length + 64);
        if (push.audience() == Audience.TAG && !rest.containsKey("tag_rules")) {
            common.writeBytes(TAG_LIST);
            common.writeBytes(PushJson.bytes(tags(message)));
        }
        common.writeBytes(MESSAGE);
        common.writeBytes(contentBytes);
        common.write(',');
        common.write(restBytes, 1, restBytes.length - 1);
        return new TpnsRequest(push.audience(), common.toByteArray());
    }

    /** Returns the body of one part; {@code targets} null for a broadcast. */
    byte[] body(List<String> targets) {
        byte[] head = head();
        byte[] names = targets == null ? new byte[0] : PushJson.bytes(targets);
        byte[] body = new byte[head.length + names.length + common.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(names, 0, body, head.length, names.length);
        System.arraycopy(common, 0, body, head.length + names.length, common.length);
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
