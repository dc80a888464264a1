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
package io.github.cameltencent.processor;

import io.github.cameltencent.credential.SharedConfiguration;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * Signs for TPNS on the wire: {@code https:api.tpns.tencent.com/v3/push/app?httpClientConfigurer=#tencentSigning}. Each
 * attempt is signed anew for the bytes that go out, whether Camel repeats it or the HTTP client. Redirects are switched off,
 * since a signature must not go to another host. Set up once, then thread-safe.
 */
public final class TpnsHttpClientConfigurer implements HttpClientConfigurer, CamelContextAware {

    private final SharedConfiguration options = new SharedConfiguration();
    private final TpnsSignatures signatures = new TpnsSignatures(options);
    private CamelContext camelContext;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getApplication() {
        return options.getApplication();
    }

    /** The named application whose keys are used; without it and without inline keys, the one named default. */
    public void setApplication(String application) {
        options.setApplication(application);
    }

    /** The named application whose keys are used. */
    public TpnsHttpClientConfigurer application(String application) {
        setApplication(application);
        return this;
    }

    public String getPlatform() {
        return signatures.getPlatform();
    }

    /** Which of an application's pairs is meant, {@code android} or {@code ios}; needed where it has both. */
    public void setPlatform(String platform) {
        signatures.setPlatform(platform);
    }

    /** Which of an application's pairs is meant, {@code android} or {@code ios}. */
    public TpnsHttpClientConfigurer platform(String platform) {
        setPlatform(platform);
        return this;
    }

    public String getAccessId() {
        return options.getAccessId();
    }

    public void setAccessId(String accessId) {
        options.setAccessId(accessId);
    }

    public String getSecretKey() {
        return options.getSecretKey();
    }

    public void setSecretKey(String secretKey) {
        options.setSecretKey(secretKey);
    }

    /** An inline pair of keys, instead of an application. */
    public TpnsHttpClientConfigurer keys(String accessId, String secretKey) {
        setAccessId(accessId);
        setSecretKey(secretKey);
        return this;
    }

    public Clock getClock() {
        return options.getClock();
    }

    public void setClock(Clock clock) {
        options.setClock(clock);
    }

    /** The clock of the time stamps; the system's by default. */
    public TpnsHttpClientConfigurer clock(Clock clock) {
        setClock(clock);
        return this;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        if (camelContext == null) {
            throw new IllegalStateException(
                    "No CamelContext: bind this object in Camel's registry, or set camelContext");
        }
        signatures.one(camelContext);
        builder.disableRedirectHandling();
        builder.addExecInterceptorLast("tencent-tpns-signing", new SigningExecHandler(this::sign));
    }

    private void sign(ClassicHttpRequest request, byte[] body) {
        Instant now =
                options.getClock() == null ? Instant.now() : options.getClock().instant();
        TpnsSignatures.Pair pair = signatures.one(camelContext);
        request.setHeader(TpnsHeaders.ACCESS_ID, pair.accessId());
        request.setHeader(TpnsHeaders.TIME_STAMP, Long.toString(now.getEpochSecond()));
        request.setHeader(TpnsHeaders.SIGN, pair.signature().sign(now.getEpochSecond(), body));
    }
}
