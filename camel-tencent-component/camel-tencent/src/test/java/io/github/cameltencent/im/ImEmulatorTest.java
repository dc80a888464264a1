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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of IM against the emulator, which verifies UserSigs and records accepted calls. */
class ImEmulatorTest {

    private static final String SEND = "tencent:im/openim/sendmsg?application=orders&rateLimit=off";
    private static final String PUSH = "tencent:push?application=orders&provider=timpush&title=T&rateLimit=off";
    private static final String APP = EmulatorOptions.IM.id();
    private static final int CALLS = 300;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ImApplication im = new ImApplication();

    @BeforeEach
    void start() {
        emulator.im().quotas(false);
        im.setSdkAppId(Long.valueOf(APP));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        TencentApplication orders = new TencentApplication();
        orders.setIm(im);
        context.getRegistry().bind("orders", orders);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void aTextArrives() {
        Exchange done = send(SEND, "alpha");
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.MSG_KEY, String.class))
                .matches("\\d+_\\d+_\\d+");
        assertThat(emulator.requests()).singleElement().matches(RecordedRequest::accepted);
    }

    @Test
    void aReplacedKeyIsUsedByTheNextCall() {
        send(SEND, "alpha");
        emulator.im().replaceKey(APP, "another-invented-key");
        assertRefused(send(SEND, "alpha"), "70009", 1);
        im.setSecretKey("another-invented-key");
        assertThat(send(SEND, "alpha").getException()).isNull();
    }

    @Test
    void anUnknownApplicationAndANonAdministratorAreRefused() {
        im.setAdminUserId("somebody");
        assertRefused(send(SEND, "alpha"), "60010", 1);
        im.setAdminUserId("administrator");
        emulator.im().removeApplication(APP);
        assertRefused(send(SEND, "alpha"), "70020", 1);
    }

    @Test
    void aRefusedUserSigIsRenewedOnceAndThenReported() {
        context.getRegistry().bind("late", Clock.offset(Clock.systemUTC(), Duration.ofDays(-3)));
        assertRefused(send(SEND + "&expire=3600&clock=#bean:late", "alpha"), "70001", 2);
    }

    /** The calls also create endpoint and component, which must be started before the first call is sent. */
    @Test
    void concurrentFirstCallsAreAllSent() throws Exception {
        int many = 64;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<Exchange>> sent = IntStream.range(0, many)
                .mapToObj(i -> threads.submit(() -> {
                    begin.await();
                    return send(SEND, "user-" + i);
                }))
                .toList();
        begin.countDown();
        for (Future<Exchange> each : sent) {
            assertThat(each.get(1, TimeUnit.MINUTES).getException()).isNull();
        }
        threads.shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEND, PUSH})
    void reportedOutcomesMatchTheRecordOfTheServer(String uri) throws Exception {
        for (String fault : List.of("reset_before", "reset_after", "cut", "garbage")) {
            emulator.faults()
                    .addScript("{\"match\":{\"service\":\"im\"},\"rate\":0.06,\"fault\":\"" + fault + "\",\"seed\":"
                            + fault.length() + "}");
        }
        for (int code : List.of(60018, 91000, 20028, 90012)) {
            emulator.faults()
                    .addScript("{\"match\":{\"service\":\"im\"},\"rate\":0.04,\"fault\":\"code\",\"code\":" + code
                            + ",\"seed\":" + code + "}");
        }
        Map<String, Exchange> told = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < CALLS; i++) {
            String user = "user-" + i;
            threads.execute(() -> told.put(user, send(uri, user)));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        assertThat(told).hasSize(CALLS);

        Map<String, Set<String>> taken = new HashMap<>();
        for (RecordedRequest request : emulator.requests()) {
            if (request.accepted()) {
                request.targets().forEach(target -> taken.computeIfAbsent(target, any -> new HashSet<>())
                        .addAll(request.ids()));
            }
        }
        told.forEach((user, done) -> {
            Outcome outcome = Outcome.valueOf(done.getMessage().getHeader(TencentConstants.OUTCOME, String.class));
            if (outcome == Outcome.ACCEPTED) {
                assertThat(taken).containsKey(user);
                if (done.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE) == null) {
                    assertThat(taken.get(user)).as("once to %s", user).hasSize(1);
                }
            } else if (outcome != Outcome.AMBIGUOUS) {
                assertThat(taken).as("%s to %s", outcome, user).doesNotContainKey(user);
            }
        });
        assertThat(told.values())
                .as("the faults had an effect, and most calls were accepted: %s", count(told))
                .filteredOn(done -> "ACCEPTED".equals(done.getMessage().getHeader(TencentConstants.OUTCOME)))
                .hasSizeBetween(CALLS / 2, CALLS - 1);
    }

    private static Map<String, Integer> count(Map<String, Exchange> told) {
        Map<String, Integer> counts = new TreeMap<>();
        told.values()
                .forEach(done -> counts.merge(
                        done.getMessage().getHeader(TencentConstants.OUTCOME) + " "
                                + done.getMessage().getHeader(TencentConstants.ERROR_CODE),
                        1,
                        Integer::sum));
        return counts;
    }

    private Exchange send(String uri, String user) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody("hello at " + Instant.now());
            exchange.getMessage().setHeader(TencentConstants.TO_ACCOUNT, user);
            exchange.getMessage().setHeader(TencentConstants.ACCOUNTS, user);
        });
    }

    private static void assertRefused(Exchange done, String code, int attempts) {
        assertThat(done.getException()).isInstanceOf(TencentException.class);
        TencentException failure = (TencentException) done.getException();
        assertThat(failure.getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(failure.getCode()).isEqualTo(code);
        assertThat(failure.getAttempts()).isEqualTo(attempts);
    }
}
