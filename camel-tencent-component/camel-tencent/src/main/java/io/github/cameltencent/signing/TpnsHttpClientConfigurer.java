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
package io.github.cameltencent.signing;

import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * Signs TPNS calls in the HTTP client: {@code
 * https:api.tpns.tencent.com/v3/push/app?httpClientConfigurer=#tencentSigning}. Each attempt is signed, whether Camel
 * or the HTTP client retries. Redirects are disabled, because a signature must not go to another host. Thread-safe
 * after configuration.
 */
public final class TpnsHttpClientConfigurer extends TpnsSigningSupport<TpnsHttpClientConfigurer>
        implements HttpClientConfigurer {

    @Override
    TpnsHttpClientConfigurer self() {
        return this;
    }

    @Override
    void requireKeys(CamelContext context) {
        signatures.one(context);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        requireKeys(requireCamelContext());
        SigningExecHandler.install(builder, this::sign);
    }

    private void sign(ClassicHttpRequest request, byte[] body) {
        Instant now = now();
        TpnsSignatureCache.Pair pair = signatures.one(getCamelContext());
        request.setHeader(TpnsHeaders.ACCESS_ID, pair.accessId());
        request.setHeader(TpnsHeaders.TIME_STAMP, Long.toString(now.getEpochSecond()));
        request.setHeader(TpnsHeaders.SIGN, pair.signature().sign(now.getEpochSecond(), body));
    }
}
