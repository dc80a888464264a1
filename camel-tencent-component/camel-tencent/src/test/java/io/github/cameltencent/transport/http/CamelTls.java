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
package io.github.cameltencent.transport.http;

import io.github.cameltencent.testing.TestKeyStores;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** TLS as users configure it in Camel, with the key stores of {@link TestKeyStores}. */
final class CamelTls {

    private CamelTls() {}

    static HttpClientSettings settings(String key, String trust, String... protocols) {
        return new HttpClientSettings(
                context(key, trust, protocols), null, -1, null, null, null, 256, 300_000, 20_000, 2_000);
    }

    private static SSLContext context(String key, String trust, String... protocols) {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            return parameters(key, trust, protocols).createSSLContext(camel);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates parameters with a trust store and optionally a client certificate. */
    private static SSLContextParameters parameters(String key, String trust, String... protocols) {
        SSLContextParameters parameters = new SSLContextParameters();
        if (key != null) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(key));
            keys.setKeyPassword(TestKeyStores.PASSWORD);
            parameters.setKeyManagers(keys);
        }
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store(trust));
        parameters.setTrustManagers(trusted);
        if (protocols.length > 0) {
            SecureSocketProtocolsParameters allowed = new SecureSocketProtocolsParameters();
            allowed.setSecureSocketProtocol(List.of(protocols));
            parameters.setSecureSocketProtocols(allowed);
        }
        return parameters;
    }

    private static KeyStoreParameters store(String name) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("classpath:" + TestKeyStores.resource(name));
        store.setType("PKCS12");
        store.setPassword(TestKeyStores.PASSWORD);
        return store;
    }
}
