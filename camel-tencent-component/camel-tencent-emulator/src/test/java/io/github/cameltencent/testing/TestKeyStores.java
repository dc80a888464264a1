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
package io.github.cameltencent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** The key stores in {@code src/test/resources/tls}, created there by {@code make.sh}. */
public final class TestKeyStores {

    public static final String PASSWORD = "changeit";

    private TestKeyStores() {}

    /**
     * Creates an SSL context.
     *
     * @param key null for no client certificate
     */
    public static SSLContext context(String key, String trust) {
        try {
            KeyManager[] keys = null;
            if (key != null) {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(store(key), PASSWORD.toCharArray());
                keys = factory.getKeyManagers();
            }
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store(trust));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates a server socket with one of the certificates. */
    public static ScriptedServer server(String key, boolean wantsClient, String... protocols) {
        return ScriptedServer.start(context(key, "trust").getServerSocketFactory(), socket -> {
            SSLServerSocket tls = (SSLServerSocket) socket;
            tls.setNeedClientAuth(wantsClient);
            if (protocols.length > 0) {
                tls.setEnabledProtocols(Arrays.copyOf(protocols, protocols.length));
            }
        });
    }

    /** The class path resource of a key store. */
    public static String resource(String name) {
        return "tls/" + name + ".p12";
    }

    private static KeyStore store(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = TestKeyStores.class.getClassLoader().getResourceAsStream(resource(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
