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
package io.github.cameltencent.examples.chatbridge;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** ActiveMQ Artemis inside this process. It keeps nothing on disk. */
final class Broker implements AutoCloseable {

    private static final String URL = "vm://0";

    private final ActiveMQServer server;

    private Broker(ActiveMQServer server) {
        this.server = server;
    }

    static Broker start() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", URL);
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration);
        server.start();
        return new Broker(server);
    }

    @SuppressWarnings("resource") // lives as long as its user
    ConnectionFactory connections() {
        return new ActiveMQConnectionFactory(URL);
    }

    /** The number of subscriptions of a topic. */
    int subscriptions(String topic) {
        try {
            return server.bindingQuery(SimpleString.of(topic)).getQueueNames().size();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
