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
package io.github.cameltencent.examples.mqtopush;

import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;

/** A worker in its own process that never commits an accepted order, so that it is always killed between push and commit. */
final class HangingWorker {

    private HangingWorker() {}

    /** Started with the addresses of the broker and the emulator, the provider, and the numbers of consumers and deliveries. */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        OrderStatistics hanging = new OrderStatistics() {
            @Override
            void accepted(Exchange exchange) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        // no prefetching: each consumer has one order
        Bridge.start(
                new ActiveMQConnectionFactory(arguments[0] + "?consumerWindowSize=0"),
                hanging,
                Provider.of(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments[1],
                false,
                camel -> camel.addOverrideProperty("orders.max-deliveries", arguments[4]));
        while (System.in.read() >= 0) {
            // until the test ends
        }
        Runtime.getRuntime().halt(1);
    }
}
