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
package io.github.cameltencent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentThrottledException;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Calls with loaded credentials: the first calls wait for them, and refused ones are reloaded. */
class CloudCredentialsTest extends CloudTestSupport {

    private static final CloudCredentials GOOD =
            CloudCredentials.of(EmulatorOptions.CLOUD.id(), EmulatorOptions.CLOUD.key());
    private static final CloudCredentials DELETED = CloudCredentials.of("AKIDdeleted", "deleted-key");

    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void theFirstCallsWaitForOneLoadWithoutBlockingAThread() throws Exception {
        CountDownLatch vault = new CountDownLatch(1);
        String uri = provider(() -> {
            loads.incrementAndGet();
            vault.await();
            return GOOD;
        });

        List<CompletableFuture<Exchange>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(context.createProducerTemplate()
                    .asyncSend(uri, exchange -> exchange.getMessage().setBody("{}")));
        }
        assertThat(requests()).isEmpty();
        vault.countDown();

        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(10, TimeUnit.SECONDS).getException()).isNull();
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void waitingForCredentialsEndsAfterAcquireTimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Exchange done = send(
                provider(() -> {
                            never.await();
                            return GOOD;
                        })
                        + "&acquireTimeout=50",
                "{}");
        assertThat(done.getException()).isInstanceOf(TencentThrottledException.class);
        assertThat(done.getMessage().getHeaders())
                .containsEntry("CamelTencentErrorCode", "LOCAL_LIMIT")
                .containsEntry("CamelTencentAttempts", 0);
        never.countDown();
    }

    @Test
    void credentialsThatCannotBeLoadedAreAnAuthFailureWithoutDetails() {
        Exchange done = send(
                provider(() -> {
                    throw new IllegalStateException("the vault says: key=do-not-tell");
                }),
                "{}");
        assertThat(done.getException()).isInstanceOf(TencentAuthException.class);
        assertThat(done.getException().getMessage()).doesNotContain("do-not-tell");
        assertThat(((TencentException) done.getException()).getAttempts()).isZero();
    }

    @Test
    void refusedCredentialsAreReloadedOnce() {
        String uri = provider(() -> loads.incrementAndGet() == 1 ? DELETED : GOOD);

        Exchange done = send(uri, "{}");

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("CamelTencentAttempts")).isEqualTo(2);
        assertThat(loads).hasValue(2);
    }

    @Test
    void credentialsThatStayRefusedAreNotReloadedByEachCall() {
        String uri = provider(() -> {
            loads.incrementAndGet();
            return DELETED;
        });

        Exchange done = send(uri, "{}");

        assertThat(done.getException()).isInstanceOf(TencentAuthException.class);
        assertThat(loads.get()).isBetween(2, 3);
        assertThat(requests()).hasSizeBetween(1, 2);
    }

    @Test
    void anExpiringTokenIsReplacedDuringCalls() {
        emulator.cloud()
                .addTemporaryKey(
                        "AKIDtmp", "tmp-key", "tmp-token", Instant.now().plusSeconds(3600));
        String uri = provider(() -> loads.incrementAndGet() == 1
                ? new CloudCredentials(
                        "AKIDtmp", "tmp-key", "tmp-token", Instant.now().plusSeconds(3600))
                : GOOD);
        assertThat(send(uri, "{}").getException()).isNull();
        emulator.cloud().endTemporaryKeys();

        Exchange done = send(uri, "{}");

        assertThat(done.getException()).isNull();
        assertThat(loads).hasValue(2);
    }

    private String provider(CloudCredentialsProvider provider) {
        context.getRegistry().bind("vault", provider);
        return "tencent:cloud/cvm/DescribeInstances?credentialsProvider=#vault&baseUri=" + emulator.baseUri();
    }
}
