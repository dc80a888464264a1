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

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Signs calls of the Cloud API in the HTTP client: {@code
 * https:cvm.tencentcloudapi.com?httpClientConfigurer=#tencentSigning}. Each attempt is signed, whether Camel or the
 * HTTP client retries: method, host, path and query are taken from the request, so only product, action, version and
 * keys have to be set. Redirects are disabled, because a signature must not go to another host. Thread-safe after
 * configuration.
 */
public final class CloudHttpClientConfigurer extends CloudSignerSupport<CloudHttpClientConfigurer>
        implements HttpClientConfigurer {

    @Override
    CloudHttpClientConfigurer self() {
        return this;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        requireKeys(requireCamelContext());
        SigningExecHandler.install(builder, this::sign);
    }

    private void sign(ClassicHttpRequest request, byte[] body) {
        String target = request.getPath();
        int end = target.indexOf('?');
        String path = end < 0 ? target : end == 0 ? "/" : target.substring(0, end);
        UnsignedCloudCall call = new UnsignedCloudCall(
                request.getMethod(),
                hostOf(request),
                path,
                end < 0 ? "" : target.substring(end + 1),
                typeOf(request),
                body);
        UnsignedCloudCall.Signed signed = sign(call, getCamelContext());
        signed.headers().forEach(request::setHeader);
        request.setPath(signed.query().isEmpty() ? path : path + "?" + signed.query());
        if (signed.contentType() != null) {
            request.setHeader(HttpHeaders.CONTENT_TYPE, signed.contentType());
        }
        if (signed.body() != body) {
            request.setEntity(
                    call.isGet() ? null : new ByteArrayEntity(signed.body(), ContentType.parse(signed.contentType())));
        }
    }

    private static String hostOf(ClassicHttpRequest request) {
        Header host = request.getFirstHeader(HttpHeaders.HOST);
        if (host != null) {
            return host.getValue();
        }
        URIAuthority authority = request.getAuthority();
        return authority.getPort() < 0 ? authority.getHostName() : authority.getHostName() + ":" + authority.getPort();
    }

    private static String typeOf(ClassicHttpRequest request) {
        Header type = request.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null) {
            return type.getValue();
        }
        HttpEntity entity = request.getEntity();
        return entity == null ? null : entity.getContentType();
    }
}
