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
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;

/** From the Cloud API to a file of instances and to the phones of whoever is on call. */
final class OpsRoutes extends RouteBuilder {

    /** Takes a line for the dead-letter file. */
    static final String LETTER = "direct:letter";

    /** Takes a push that says that something is wrong with the watch itself. */
    static final String TROUBLE = "direct:trouble";

    static final String LETTERS = "dead-letters.jsonl";

    /** Names of beans. */
    static final String SETTLED = "settledAlarms";

    static final String ALARM_WATCH = "alarmWatch";
    static final String INSTANCE_LIST = "instanceList";

    private static final String ALARM = "alarm";

    private final OpsStatistics tally;

    OpsRoutes(OpsStatistics tally) {
        this.tally = tally;
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler().logExhausted(false));

        from("tencent:cloud/cvm/DescribeInstances?application=ops&responseType=map"
                        + "&paginate=true&pageSize=100&splitItems=true"
                        + "&initialDelay=0&delay={{ops.instances-delay}}&pollStrategy=#bean:" + INSTANCE_LIST)
                .routeId("instances")
                // the list is written to its end, or not at all
                .shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)
                .process(exchange -> setBody(exchange, Instance.line(item(exchange))))
                .to("file:{{ops.folder}}?fileExist=Append&fileName=" + InstanceList.UNFINISHED);

        // once for each alarm, and for its end; one whose push was not taken comes again with the next poll
        from("tencent:cloud/monitor/DescribeAlarmHistories?application=ops&responseType=map"
                        + "&requestBody=RAW({{ops.alarms-request}})&paginate=true&pageSize=100&splitItems=true"
                        + "&idempotent=true&idempotentRepository=#bean:" + SETTLED
                        + "&idempotentKey=RAW(" + Alarm.KEY + ")"
                        + "&initialDelay=0&delay={{ops.alarms-delay}}&pollStrategy=#bean:" + ALARM_WATCH)
                .routeId("alarms")
                .onException(TencentException.class)
                .onWhen(exchange -> isFinal(failure(exchange)))
                .handled(true)
                .process(this::refused)
                .to(LETTER)
                .end()
                .onException(TencentException.class)
                .process(this::comesAgain)
                .filter(bodyAs(String.class).isNotNull())
                .to(LETTER)
                .end()
                .end()
                .process(OpsRoutes::toPush)
                .to("direct:ring")
                .process(exchange -> tally.accepted(alarm(exchange)));

        // a person on call is rather told twice than not at all
        from("direct:ring")
                .routeId("ring")
                .errorHandler(noErrorHandler())
                .to("tencent:push?application=ops&retryAmbiguous=true")
                .filter(header(TencentConstants.INVALID_TARGETS).isNotNull())
                .split(header(TencentConstants.INVALID_TARGETS))
                .filter(exchange -> tally.deadPhone(exchange.getMessage().getBody(String.class)))
                .process(exchange -> setBody(
                        exchange,
                        DeadLetters.deadPhone(
                                Instant.now(), exchange.getMessage().getBody(String.class))))
                .to(LETTER);

        from(TROUBLE)
                .routeId("trouble")
                .onException(TencentException.class)
                .handled(true)
                .process(exchange -> setBody(
                        exchange,
                        DeadLetters.of(
                                Instant.now(), "push about the watch itself", failure(exchange), "not repeated")))
                .to(LETTER)
                .end()
                .to("direct:ring")
                .process(exchange -> tally.trouble());

        from(LETTER)
                .routeId("letters")
                .errorHandler(noErrorHandler())
                .to("file:{{ops.folder}}?fileExist=Append&appendChars=\\n&fileName=" + LETTERS);
    }

    private static void toPush(Exchange exchange) {
        Alarm alarm = Alarm.of(item(exchange));
        exchange.setProperty(ALARM, alarm);
        setBody(exchange, alarm.toPush(exchange.getContext().resolvePropertyPlaceholders("{{ops.phones}}")));
    }

    /** The same push would be refused with the next poll as well; of a partial one, other phones rang. */
    private static boolean isFinal(TencentException failure) {
        return List.of(Outcome.REJECTED, Outcome.PARTIAL).contains(failure.getOutcome());
    }

    private void refused(Exchange exchange) {
        tally.refused(alarm(exchange));
        setBody(exchange, letter(exchange, "not repeated"));
    }

    /** An empty body where the dead letters have it already. */
    private void comesAgain(Exchange exchange) {
        boolean news = tally.waits(alarm(exchange), failure(exchange).getCode());
        setBody(exchange, news ? letter(exchange, "comes again with the next poll") : null);
    }

    private static String letter(Exchange exchange, String next) {
        Alarm alarm = exchange.getProperty(ALARM, Alarm.class);
        String about = "alarm " + alarm.key() + ", " + alarm.object() + ": " + alarm.content();
        return DeadLetters.of(Instant.now(), about, failure(exchange), next);
    }

    private static String alarm(Exchange exchange) {
        return exchange.getProperty(ALARM, Alarm.class).key();
    }

    private static TencentException failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TencentException.class);
    }

    private static Map<?, ?> item(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class);
    }

    private static void setBody(Exchange exchange, Object body) {
        exchange.getMessage().setBody(body);
    }
}
