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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/** The steps of the route of alarms: an alarm to its push, failures to lines of the dead-letter file. Thread-safe. */
final class AlarmSteps {

    /** The next poll would fail in the same way. In a partial push, other phones rang. */
    private static final Set<Outcome> FINAL = EnumSet.of(Outcome.REJECTED, Outcome.PARTIAL);

    private static final String ALARM = "alarm";

    private final String[] phones;
    private final OpsStatistics statistics;

    AlarmSteps(String[] phones, OpsStatistics statistics) {
        this.phones = phones.clone();
        this.statistics = statistics;
    }

    static boolean isFinal(Exchange exchange) {
        return FINAL.contains(failure(exchange).getOutcome());
    }

    void toPush(Exchange exchange) {
        Alarm alarm = Alarm.of(exchange.getMessage().getBody(Map.class));
        exchange.setProperty(ALARM, alarm);
        exchange.getMessage().setBody(alarm.toPush(phones));
    }

    void accepted(Exchange exchange) {
        statistics.accepted(alarm(exchange).key());
    }

    void rejected(Exchange exchange) {
        statistics.rejected(alarm(exchange).key());
        exchange.getMessage().setBody(line(exchange, "not retried"));
    }

    /** Sets a null body if the same failure was reported before. */
    void waiting(Exchange exchange) {
        boolean first =
                statistics.waiting(alarm(exchange).key(), failure(exchange).getCode());
        exchange.getMessage().setBody(first ? line(exchange, "retried with the next poll") : null);
    }

    /** Sets a null body if the phone was reported before. */
    void deadPhone(Exchange exchange) {
        String phone = exchange.getMessage().getBody(String.class);
        exchange.getMessage().setBody(statistics.deadPhone(phone) ? DeadLetters.deadPhone(Instant.now(), phone) : null);
    }

    private static String line(Exchange exchange, String next) {
        Alarm alarm = alarm(exchange);
        String subject = "alarm " + alarm.key() + ", " + alarm.object() + ": " + alarm.content();
        return DeadLetters.of(Instant.now(), subject, failure(exchange), next);
    }

    private static Alarm alarm(Exchange exchange) {
        return exchange.getProperty(ALARM, Alarm.class);
    }

    private static TencentException failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TencentException.class);
    }
}
