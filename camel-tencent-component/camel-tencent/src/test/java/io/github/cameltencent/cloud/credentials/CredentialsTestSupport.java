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

import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.testing.SettableClock;
import io.github.cameltencent.transport.http.HttpClientSettings;
import io.github.cameltencent.transport.http.TransportService;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server, and a real transport to call it, for tests of credential providers. */
abstract class CredentialsTestSupport {

    static final long NOW = 1_700_000_000;

    final SettableClock clock = new SettableClock(NOW);
    final LoopbackServer server = new LoopbackServer();
    final DefaultCamelContext context = new DefaultCamelContext();
    final TransportService transport = new TransportService(
            context,
            () -> new HttpClientSettings(null, null, -1, null, null, null, 16, 300_000, 20_000, 2_000),
            () -> null,
            () -> 0L);

    @BeforeEach
    void start() {
        context.start();
        transport.start();
    }

    @AfterEach
    void stop() {
        transport.stop();
        context.stop();
        server.close();
    }

    CloudCredentials load(CloudCredentialsProvider provider) throws Exception {
        return new CredentialClient(transport, clock).load(provider);
    }

    /** What sts answers. */
    static String granted(String name) {
        return """
                {"Response":{"Credentials":{"Token":"token-%1$s","TmpSecretId":"AKID%1$s","TmpSecretKey":"key-%1$s"},
                "ExpiredTime":%2$d,"Expiration":"2023-11-15T00:13:20Z","RequestId":"r-1"}}""".formatted(name, NOW + 7200);
    }

    /** What the metadata service answers. */
    static String role(String name) {
        return """
                {"TmpSecretId":"AKID%1$s","TmpSecretKey":"key-%1$s","ExpiredTime":%2$d,
                "Expiration":"2023-11-15T00:13:20Z","Token":"token-%1$s","Code":"Success"}""".formatted(name, NOW + 7200);
    }

    static CloudCredentials temporary(String name) {
        return new CloudCredentials(
                "AKID" + name, "key-" + name, "token-" + name, java.time.Instant.ofEpochSecond(NOW + 7200));
    }
}
