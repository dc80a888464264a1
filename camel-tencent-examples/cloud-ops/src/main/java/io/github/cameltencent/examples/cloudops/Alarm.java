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
package io.github.cameltencent.examples.cloudops;

import io.github.cameltencent.push.PushMessage;
import java.util.Map;
import java.util.Objects;

/**
 * An alarm, from the history of alarms.
 *
 * @param status {@code ALARM}, or {@code OK} when it is over
 */
record Alarm(String id, String object, String content, String status) {

    private static final int ONE_HOUR = 3600;

    static Alarm of(Map<?, ?> item) {
        return new Alarm(
                text(item, "AlarmId"), text(item, "AlarmObject"), text(item, "Content"), text(item, "AlarmStatus"));
    }

    /** Unique for an alarm and its status, as the end of an alarm is pushed, too. */
    String key() {
        return id + "-" + status;
    }

    PushMessage toPush(String... phones) {
        boolean over = "OK".equals(status);
        return PushMessage.builder()
                .tokens(phones)
                .title((over ? "OK again: " : "Alarm: ") + object)
                .content(content)
                .custom(Map.of("alarm", id, "status", status))
                .timeToLive(ONE_HOUR) // a push that arrives later wakes people for nothing
                .build();
    }

    private static String text(Map<?, ?> item, String name) {
        return Objects.toString(item.get(name), "?");
    }
}
