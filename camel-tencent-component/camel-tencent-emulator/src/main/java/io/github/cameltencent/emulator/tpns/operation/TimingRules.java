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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Set;

/** Checks the time and speed of a push, allowed only for pushes to all, to tags and to account packages. */
final class TimingRules {

    /** The manual names no time zone; China Standard Time is assumed. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Set<String> MAY = Set.of("all", "tag", "package_account_push");
    private static final int DAYS = 90;
    private static final DateTimeFormatter DATE_TIME = strict("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DATE = strict("uuuu-MM-dd");
    private static final DateTimeFormatter TIME = strict("HH:mm:ss");

    private TimingRules() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The send time of a push; null for now. */
    static Instant due(ObjectNode body, String audience, Instant now) {
        for (String field : new String[] {"send_time", "loop_param", "push_speed", "collapse_id"}) {
            if (TpnsRequestFields.has(body, field) && !MAY.contains(audience)) {
                String rule = "must be absent with the audience " + audience;
                throw TpnsErrorException.invalid(field, rule, body.get(field));
            }
        }
        TpnsRequestFields.integerOr(body, "push_speed", 1000, 1000, 50_000);
        TpnsRequestFields.integerOr(body, "collapse_id", 1, 1, Long.MAX_VALUE);
        String text = TpnsRequestFields.textOr(body, "send_time", "");
        if (text.isEmpty()) {
            return null;
        }
        Instant due;
        try {
            due = LocalDateTime.parse(text, DATE_TIME).atZone(ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new TpnsErrorException(
                    TpnsErrorException.PUSH_TIME, "send_time must be yyyy-MM-dd HH:mm:ss, not " + text);
        }
        if (due.isAfter(now.plus(Duration.ofDays(DAYS)))) {
            throw new TpnsErrorException(TpnsErrorException.PUSH_TIME, "send_time is more than 90 days ahead: " + text);
        }
        return due.isAfter(now) ? due : null;
    }

    /** The number of tasks per day of a loop push; 0 for other pushes. */
    static int loops(ObjectNode body, String audience, Instant now) {
        if (!TpnsRequestFields.has(body, "loop_param")) {
            return 0;
        }
        ObjectNode loop = TpnsRequestFields.object(body, "loop_param");
        LocalDate start = date(loop, "startDate");
        LocalDate end = date(loop, "endDate");
        if (end.isBefore(start) || end.isAfter(LocalDate.ofInstant(now, ZONE).plusDays(DAYS))) {
            throw new TpnsErrorException(
                    TpnsErrorException.PUSH_TIME, "endDate must be after startDate and within 90 days, not " + end);
        }
        long type = TpnsRequestFields.integer(loop, "loopType");
        int min = type == 3 ? 1 : 0;
        int max = type == 1 ? 0 : type == 2 ? 6 : 31;
        if (type < 1 || type > 3) {
            throw TpnsErrorException.invalid("loopType", "must be from 1 to 3", loop.get("loopType"));
        }
        for (JsonNode day : TpnsRequestFields.array(loop, "loopDayIndexs", 31)) {
            if (!day.isInt() || day.intValue() < min || day.intValue() > max) {
                throw TpnsErrorException.invalid("loopDayIndexs", "must be from " + min + " to " + max, day);
            }
        }
        for (String time : TpnsRequestFields.texts(loop, "dayTimes", 100)) {
            try {
                LocalTime.parse(time, TIME);
            } catch (DateTimeException e) {
                throw new TpnsErrorException(TpnsErrorException.PUSH_TIME, "dayTimes must be HH:mm:ss, not " + time);
            }
        }
        return loop.get("dayTimes").size();
    }

    private static LocalDate date(ObjectNode loop, String name) {
        try {
            return LocalDate.parse(TpnsRequestFields.text(loop, name), DATE);
        } catch (DateTimeException e) {
            throw new TpnsErrorException(
                    TpnsErrorException.PUSH_TIME, name + " must be yyyy-MM-dd, not " + loop.get(name));
        }
    }
}
