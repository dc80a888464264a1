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
package io.github.cameltencent.benchmark;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Sends calls at a steady rate while their temporary credentials expire every two seconds and are sometimes revoked before.
 * No call may fail. The emulator refuses expired and revoked credentials.
 */
public final class RotationSoak {

    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final Duration REVOKED_EVERY = Duration.ofMillis(1300);

    /** Far above what the rates of the tests need on an idle machine. */
    private static final int MAX_IN_FLIGHT = 16;

    private final TencentEmulator emulator;
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicReference<String> newest = new AtomicReference<>();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private int revoked;

    private RotationSoak(TencentEmulator emulator) {
        this.emulator = emulator;
    }

    /**
     * The result of the run.
     *
     * @param failures the number of failed calls by code
     * @param issued the number of credentials that were loaded
     * @param refused the number of attempts that the emulator refused
     */
    record Result(int calls, int succeeded, Map<String, Integer> failures, int issued, int revoked, long refused) {}

    /** Arguments: calls a second (500), seconds (30). Ends with status 1 when a call failed. */
    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Result result = run(rate, Duration.ofSeconds(seconds));
        System.out.println(result);
        System.exit(result.failures().isEmpty() && result.succeeded() == result.calls() ? 0 : 1);
    }

    static Result run(int rate, Duration time) throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start()) {
            return new RotationSoak(emulator).call(rate, time);
        }
    }

    private CloudCredentials next() {
        String id = "AKIDrotated" + issued.incrementAndGet();
        Instant end = Instant.now().plus(LIFE);
        emulator.cloud().addTemporaryKey(id, "key-of-" + id, "token-of-" + id, end);
        newest.set(id);
        return new CloudCredentials(id, "key-of-" + id, "token-of-" + id, end);
    }

    private Result call(int rate, Duration time) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            TencentApplication shop = new TencentApplication();
            CloudApplication cloud = new CloudApplication();
            cloud.setCredentialsProvider(this::next);
            cloud.setRegion("ap-guangzhou");
            cloud.setBaseUri(emulator.baseUri());
            shop.setCloud(cloud);
            context.getRegistry().bind("shop", shop);
            context.start();
            AsyncProducer producer = context.getEndpoint("tencent:cloud/cvm/DescribeInstances?application=shop")
                    .createAsyncProducer();
            producer.start();
            int calls = pace(producer, rate, time);
            long refused = emulator.counters().refused();
            return new Result(calls, succeeded.get(), Map.copyOf(failures), issued.get(), revoked, refused);
        }
    }

    private int pace(AsyncProducer producer, int rate, Duration time) {
        Phaser underWay = new Phaser(1);
        long begin = System.nanoTime();
        long revoke = begin + REVOKED_EVERY.toNanos();
        int calls = 0;
        while (System.nanoTime() - begin < time.toNanos() || calls < rate * time.toMillis() / 1000) {
            long due = (System.nanoTime() - begin) * rate / 1_000_000_000L;
            // on a starved machine, calls must not wait so long that a second key is revoked meanwhile
            while (calls < due && underWay.getUnarrivedParties() <= MAX_IN_FLIGHT) {
                calls++;
                underWay.register();
                Exchange exchange = producer.getEndpoint().createExchange();
                exchange.getMessage().setBody("{\"Limit\":1}");
                producer.process(exchange, done -> {
                    ended(exchange);
                    underWay.arriveAndDeregister();
                });
            }
            if (System.nanoTime() - revoke >= 0 && revoke - begin < time.toNanos()) {
                revoke += REVOKED_EVERY.toNanos();
                revoked++;
                emulator.cloud().removeKey(newest.get());
            }
            LockSupport.parkNanos(500_000);
        }
        underWay.arriveAndAwaitAdvance();
        return calls;
    }

    private void ended(Exchange exchange) {
        TencentException failure = exchange.getException(TencentException.class);
        if (exchange.getException() == null) {
            succeeded.incrementAndGet();
        } else {
            failures.merge(failure == null ? exchange.getException().toString() : failure.getCode(), 1, Integer::sum);
        }
    }
}
