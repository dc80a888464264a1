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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes what a worker begins before it is pushed, one entry a batch, and reports what was begun before.
 *
 * <p>A record that is delivered although it was begun before may have been pushed by a worker that died, or by one that lost
 * its partition and does not know yet: it is AMBIGUOUS. The log is a topic with one partition, so that its order decides who was
 * first. The commit of the offset settles an entry.
 */
final class BegunLog implements Processor, AutoCloseable {

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    /** The last offset begun in each partition of the orders. */
    private final Map<Integer, Long> begun = new HashMap<>();

    BegunLog(String brokers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all"), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new StringDeserializer(), new StringDeserializer());
        TopicPartition log = new TopicPartition(KafkaFleet.BEGUN, 0);
        consumer.assign(List.of(log));
        consumer.seekToBeginning(List.of(log));
    }

    @Override
    public synchronized void process(Exchange batch) throws Exception {
        List<Exchange> records = new ArrayList<>();
        Map<Integer, Long> last = new TreeMap<>();
        for (Object each : batch.getMessage().getBody(List.class)) {
            records.add((Exchange) each);
            last.merge(partition((Exchange) each), offset((Exchange) each), Math::max);
        }
        Map<Integer, Long> before = begunBefore(write(last));
        List<Future<?>> reports = new ArrayList<>();
        for (Exchange order : records) {
            if (offset(order) <= before.getOrDefault(partition(order), -1L)) {
                reports.add(producer.send(new ProducerRecord<>(
                        KafkaFleet.REPORTED,
                        order.getMessage().getHeader("kafka.KEY", String.class),
                        order.getMessage().getBody(String.class))));
            }
        }
        for (Future<?> report : reports) {
            report.get();
        }
    }

    private static int partition(Exchange order) {
        return order.getMessage().getHeader("kafka.PARTITION", Integer.class);
    }

    private static long offset(Exchange order) {
        return order.getMessage().getHeader("kafka.OFFSET", Long.class);
    }

    /** Returns the offset of the entry, once it is written. */
    private long write(Map<Integer, Long> last) throws Exception {
        String entry = last.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        return producer.send(new ProducerRecord<>(KafkaFleet.BEGUN, entry))
                .get()
                .offset();
    }

    /** Reads the log, at least up to an own entry; returns what the entries before that one say. */
    private Map<Integer, Long> begunBefore(long own) {
        Map<Integer, Long> before = null;
        while (before == null) {
            for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofSeconds(1))) {
                if (entry.offset() == own) {
                    before = Map.copyOf(begun);
                }
                for (String each : entry.value().split(",")) {
                    String[] parts = each.split("=");
                    begun.merge(Integer.valueOf(parts[0]), Long.valueOf(parts[1]), Math::max);
                }
            }
        }
        return before;
    }

    @Override
    public synchronized void close() {
        producer.close();
        consumer.close();
    }
}
