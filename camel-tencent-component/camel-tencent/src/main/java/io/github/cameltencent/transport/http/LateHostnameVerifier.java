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

import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.camel.util.function.Suppliers;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;

/** The verifier of HttpClient, created for the first TLS connection: it reads a long list of public suffixes. */
final class LateHostnameVerifier implements HttpClientHostnameVerifier {

    private final Supplier<HttpClientHostnameVerifier> verifier =
            Suppliers.memorize(() -> new DefaultHostnameVerifier(PublicSuffixMatcherLoader.getDefault()));

    @Override
    public boolean verify(String host, SSLSession session) {
        return verifier.get().verify(host, session);
    }

    @Override
    public void verify(String host, X509Certificate certificate) throws SSLException {
        verifier.get().verify(host, certificate);
    }
}
