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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When credentials are loaded, and which ones are used meanwhile; with a test clock and without threads. */
class RefreshingCredentialsTest {

    private final SettableClock clock = new SettableClock(1_700_000_000);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private CloudCredentialsProvider provider = () -> {
        throw CredentialErrors.exception("vault is sealed");
    };
    private int loads;
    private final RefreshingCredentials source = new RefreshingCredentials(
            () -> {
                loads++;
                return provider.load();
            },
            CredentialRefreshPolicy.DEFAULT,
            clock,
            () -> new Random() {
                @Override
                public long nextLong(long bound) {
                    return bound - 1; // the longest pause
                }
            },
            tasks::add);

    private static CloudCredentials temporary(String name, Instant expiresAt) {
        return new CloudCredentials("AKID" + name, "key-" + name, "token-" + name, expiresAt);
    }

    private CloudCredentials lasting(String name, Duration life) {
        return temporary(name, clock.instant().plus(life));
    }

    private void give(CloudCredentials credentials) {
        provider = () -> credentials;
    }

    private void fail(String why) {
        provider = () -> {
            throw CredentialErrors.exception(why);
        };
    }

    /** Lets the threads of the executor work until there is nothing left to do. */
    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private CloudCredentials loaded(CloudCredentials credentials) {
        give(credentials);
        source.ready();
        work();
        assertThat(source.current()).isEqualTo(credentials);
        loads = 0;
        return credentials;
    }

    private static CloudCredentials join(CompletionStage<CloudCredentials> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().orTimeout(1, TimeUnit.SECONDS).join();
    }

