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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.sign.UserSigVerification;
import io.github.cameltencent.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The administrator's UserSig is reused and renewed before it expires. */
class AdminUserSigTest {

    private static final String KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

    /** The name of the thread that renews slowly. */
    private static final String SLOW = "renewing";

    private final SettableClock clock = new SettableClock(1700000000L);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final EndpointOptions options = new EndpointOptions();
    private final Map<String, TencentApplication> own = new HashMap<>();
    private final AdminUserSig admin =
            new AdminUserSig(new TicketKeyCache(context, options, new Applications(() -> own, context)), 1000);

    @Test
    void theUserSigBelongsToTheAdministrator() {
        name(KEY);

        AdminUserSig.Ticket ticket = admin.at(clock.instant());

        assertThat(ticket.sdkAppId()).isEqualTo(1400000000L);
        assertThat(ticket.userId()).isEqualTo("administrator");
        assertThat(UserSigVerification.of(1400000000L)
                        .withSecretKey(KEY)
                        .verify(ticket.text(), clock.instant())
                        .getUserId())
                .isEqualTo("administrator");
        assertThat(ticket).hasToString("Ticket[1400000000, administrator]");
    }

    @Test
    void itIsRenewedAfterHalfOfItsLifetime() {
        name(KEY);
        AdminUserSig.Ticket first = admin.at(clock.instant());

        clock.advance(Duration.ofSeconds(499));
        assertThat(admin.at(clock.instant())).isSameAs(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(admin.at(clock.instant()).text()).isNotEqualTo(first.text());
    }

    @Test
    void itIsRenewedWhenTheClockIsSetBack() {
        name(KEY);
        AdminUserSig.Ticket first = admin.at(clock.instant());

        clock.advance(Duration.ofSeconds(-61));

        assertThat(admin.at(clock.instant())).isNotSameAs(first);
    }

    @Test
    void aCallThatReadTheClockBeforeARenewalUsesTheNewUserSig() {
        name(KEY);
        admin.at(clock.instant());
        clock.advance(Duration.ofSeconds(500));
        Instant before = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        AdminUserSig.Ticket renewed = admin.at(clock.instant());

        assertThat(admin.at(before)).isSameAs(renewed);
    }

    @Test
    void itIsRenewedWhenTheKeyIsReplaced() {
        name(KEY);
        AdminUserSig.Ticket first = admin.at(clock.instant());

        name("another-key-that-was-made-in-the-console");

        assertThat(admin.at(clock.instant()).text()).isNotEqualTo(first.text());
    }

    @Test
    void aRefusedUserSigIsReplacedOnceForAllRefusedCalls() {
        name(KEY);
        AdminUserSig.Ticket refused = admin.at(clock.instant());
        clock.advance(Duration.ofSeconds(1));

        AdminUserSig.Ticket fresh = admin.renewed(refused, clock.instant());

        assertThat(fresh.text()).isNotEqualTo(refused.text());
        assertThat(admin.renewed(refused, clock.instant())).isSameAs(fresh);
        assertThat(admin.at(clock.instant())).isSameAs(fresh);
    }

    @Test
    void whileItIsRenewedOthersUseItForThreeQuartersOfItsLifetime() throws Exception {
        name(KEY);
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AdminUserSig slow = new AdminUserSig(
                new TicketKeyCache(context, options, new Applications(() -> slowly(renewing, released), context)),
                1000);
        AdminUserSig.Ticket first = slow.at(clock.instant());
        Thread renewal = new Thread(() -> slow.renewed(first, clock.instant()), SLOW);
        renewal.start();
        assertThat(renewing.await(5, TimeUnit.SECONDS)).isTrue();

        clock.advance(Duration.ofSeconds(749));
        assertThat(slow.at(clock.instant())).isSameAs(first);

        clock.advance(Duration.ofSeconds(1));
        CompletableFuture<AdminUserSig.Ticket> renewed = new CompletableFuture<>();
        Thread waiting = new Thread(() -> renewed.complete(slow.at(clock.instant())));
        waiting.start();
        await().until(() -> renewed.isDone() || waiting.getState() == Thread.State.WAITING);
        released.countDown();
        assertThat(renewed.get(5, TimeUnit.SECONDS)).isNotSameAs(first);
        renewal.join(5_000);
        assertThat(renewal.isAlive()).isFalse();
    }

    /** Returns the applications; the thread that renews has to wait for them. */
    private Map<String, TencentApplication> slowly(CountDownLatch renewing, CountDownLatch released) {
        if (SLOW.equals(Thread.currentThread().getName())) {
            renewing.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return own;
    }

    @Test
    void aRefusalDoesNotKeepOtherThreadsFromRenewing() throws Exception {
        name(KEY);
        AdminUserSig.Ticket first = admin.at(clock.instant());
        AdminUserSig.Ticket second = admin.renewed(first, clock.instant());

        AdminUserSig.Ticket third = CompletableFuture.supplyAsync(() -> admin.renewed(second, clock.instant()))
                .get(5, TimeUnit.SECONDS);

        assertThat(third).isNotSameAs(second);
    }

    @Tag("slow")
    @Test
    void aHundredThousandUsesSeeAThousandRenewalsOneAtATime() throws Exception {
        name(KEY);
        Set<AdminUserSig.Ticket> made = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 1000; round++) {
                List<Future<?>> uses = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    uses.add(threads.submit(() -> {
                        for (int i = 0; i < 25; i++) {
                            made.add(admin.at(clock.instant()));
                        }
                    }));
                }
                for (Future<?> use : uses) {
                    use.get();
                }
                clock.advance(Duration.ofSeconds(500));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(made).hasSize(1000);
    }

    private void name(String key) {
        ImApplication im = new ImApplication();
        im.setSdkAppId(1400000000L);
        im.setSecretKey(key);
        TencentApplication application = new TencentApplication();
        application.setIm(im);
        own.put("default", application);
    }
}
