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
package io.github.cameltencent.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads need credentials at the same time, and providers hang. */
class RefreshingCredentialsConcurrencyTest {

    private static final int CALLERS = 64;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final ExecutorService loaders = Executors.newFixedThreadPool(4);
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void stop() {
        callers.shutdownNow();
        loaders.shutdownNow();
    }

    private RefreshingCredentials source(CloudCredentialsProvider provider, Duration loadTimeout) {
        CredentialRefreshPolicy policy = new CredentialRefreshPolicy(
                Duration.ofSeconds(300),
                Duration.ofSeconds(60),
                loadTimeout,
                Duration.ofMillis(1),
                Duration.ofMillis(1));
        return new RefreshingCredentials(
                () -> {
                    loads.incrementAndGet();
                    return provider.load();
                },
                policy,
                Clock.systemUTC(),
                Random::new,
                loaders);
    }

    private List<CompletableFuture<CloudCredentials>> all(
            java.util.function.Supplier<CompletableFuture<CloudCredentials>> ask) {
        CyclicBarrier together = new CyclicBarrier(CALLERS);
        List<CompletableFuture<CloudCredentials>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            answers.add(CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    together.await(10, TimeUnit.SECONDS);
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                                return ask.get();
                            },
                            callers)
                    .thenCompose(answer -> answer));
        }
        return answers;
    }

    @Test
    void sixtyFourThreadsCauseOneLoad() {
        CountDownLatch asked = new CountDownLatch(CALLERS);
        RefreshingCredentials source = source(
                () -> {
                    asked.await(10, TimeUnit.SECONDS);
                    return CloudCredentials.of("AKIDone", "key-one");
                },
                Duration.ofSeconds(20));
        List<CompletableFuture<CloudCredentials>> answers = all(() -> {
            CompletableFuture<CloudCredentials> ready = source.ready().toCompletableFuture();
            asked.countDown();
            return ready;
        });
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.get(10, TimeUnit.SECONDS).secretId()).isEqualTo("AKIDone"));
        assertThat(loads).hasValue(1);
    }

    @Test
    void sixtyFourRefusedCallsCauseOneLoad() throws Exception {
        RefreshingCredentials source =
                source(() -> CloudCredentials.of("AKID" + loads.get(), "key-" + loads.get()), Duration.ofSeconds(20));
        CloudCredentials refused = source.ready().toCompletableFuture().get(10, TimeUnit.SECONDS);
        List<CompletableFuture<CloudCredentials>> answers =
                all(() -> source.renew(refused).toCompletableFuture());
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.get(10, TimeUnit.SECONDS).secretId()).isEqualTo("AKID2"));
        assertThat(loads).hasValue(2);
    }

    @Tag("slow")
    @Test
    void aReaderNeverMixesTwoVersions() throws Exception {
        RefreshingCredentials source = source(
                () -> new CloudCredentials("AKID" + loads.get(), "key-" + loads.get(), "token-" + loads.get(), null),
                Duration.ofSeconds(20));
        source.ready().toCompletableFuture().get(10, TimeUnit.SECONDS);
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            readers.add(CompletableFuture.supplyAsync(
                    () -> {
                        boolean whole = true;
                        while (!over.get()) {
                            CloudCredentials seen = source.current();
                            String name = seen.secretId().substring(4);
                            whole &= seen.secretKey().equals("key-" + name)
                                    && seen.sessionToken().equals("token-" + name);
                        }
                        return whole;
                    },
                    callers));
        }
        for (int i = 0; i < 500; i++) {
            source.renew(source.current()).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        over.set(true);
        assertThat(readers).allSatisfy(reader -> assertThat(reader.get(10, TimeUnit.SECONDS))
                .isTrue());
        assertThat(loads).hasValue(501);
    }

    @Test
    void aHangingProviderIsInterruptedAndReported() {
        AtomicBoolean interrupted = new AtomicBoolean();
        RefreshingCredentials source = source(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                        return null;
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                    }
                },
                Duration.ofMillis(50));
        await().until(() -> {
            assertThatThrownBy(() -> source.ready().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("returned nothing within");
            return interrupted.get();
        });
    }

    @Test
    void aProviderThatCannotBeInterruptedOccupiesOneThreadAtMost() throws Exception {
        CountDownLatch wakeUp = new CountDownLatch(1);
        RefreshingCredentials source = source(
                () -> {
                    boolean late = true;
                    while (late) {
                        try {
                            wakeUp.await();
                            late = false;
                        } catch (InterruptedException ignored) {
                            late = true;
                        }
                    }
                    return CloudCredentials.of("AKIDlate", "key-late");
                },
                Duration.ofMillis(20));
        await().until(
                        () -> { // a load whose time is over before it has a thread is not begun
                            assertThatThrownBy(
                                    () -> source.ready().toCompletableFuture().get(10, TimeUnit.SECONDS));
                            return loads.get() == 1;
                        });
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> source.ready().toCompletableFuture().get(10, TimeUnit.SECONDS));
        }
        assertThat(loads).hasValue(1);
        wakeUp.countDown();
        await().until(() -> source.current() != null);
        assertThat(source.current().secretId()).isEqualTo("AKIDlate");
    }
}
