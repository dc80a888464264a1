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
package io.github.cameltencent.examples.kafkafleet;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.push.OrderedBatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** One worker of the fleet, in a JVM of its own: address of Kafka, of the emulator, pushes in flight. */
final class Worker {

    private Worker() {}

    public static void main(String[] arguments) throws Exception {
        Main camel = new Main();
        int maxInFlight = Integer.parseInt(arguments[2]);
        String application = "camel.component.tencent.applications[orders].tpns[android].";
        camel.addOverrideProperty(application + "access-id", EmulatorOptions.TPNS_ANDROID.id());
        camel.addOverrideProperty(application + "secret-key", EmulatorOptions.TPNS_ANDROID.key());
        camel.addOverrideProperty(application + "base-uri", arguments[1]);
        camel.addOverrideProperty("camel.component.kafka.brokers", arguments[0]);
        camel.addOverrideProperty("camel.main.jmx-enabled", "false");
        OrderedBatch pushes = new OrderedBatch("direct:push", "kafka:" + KafkaFleet.DEAD);
        pushes.setMaxInFlight(maxInFlight);
        camel.bind("begun", new BegunLog(arguments[0]));
        camel.bind("pushes", pushes);
        camel.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("kafka:" + KafkaFleet.ORDERS + "?groupId=" + KafkaFleet.GROUP
                                + "&batching=true&allowManualCommit=true"
                                + "&autoCommitEnable=false&breakOnFirstError=true&autoOffsetReset=earliest"
                                + "&pollTimeoutMs=500&sessionTimeoutMs=6000&heartbeatIntervalMs=1000"
                                + "&maxPollRecords=" + 4 * maxInFlight)
                        .process("begun")
                        .process("pushes");
                from("direct:push")
                        .setProperty("order", body())
                        .to("tencent:push?application=orders&bodyType=message&rateLimit=off&retryAmbiguous=true")
                        .filter(header(TencentConstants.POSSIBLY_DUPLICATE).isEqualTo(true))
                        .setBody(exchangeProperty("order"))
                        .to("kafka:" + KafkaFleet.REPORTED);
            }
        });
        camel.start();
        System.out.println(ChildProcess.READY);
        ChildProcess.awaitParent();
    }
}
