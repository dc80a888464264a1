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
package io.github.cameltencent.cloud.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.credential.CloudKeys;
import io.github.cameltencent.credential.CredentialSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The credential sources of a component are shared, lazy, and closed with it. */
class CloudCredentialSourcesTest extends CredentialsTestSupport {

    private CloudCredentialSources sources;

    @BeforeEach
    void startSources() {
        sources = new CloudCredentialSources(context, transport);
        sources.start();
    }

    @AfterEach
    void stopSources() {
        sources.stop();
    }

    private static CloudKeys keys(CloudCredentials fixed, CloudCredentialsProvider provider) {
        return new CloudKeys("orders", fixed, provider, null, null, null, null);
    }

    private static CloudCredentials ready(CredentialSource source) throws Exception {
        return source.ready().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static boolean hasThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().contains("TencentCredentials"));
    }

    @Test
    void fixedKeysNeedNoThread() throws Exception {
        CredentialSource source = sources.source(keys(CloudCredentials.of("AKIDone", "key-one"), null), null);
        assertThat(source.current().secretId()).isEqualTo("AKIDone");
        assertThat(ready(source)).isSameAs(source.current());
        assertThat(source.renew(source.current())).isNull();
        assertThat(hasThreads()).isFalse();
    }

    @Test
    void endpointsWithTheSameProviderShareItsLoads() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CloudCredentialsProvider provider = () -> CloudCredentials.of("AKID" + loads.incrementAndGet(), "key");
        CredentialSource source = sources.source(keys(null, provider), clock);
        assertThat(sources.source(keys(null, provider), clock)).isSameAs(source);
        assertThat(sources.source(keys(null, () -> null), clock)).isNotSameAs(source);
        assertThat(sources.source(keys(null, null), null)).isSameAs(sources.source(keys(null, null), null));
        assertThat(loads).hasValue(0);
        assertThat(ready(source)).isSameAs(ready(sources.source(keys(null, provider), clock)));
        assertThat(loads).hasValue(1);
    }

    @Test
    void sourcesOfManyProvidersDoNotPileUp() throws Exception {
        CredentialSource first = sources.source(keys(null, () -> CloudCredentials.of("AKIDfirst", "key")), null);
        for (int i = 0; i < 10_000; i++) {
            AtomicInteger any = new AtomicInteger(i);
            sources.source(keys(null, () -> CloudCredentials.of("AKID" + any, "key")), null);
        }
        assertThat(ready(first).secretId()).as("one that was pushed out").isEqualTo("AKIDfirst");
    }

    @Test
    void aProviderThatAsksAServiceGetsTheComponentsTransport() throws Exception {
        AssumeRoleCredentials role = new AssumeRoleCredentials();
        role.setBaseUri(server.at("/", granted("role")).uri());
        role.setRoleArn("qcs::cam::uin/1:roleName/reader");
        role.setSecretId("AKIDbase");
        role.setSecretKey("key-base");
        assertThat(ready(sources.source(keys(null, role), clock))).isEqualTo(temporary("role"));
    }

    @Test
    void stoppingEndsLoadsAndThreads() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CredentialSource hanging = sources.source(
                keys(null, () -> {
                    loading.countDown();
                    Thread.currentThread().join();
                    return null;
                }),
                null);
        var ready = hanging.ready().toCompletableFuture();
        assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
        sources.stop();
        assertThatThrownBy(() -> ready.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
        await().until(() -> !hasThreads());
        assertThatThrownBy(() -> ready(hanging)).hasMessageContaining("closed");
        assertThat(hasThreads()).isFalse();

        sources.start();
        assertThat(ready(sources.source(keys(null, () -> CloudCredentials.of("AKIDtwo", "key")), null))
                        .secretId())
                .isEqualTo("AKIDtwo");
    }
}
