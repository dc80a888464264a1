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
package io.github.cameltencent.transport;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** The key stores of {@code src/test/resources/tls}, made there by {@code make.sh}. */
public final class Tls {

    private static final String PASSWORD = "changeit";

    private Tls() {}

    /** What a user configures: a trust store, and a client certificate or none. */
    public static SSLContextParameters parameters(String key, String trust, String... protocols) {
        SSLContextParameters parameters = new SSLContextParameters();
        if (key != null) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(key));
            keys.setKeyPassword(PASSWORD);
            parameters.setKeyManagers(keys);
        }
        if (trust != null) {
            TrustManagersParameters trusted = new TrustManagersParameters();
            trusted.setKeyStore(store(trust));
            parameters.setTrustManagers(trusted);
        }
        if (protocols.length > 0) {
            SecureSocketProtocolsParameters allowed = new SecureSocketProtocolsParameters();
            allowed.setSecureSocketProtocol(List.of(protocols));
            parameters.setSecureSocketProtocols(allowed);
        }
        return parameters;
    }

    public static SSLContext context(String key, String trust, String... protocols) {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            return parameters(key, trust, protocols).createSSLContext(camel);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server with one of the certificates. */
    public static ScriptedServer server(String key, boolean wantsClient, String... protocols) {
        return ScriptedServer.start(context(key, "trust").getServerSocketFactory(), socket -> {
            SSLServerSocket tls = (SSLServerSocket) socket;
            tls.setNeedClientAuth(wantsClient);
            if (protocols.length > 0) {
                tls.setEnabledProtocols(Arrays.copyOf(protocols, protocols.length));
            }
        });
    }

    static HttpClientSettings settings(SSLContext context) {
        return new HttpClientSettings(context, null, -1, null, null, null, 256, 300_000, 20_000, 2_000);
    }

    private static KeyStoreParameters store(String name) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("classpath:tls/" + name + ".p12");
        store.setType("PKCS12");
        store.setPassword(PASSWORD);
        return store;
    }
}
