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
package io.github.cameltencent.component;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process that runs the idempotent route of docs/delivery.md for one order, until it is killed. */
final class OncePushWorker {

    private OncePushWorker() {}

    /** Arguments: the address of the emulator, the URL of the database, the token. */
    public static void main(String[] arguments) throws Exception {
        CamelContext context = start(arguments[0], arguments[1]);
        context.createProducerTemplate()
                .sendBodyAndHeaders(
                        "seda:orders.once", DeliveryRoutes.order(arguments[2]), Map.of("orderId", arguments[2]));
        new CountDownLatch(1).await();
    }

    /** Starts the route in this process. */
    static CamelContext start(String baseUri, String database) throws Exception {
        CamelContext context = DeliveryRoutes.context(baseUri);
        bindRepositories(context, new DriverManagerDataSource(database));
        DeliveryRoutes.load(context, DeliveryRoutes.ONCE);
        return context;
    }

    /** As the Java snippet of the page. */
    private static void bindRepositories(CamelContext context, DriverManagerDataSource dataSource) {
        JdbcMessageIdRepository started = new JdbcMessageIdRepository(dataSource, "push.started");
        started.setCreateTableIfNotExists(false);
        JdbcMessageIdRepository settled = new JdbcMessageIdRepository(dataSource, "push.settled");
        settled.setCreateTableIfNotExists(false);
        context.getRegistry().bind("started", started);
        context.getRegistry().bind("settled", settled);
    }
}