    private static void assertFailed(CompletionStage<?> stage, String why) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> stage.toCompletableFuture().join()).hasMessageContaining(why);
    }

    @Test
    void nothingIsLoadedBeforeACallNeedsIt() {
        assertThat(source.current()).isNull();
        assertThat(tasks).isEmpty();
        assertThat(source).hasToString("RefreshingCredentials[null]");
    }

    @Test
    void theFirstCallWaitsForTheFirstLoad() {
        give(CloudCredentials.of("AKIDone", "key-one"));
        CompletionStage<CloudCredentials> ready = source.ready();
        assertThat(ready.toCompletableFuture()).isNotDone();
        work();
        assertThat(join(ready).secretId()).isEqualTo("AKIDone");
        assertThat(source.current()).isSameAs(join(ready));
        assertThat(join(source.ready())).isSameAs(source.current());
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void credentialsAreRefreshedWhenFiveMinutesAreLeft() {
        CloudCredentials first = loaded(lasting("one", Duration.ofHours(2)));
        CloudCredentials second = lasting("two", Duration.ofHours(4));
        give(second);
        clock.advance(Duration.ofHours(2).minusSeconds(301));
        assertThat(source.current()).isEqualTo(first);
        assertThat(tasks).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(source.current()).as("used while others are loaded").isEqualTo(first);
        assertThat(join(source.ready())).isEqualTo(first);
        assertThat(tasks).as("one load, whoever asks").hasSize(1);
        work();
        assertThat(source.current()).isEqualTo(second);
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void shortLivedCredentialsAreRefreshedWhenATenthIsLeft() {
        loaded(lasting("one", Duration.ofSeconds(100)));
        clock.advance(Duration.ofSeconds(89));
        source.current();
        assertThat(tasks).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        source.current();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void afterAFailedRefreshTheOldCredentialsAreUsedUntilTheyExpire() {
        CloudCredentials first = loaded(lasting("one", Duration.ofHours(2)));
        fail("vault is sealed");
        clock.advance(Duration.ofHours(2).minusSeconds(300));
        for (int second = 300; second > 0; second--) {
            assertThat(source.current()).isEqualTo(first);
            work();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(loads).as("1, 2, 4, … 60 s apart").isBetween(8, 12);
        assertThat(source.current()).isNull();
        work();
        assertFailed(source.ready(), "vault is sealed");
    }

    @Test
    void aRefreshThatWorksAgainJustInTimeIsEnough() {
        CloudCredentials first = loaded(lasting("one", Duration.ofHours(2)));
        fail("vault is sealed");
        clock.advance(Duration.ofHours(2).minusSeconds(62));
        source.current();
        work();
        clock.advance(Duration.ofSeconds(61));
        assertThat(source.current()).isEqualTo(first);
        CloudCredentials second = lasting("two", Duration.ofHours(2));
        give(second);
        work();
        assertThat(source.current()).isEqualTo(second);
        clock.advance(Duration.ofSeconds(2));
        assertThat(source.current()).isEqualTo(second);
    }

    @Test
    void failedLoadsAreRepeatedWithBackoffNotByEachCall() {
        for (int call = 0; call < 1000; call++) {
            CompletionStage<CloudCredentials> ready = source.ready();
            work();
            assertFailed(ready, "vault is sealed");
        }
        assertThat(loads).isEqualTo(1);
        clock.advance(Duration.ofSeconds(2));
        give(CloudCredentials.of("AKIDone", "key-one"));
        CompletionStage<CloudCredentials> ready = source.ready();
        work();
        assertThat(join(ready).secretId()).isEqualTo("AKIDone");
    }

    @Test
    void newKeysOfAProviderAreFoundWithinAMinute() {
        CloudCredentials first = loaded(CloudCredentials.of("AKIDone", "key-one"));
        give(CloudCredentials.of("AKIDtwo", "key-two"));
        clock.advance(Duration.ofSeconds(59));
        assertThat(source.current()).isEqualTo(first);
        assertThat(tasks).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(source.current()).isEqualTo(first);
        work();
        assertThat(source.current().secretId()).isEqualTo("AKIDtwo");
    }

    @Test
    void refusedCredentialsAreReloadedAtOnce() {
        CloudCredentials first = loaded(lasting("one", Duration.ofHours(2)));
        CloudCredentials second = lasting("two", Duration.ofHours(2));
        give(second);
        CompletionStage<CloudCredentials> renewed = source.renew(first);
        CompletionStage<CloudCredentials> joined = source.renew(first);
        work();
        assertThat(join(renewed)).isEqualTo(second);
        assertThat(join(joined)).isEqualTo(second);
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void nothingIsLoadedIfTheRefusedCredentialsWereReplacedMeanwhile() {
        CloudCredentials first = temporary("one", clock.instant().plusSeconds(60));
        CloudCredentials second = loaded(lasting("two", Duration.ofHours(2)));
        assertThat(join(source.renew(first))).isEqualTo(second);
        assertThat(tasks).isEmpty();
    }

    @Test
    void aProviderThatStillReturnsTheRefusedOnesIsNotCalledByEachCall() {
        CloudCredentials refused = loaded(CloudCredentials.of("AKIDone", "key-one"));
        for (int call = 0; call < 1000; call++) {
            CompletionStage<CloudCredentials> renewed = source.renew(refused);
            work();
            assertFailed(renewed, "still returns the credentials that were refused");
        }
        assertThat(loads).isEqualTo(1);
        for (int second = 0; second < 300; second++) {
            clock.advance(Duration.ofSeconds(1));
            source.renew(refused);
            work();
        }
        assertThat(loads).as("ever more slowly").isLessThan(15);
    }

    @Test
    void aLoadThatStartedBeforeTheRefusalIsFollowedByAnother() {
        CloudCredentials first = loaded(CloudCredentials.of("AKIDone", "key-one"));
        clock.advance(Duration.ofSeconds(60));
        source.current();
        CompletionStage<CloudCredentials> renewed = source.renew(first);
        tasks.remove().run();
        assertThat(renewed.toCompletableFuture()).isNotDone();
        give(CloudCredentials.of("AKIDtwo", "key-two"));
        work();
        assertThat(join(renewed).secretId()).isEqualTo("AKIDtwo");
    }

    @Test
    void credentialsThatHaveExpiredAlreadyAreAFailure() {
        give(temporary("one", clock.instant().minusSeconds(1)));
        CompletionStage<CloudCredentials> ready = source.ready();
        work();
        assertFailed(ready, "expired at");
        assertThat(source.current()).isNull();
    }

    @Test
    void aProviderThatReturnsNullIsAFailure() {
        give(null);
        CompletionStage<CloudCredentials> ready = source.ready();
        work();
        assertFailed(ready, "returned null");
    }

    @Test
    void messagesOfOtherExceptionsAreNotPassedOn() {
        provider = () -> {
            throw new IOException("GET https://vault/?token=s3cret: 503");
        };
        CompletionStage<CloudCredentials> ready = source.ready();
        work();
        assertFailed(ready, "the credentials provider failed: IOException");
    }

    @Test
    void aTemporaryFailureOfTheProviderIsRetryable() {
        for (Outcome outcome : new Outcome[] {Outcome.TRANSIENT, Outcome.AMBIGUOUS, Outcome.THROTTLED}) {
            assertThat(CredentialErrors.exception(TencentException.of(outcome, "HTTP_503", "down")
                                    .build())
                            .getOutcome())
                    .isEqualTo(Outcome.TRANSIENT);
        }
        assertThat(CredentialErrors.exception(TencentException.of(Outcome.REJECTED, "NoRole", "no")
                                .build())
                        .getOutcome())
                .isEqualTo(Outcome.AUTH);
    }

    @Test
    void anErrorOfAProviderIsAFailureToo() {
        provider = () -> {
            throw new NoClassDefFoundError("com/vault/Client");
        };
        CompletionStage<CloudCredentials> ready = source.ready();
        work();
        assertFailed(ready, "failed with an error");
        clock.advance(Duration.ofSeconds(2));
        assertThat(source.ready().toCompletableFuture()).as("another load").isNotDone();
    }

    @Test
    void theDelayDoublesWithEachFailureUntilThereWasNoneForTwoMinutes() {
        failAt(Duration.ZERO);
        assertNextLoadAfter(Duration.ofSeconds(1));
        assertNextLoadAfter(Duration.ofSeconds(2));
        failAt(Duration.ofSeconds(120));
        assertNextLoadAfter(Duration.ofSeconds(8));
        failAt(Duration.ofSeconds(121));
        assertNextLoadAfter(Duration.ofSeconds(1));
    }

    private void failAt(Duration later) {
        clock.advance(later);
        source.ready();
        assertThat(tasks).hasSize(1);
        work();
    }

    private void assertNextLoadAfter(Duration delay) {
        clock.advance(delay.minusMillis(1));
        source.ready();
        assertThat(tasks).isEmpty();
        failAt(Duration.ofMillis(1));
    }

    @Test
    void withoutAThreadForTheLoadACallFails() {
        RefreshingCredentials starved = new RefreshingCredentials(
                () -> CloudCredentials.of("AKIDone", "key-one"),
                CredentialRefreshPolicy.DEFAULT,
                clock,
                Random::new,
                task -> {
                    throw new RejectedExecutionException();
                });

        assertFailed(starved.ready(), "no thread is available");
    }

    @Test
    void aClockThatGoesBackAnHourDoesNotStopTheRefreshing() {
        loaded(lasting("one", Duration.ofHours(2)));
        clock.advance(Duration.ofHours(-1));
        assertThat(source.current()).isNotNull();
        assertThat(tasks).hasSize(1);
        fail("vault is sealed");
        work();
        clock.advance(Duration.ofHours(-1));
        source.current();
        assertThat(tasks).as("the pause is over").hasSize(1);
    }

    @Test
    void aClosedSourceLoadsNothing() {
        CompletionStage<CloudCredentials> waiting = source.ready();
        source.close();
        assertFailed(waiting, "closed");
        work();
        assertFailed(source.ready(), "closed");
        assertThat(loads).isZero();
    }

    @Test
    void toStringContainsNoKey() {
        loaded(lasting("one", Duration.ofHours(1)));
        assertThat(source.toString()).contains("AKIDone").doesNotContain("key-one", "token-one");
        assertThat(new FixedCredentials(source.current()).toString()).doesNotContain("key-one", "token-one");
    }
}
