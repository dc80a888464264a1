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

import static io.github.cameltencent.TencentConstants.INVALID_TARGETS;

import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;

/**
 * From the Cloud API to a file of instances, and to the phones of whoever is on call. {@link ErrorHandling} has what happens to
 * pushes that fail. The files {@code routes/instances.yaml} and {@code routes/alarms.yaml} have the same routes in YAML.
 */
final class OpsRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("tencent:cloud/cvm/DescribeInstances?application=ops&responseType=map&paginate=true&pageSize=100"
                        + "&splitItems=true&initialDelay=0&delay={{ops.instances-delay}}&pollStrategy=#instanceList")
                .routeId("instances")
                // the list is written completely, or not at all
                .shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)
                .process("csvLine")
                .to("file:{{ops.folder}}?fileExist=Append&fileName=" + InstanceList.UNFINISHED);

        // once for each alarm, and once for its end; after a failed push, again with the next poll
        from("tencent:cloud/monitor/DescribeAlarmHistories?application=ops&responseType=map"
                        + "&requestBody=RAW({{ops.alarms-request}})&paginate=true&pageSize=100&splitItems=true"
                        + "&idempotent=true&idempotentRepository=#processedAlarms"
                        + "&idempotentKey=RAW(${body[AlarmId]}-${body[AlarmStatus]})"
                        + "&initialDelay=0&delay={{ops.alarms-delay}}&pollStrategy=#pollMonitor")
                .routeId("alarms")
                .process("alarmToPush")
                // two pushes are better than none
                .to("tencent:push?application=ops&retryAmbiguous=true")
                .process("accepted")
                .filter(header(INVALID_TARGETS).isNotNull())
                .split(header(INVALID_TARGETS))
                .process("deadPhone")
                .to("direct:dead-letter");
    }
}
