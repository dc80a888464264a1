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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Estimates the pushes a second of a fleet: plays the batches of each worker in virtual time, in order per key.
 *
 * @param maxInFlight pushes in flight of each worker; its batches are four times that
 * @param latency of the service, in milliseconds
 * @param overhead of each batch in milliseconds: receiving, the entry in the log, the commits
 * @param cpu of each push in milliseconds, divided by the cores of a worker
 * @param quota of the application in pushes a second, which the workers share; 0 is none
 */
record FleetSimulation(
        int workers, int partitions, int maxInFlight, double latency, double overhead, double cpu, double quota) {

    /** Prints an estimate; arguments: workers, partitions, maxInFlight, latency, overhead, cpu, quota, keys. */
    public static void main(String[] arguments) {
        double[] values = new double[] {3, 12, 64, 50, 20, 0.1, 0, 10_000};
        for (int i = 0; i < arguments.length; i++) {
            values[i] = Double.parseDouble(arguments[i]);
        }
        FleetSimulation fleet = new FleetSimulation(
                (int) values[0], (int) values[1], (int) values[2], values[3], values[4], values[5], values[6]);
        double rate = fleet.rate(fleet.busy() * fleet.maxInFlight() * 40, (int) values[7], new Random(1));
        System.out.printf("%s: %,.0f pushes a second, %,.0f in flight%n", fleet, rate, rate * fleet.latency() / 1000);
    }

    /** Returns how many workers have a partition. */
    int busy() {
        return Math.min(workers, partitions);
    }

    /** Returns the pushes a second until the last worker has pushed its last event. */
    double rate(int events, int keys, Random random) {
        List<List<Integer>> ofWorker = new ArrayList<>();
        for (int worker = 0; worker < busy(); worker++) {
            ofWorker.add(new ArrayList<>());
        }
        for (int event = 0; event < events; event++) {
            int key = random.nextInt(keys);
            // the finalizer of a hash, so that keys are spread like those of Kafka
            int hash = (key ^ key >>> 16) * 0x45d9f3b;
            int partition = Math.floorMod(hash ^ hash >>> 16, partitions);
            ofWorker.get(partition % busy()).add(key);
        }
        double longest = 0;
        for (List<Integer> order : ofWorker) {
            longest = Math.max(longest, duration(order));
        }
        return events * 1000 / longest;
    }

    private double duration(List<Integer> keys) {
        double now = 0;
        int size = 4 * maxInFlight;
        for (int from = 0; from < keys.size(); from += size) {
            now = batch(keys.subList(from, Math.min(keys.size(), from + size)), now) + overhead;
        }
        return now;
    }

    /** Returns when the last push of a batch has ended. */
    private double batch(List<Integer> keys, double begin) {
        double spacing = quota == 0 ? cpu : Math.max(cpu, 1000 * busy() / quota);
        Deque<Integer> ready = new ArrayDeque<>();
        Map<Integer, Integer> followers = new HashMap<>();
        for (int key : keys) {
            if (followers.merge(key, 1, Integer::sum) == 1) {
                ready.add(key);
            }
        }
        PriorityQueue<InFlight> inFlight = new PriorityQueue<>(Comparator.comparingDouble(InFlight::end));
        double now = begin;
        double next = begin;
        while (!ready.isEmpty() || !inFlight.isEmpty()) {
            while (!ready.isEmpty() && inFlight.size() < maxInFlight) {
                next = Math.max(next, now);
                inFlight.add(new InFlight(ready.poll(), next + latency));
                next += spacing;
            }
            InFlight ended = inFlight.poll();
            now = ended.end();
            if (followers.merge(ended.key(), -1, Integer::sum) > 0) {
                ready.add(ended.key());
            }
        }
        // what was started last has used its share of the quota too
        return Math.max(now, next);
    }

    private record InFlight(int key, double end) {}
}
