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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker of one node in KRaft mode, in a JVM of its own: folder, port, controller's port, partitions. */
final class KafkaBroker {

    private KafkaBroker() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String address = "127.0.0.1:" + arguments[1];
        String controller = "127.0.0.1:" + arguments[2];
        Files.writeString(
                Files.createDirectories(folder).resolve("meta.properties"),
                "version=1\ncluster.id=ZmxlZXRmbGVldGZsZWV0Zg\nnode.id=1\n");
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + address);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        // nothing is compacted, and the cleaner's buffer is half of the heap
        settings.put("log.cleaner.enable", "false");
        new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM).startup();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(
                            new NewTopic(KafkaFleet.ORDERS, Integer.parseInt(arguments[3]), (short) 1),
                            new NewTopic(KafkaFleet.BEGUN, 1, (short) 1),
                            new NewTopic(KafkaFleet.REPORTED, 1, (short) 1),
                            new NewTopic(KafkaFleet.DEAD, 1, (short) 1)))
                    .all()
                    .get();
        }
        System.out.println(ChildProcess.READY);
        ChildProcess.awaitParent();
    }
}
