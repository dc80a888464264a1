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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Places order events, and reads what the workers wrote. The token of a push names its user and its event. */
final class Orders {

    private final Map<String, Object> settings;

    Orders(String brokers) {
        settings = Map.of("bootstrap.servers", brokers);
    }

    /**
     * Places the events; returns their tokens in order, with the user of each. One request at a time keeps the order without
     * the sequence numbers of an idempotent producer, which a new topic has once refused until the timeout.
     *
     * @throws ExecutionException if Kafka has not stored all of them: the run then says nothing about the workers
     */
    Map<String, String> place(int count, int users, Random random) throws InterruptedException, ExecutionException {
        Map<String, Object> inOrder = new HashMap<>(settings);
        inOrder.put(ProducerConfig.ACKS_CONFIG, "all");
        inOrder.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        inOrder.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        Map<String, String> placed = new LinkedHashMap<>();
        List<Future<?>> stored = new ArrayList<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(inOrder, new StringSerializer(), new StringSerializer())) {
            for (int number = 1; number <= count; number++) {
                String user = String.format("user%08d", random.nextInt(users));
                String token = String.format("05%016x%018x", user.hashCode() & 0xffffffffL, number);
                stored.add(producer.send(new ProducerRecord<>(
                        KafkaFleet.ORDERS,
                        user,
                        "{\"tokens\":[\"" + token + "\"],\"title\":\"Your order\",\"content\":\"event " + number
                                + "\"}")));
                placed.put(token, user);
            }
        }
        for (Future<?> each : stored) {
            each.get();
        }
        return placed;
    }

    /** Returns how many events the workers have committed. */
    long committed() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(settings)) {
            return admin
                    .listConsumerGroupOffsets(KafkaFleet.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    /** Returns the outcome of each dead letter, by its token. */
    Map<String, String> deadLetters() {
        Map<String, String> letters = new HashMap<>();
        for (ConsumerRecord<String, String> letter : read(KafkaFleet.DEAD)) {
            letters.put(
                    token(letter),
                    new String(letter.headers().lastHeader("TencentOutcome").value()));
        }
        return letters;
    }

    /** Returns the tokens that the workers reported as AMBIGUOUS. */
    List<String> reported() {
        return read(KafkaFleet.REPORTED).stream().map(Orders::token).toList();
    }

    private static String token(ConsumerRecord<String, String> order) {
        return order.value().split("\"")[3];
    }

    private List<ConsumerRecord<String, String>> read(String topic) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(500)).forEach(found::add);
            }
        }
        return found;
    }
}
