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
package io.github.cameltencent.emulator.tpns.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import io.github.cameltencent.emulator.tpns.state.AcceptedPushes;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Statistics derived from the accepted pushes, each of which reached all its targets. */
public final class PushStatistics {

    private static final int CALLS_AN_HOUR = 200;
    private static final Set<String> DISTRIBUTIONS = Set.of(
            "city", "province", "app_version", "sdk_version", "system_version", "device_brand", "device_version");
    private static final DateTimeFormatter DASHED = strict("uuuu-MM-dd");
    private static final DateTimeFormatter BARE = strict("uuuuMMdd");
    private static final DateTimeFormatter SHOWN = strict("uuuu-MM-dd HH:mm:ss");

    private PushStatistics() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    private static Answer answer(TpnsCall call, BiConsumer<TpnsCall, ObjectNode> content) {
        return call.state().locked(() -> {
            call.state().quotas.acquire(call.path(), CALLS_AN_HOUR, 3600, call.now());
            ObjectNode answer = call.style().body(call.seq(), "0", "");
            content.accept(call, answer);
            return Answer.json(answer, Decision.success());
        });
    }

    public static Answer record(TpnsCall call) {
        return answer(call, (same, answer) -> {
            List<AcceptedPushes.Push> found =
                    call.body().has("pushId") ? List.of(call.state().pushes.get(pushId(call))) : between(call);
            long offset = TpnsRequestFields.integerOr(call.body(), "offset", 0, 0, Integer.MAX_VALUE);
            long limit = TpnsRequestFields.integerOr(call.body(), "limit", 200, 0, 200);
            answer.put("count", found.size());
            ArrayNode records = answer.putArray("pushRecordData");
            found.stream().skip(offset).limit(limit).forEach(push -> one(call, push, records.addObject()));
        });
    }

    private static List<AcceptedPushes.Push> between(TpnsCall call) {
        LocalDate start = date(call, "startDate", DASHED);
        LocalDate end = date(call, "endDate", DASHED);
        String messageType = TpnsRequestFields.textOr(call.body(), "msgType", "");
        String audience = TpnsRequestFields.textOr(call.body(), "pushType", "");
        return call.state().pushes.all().stream()
                .filter(push -> {
                    LocalDate day = LocalDate.ofInstant(push.time, TimingRules.ZONE);
                    return !day.isBefore(start) && !day.isAfter(end);
                })
                .filter(push -> messageType.isEmpty() || messageType.equals(push.messageType))
                .filter(push -> audience.isEmpty() || push.audience.startsWith(audience))
                .toList();
    }

    private static void one(TpnsCall call, AcceptedPushes.Push push, ObjectNode record) {
        record.put("date", SHOWN.format(push.time.atZone(TimingRules.ZONE)))
                .put("pushId", push.id)
                .put("title", push.title)
                .put("content", push.content)
                .put("status", push.statusAt(call.now()))
                .put("pushType", push.audience)
                .put("messageType", push.messageType)
                .put("environment", "product")
                .put("groupId", push.planId)
                .put("collapseID", Long.parseLong(push.id) % Integer.MAX_VALUE)
                .put("source", "API");
    }

    public static Answer task(TpnsCall call) {
        return answer(call, (same, answer) -> {
            AcceptedPushes.Push push = call.state().pushes.get(pushId(call));
            states(answer.putArray("pushStatDataAll"), call.app(), push.targets.size());
        });
    }

    public static Answer group(TpnsCall call) {
        if (!call.body().has("planId") && !call.body().has("groupId")) {
            throw TpnsErrorException.missing("planId");
        }
        date(call, "startDate", BARE);
        date(call, "endDate", BARE);
        String plan =
                call.body().path("planId").asText(call.body().path("groupId").asText());
        return answer(call, (same, answer) -> {
            int reached = call.state().pushes.all().stream()
                    .filter(push -> push.planId.equals(plan))
                    .mapToInt(push -> push.targets.size())
                    .sum();
            states(answer.putArray("pushStatDataAll"), call.app(), reached);
        });
    }

    public static Answer overview(TpnsCall call) {
        LocalDate start = date(call, "startDate", BARE);
        date(call, "endDate", BARE);
        return answer(call, (same, answer) -> {
            int reached = call.state().pushes.all().stream()
                    .mapToInt(push -> push.targets.size())
                    .sum();
            ObjectNode day = answer.putArray("pushDateChannelStat").addObject();
            states(day.put("date", BARE.format(start)).putArray("channelDatas"), call.app(), reached);
        });
    }

    public static Answer devices(TpnsCall call) {
        LocalDate start = date(call, "startDate", BARE);
        date(call, "endDate", BARE);
        return answer(call, (same, answer) -> answer.putArray("getDeviceStatOverviewData")
                .addObject()
                .put("date", Integer.parseInt(BARE.format(start)))
                .put("accuUv", 0)
                .put("newUv", 0)
                .put("activeUv", 0));
    }

    public static Answer distribution(TpnsCall call) {
        date(call, "date", BARE);
        String type = TpnsRequestFields.oneOf(call.body(), "type", DISTRIBUTIONS);
        return answer(call, (same, answer) -> answer.putArray("data")
                .addObject()
                .put(type, "emulator")
                .put("count", 0));
    }

    public static Answer byToken(TpnsCall call) {
        String token = TpnsRequestFields.text(call.body(), "token");
        return answer(call, (same, answer) -> {
            ArrayNode list = answer.putArray("pushTaskList");
            call.state().pushes.all().stream()
                    .filter(push -> push.targets.contains(token))
                    .limit(200)
                    .forEach(push -> list.addObject()
                            .put("pushId", Long.parseLong(push.id))
                            .put("pushTime", push.time.getEpochSecond())
                            .put("pushTargetType", push.audience.toUpperCase(java.util.Locale.ROOT) + "_PUSH"));
        });
    }

    private static void states(ArrayNode list, TpnsApp app, int reached) {
        for (String channel : List.of("all", app.ios() ? "apns" : "xg")) {
            list.addObject()
                    .put("channel", channel)
                    .putObject("pushState")
                    .put("pushActiveUv", reached)
                    .put("pushOnlineUv", reached)
                    .put("verifySvcUv", reached)
                    .put("clickUv", 0);
        }
    }

    private static String pushId(TpnsCall call) {
        JsonNode id = call.body().path("pushId");
        if (id.asText().isEmpty()) {
            throw TpnsErrorException.missing("pushId");
        }
        return id.asText();
    }

    private static LocalDate date(TpnsCall call, String name, DateTimeFormatter format) {
        try {
            return LocalDate.parse(TpnsRequestFields.text(call.body(), name), format);
        } catch (DateTimeException e) {
            throw new TpnsErrorException(TpnsErrorException.BAD_DATE, name + " is in the wrong format");
        }
    }
}
