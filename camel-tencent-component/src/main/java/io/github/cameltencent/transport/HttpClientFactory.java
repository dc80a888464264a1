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
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.CredentialsProviderBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;

/**
 * Builds the client: redirects, cookies, its own repeats and the memory of challenges are off, since a signature does not
 * survive them; the pool's sizes are set, since the library's own are 5 and 25.
 */
final class HttpClientFactory {

    private HttpClientFactory() {}

    static CloseableHttpAsyncClient create(HttpClientSettings settings, ThreadFactory threads) {
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections(settings))
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(
                                Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())))
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setThreadFactory(threads)
                // else the client's wire log would hold signatures, tokens and contents
                .setIoSessionDecorator(session -> session)
                .setUserAgent("camel-tencent")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofMilliseconds(settings.maxIdleTime()));
        proxy(builder, settings);
        CloseableHttpAsyncClient client = builder.build();
        client.start();
        return client;
    }

    private static PoolingAsyncClientConnectionManager connections(HttpClientSettings settings) {
        PoolingAsyncClientConnectionManagerBuilder builder = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(settings.maxConnections())
                .setMaxConnTotal(Integer.MAX_VALUE) // the bound is per host; hosts come from the configuration only
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setTimeToLive(TimeValue.ofMilliseconds(settings.connectionTimeToLive()))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(settings.validateAfterInactivity()))
                        .build());
        if (settings.sslContext() != null) {
            builder.setTlsStrategy(ClientTlsStrategyBuilder.create()
                    .setSslContext(settings.sslContext())
                    .buildAsync());
        }
        return builder.build();
    }

    private static void proxy(HttpAsyncClientBuilder builder, HttpClientSettings settings) {
        if (settings.proxyHost() == null) {
            return;
        }
        HttpHost proxy = new HttpHost(settings.proxyHost(), settings.proxyPort());
        List<String> direct = settings.nonProxyHosts() == null
                ? List.of()
                : Arrays.stream(settings.nonProxyHosts()
                                .toLowerCase(Locale.ROOT)
                                .split("[|,]"))
                        .map(String::strip)
                        .toList();
        builder.setRoutePlanner(new DefaultProxyRoutePlanner(proxy, DefaultSchemePortResolver.INSTANCE) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
                return isDirect(target.getHostName().toLowerCase(Locale.ROOT), direct) ? null : proxy;
            }
        });
        if (settings.proxyUser() != null) {
            char[] password = settings.proxyPassword() == null
                    ? new char[0]
                    : settings.proxyPassword().toCharArray();
            builder.setDefaultCredentialsProvider(CredentialsProviderBuilder.create()
                    .add(new AuthScope(proxy), new UsernamePasswordCredentials(settings.proxyUser(), password))
                    .build());
        }
    }

    /** Whether a host is named by one of the patterns, in the form of the JVM's {@code http.nonProxyHosts}. */
    static boolean isDirect(String host, List<String> patterns) {
        for (String pattern : patterns) {
            boolean matches = pattern.startsWith("*")
                    ? host.endsWith(pattern.substring(1))
                    : pattern.endsWith("*")
                            ? host.startsWith(pattern.substring(0, pattern.length() - 1))
                            : host.equals(pattern);
            if (matches) {
                return true;
            }
        }
        return false;
    }
}
