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

import io.github.cameltencent.transport.limit.TransportClock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.CredentialsProviderBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;

/**
 * Builds the HTTP client. Redirects, cookies, automatic retries and authentication caching are disabled, since each request
 * is signed; the pool size is set, since the default of HttpClient is 5 connections a host.
 */
public final class HttpClientFactory {

    /** The maximum length of a header line of an answer, in bytes. */
    private static final int MAX_HEADER_LINE = 32 * 1024;

    private static final int MAX_HEADERS = 256;

    /** How late the timeouts of the client may be; the default is one second. */
    private static final TimeValue TIMEOUT_CHECKS = TimeValue.ofMilliseconds(100);

    private HttpClientFactory() {}

    /**
     * Builds and starts a client.
     *
     * @param threads creates its I/O threads
     * @param dns resolves host names; may block
     * @param nameThreads run {@code dns}
     */
    public static CloseableHttpAsyncClient create(
            HttpClientSettings settings,
            ThreadFactory threads,
            DnsResolver dns,
            Executor nameThreads,
            TransportClock clock) {
        Http1Config http1 = Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections(
                        settings, new AsyncDnsResolver(dns, nameThreads), clock, new ProtocolHandlers(http1)))
                .setHttp1Config(http1)
                .setIOReactorConfig(IOReactorConfig.custom()
                        // half of the processors are left for the routes; on two processors one thread was faster than
                        // two
                        .setIoThreadCount(
                                Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2)))
                        .setSelectInterval(TIMEOUT_CHECKS)
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setThreadFactory(threads)
                // disables the wire log, which would contain signatures, tokens and content
                .setIoSessionDecorator(session -> session)
                .setUserAgent("camel-tencent")
                .addExecInterceptorBefore(ChainElement.CONNECT.name(), "first-hop", HttpClientFactory::setFirstHop)
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "mask", MaskedRequest::mask)
                // from 5.6 on the client unpacks answers itself, without a bound, and ends cut ones as errors
                .replaceExecInterceptor(ChainElement.COMPRESS.name(), HttpClientFactory::proceed)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                // the default reads the list of public suffixes at the start, a tenth of a second, for cookies
                .setDefaultCookieSpecRegistry(name -> null)
                .disableAuthCaching()
                .disableConnectionState() // all calls of a component have the same client certificate
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofMilliseconds(settings.maxIdleTime()));
        proxy(builder, settings);
        CloseableHttpAsyncClient client = builder.build();
        client.start();
        return client;
    }

    private static void proceed(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        chain.proceed(request, entity, scope, callback);
    }

    /** Sets the host to connect to on the attempt, for {@link ResolvingConnectionManager}. */
    private static void setFirstHop(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(Attempt.KEY) instanceof Attempt attempt) {
            HttpHost proxy = scope.route.getProxyHost();
            attempt.firstHop((proxy != null ? proxy : scope.route.getTargetHost()).getHostName());
        }
        chain.proceed(request, entity, scope, callback);
    }

    /** Closes a client that has no call in flight; its connections are aborted after one second. */
    public static void close(CloseableHttpAsyncClient client) {
        client.initiateShutdown(); // an immediate close makes the threads of the client fail and log errors
        try {
            client.awaitShutdown(TimeValue.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close(CloseMode.IMMEDIATE);
    }

    /** Closes a client that has failed, without waiting. */
    static void closeNow(CloseableHttpAsyncClient client) {
        client.close(CloseMode.IMMEDIATE);
    }

    private static AsyncClientConnectionManager connections(
            HttpClientSettings settings, AsyncDnsResolver names, TransportClock clock, ProtocolHandlers handlers) {
        TlsStrategy tls = ClientTlsStrategyBuilder.create()
                .setSslContext(settings.sslContext())
                // both are set: with the defaults of the builder, the asynchronous client of 5.6 verifies no host name
                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .setHostnameVerifier(new LateHostnameVerifier())
                .buildAsync();
        ResolvingConnectionManager connections = new ResolvingConnectionManager(tls, names, clock, handlers);
        connections.setDefaultMaxPerRoute(settings.maxConnections());
        connections.setDefaultTlsConfig(TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .build());
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setTimeToLive(TimeValue.ofMilliseconds(settings.connectionTimeToLive()))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(settings.validateAfterInactivity()))
                .build());
        return connections;
    }

    private static void proxy(HttpAsyncClientBuilder builder, HttpClientSettings settings) {
        if (settings.proxyHost() == null) {
            // this step answers authentication challenges, which only a proxy sends; it costs a tenth of a call
            builder.replaceExecInterceptor(ChainElement.PROTOCOL.name(), HttpClientFactory::proceed);
            return;
        }
        HttpHost proxy = new HttpHost(settings.proxyHost(), settings.proxyPort());
        List<Pattern> direct = direct(settings.nonProxyHosts());
        builder.setRoutePlanner(new DefaultProxyRoutePlanner(proxy, DefaultSchemePortResolver.INSTANCE) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
                return isDirect(target.getHostName(), direct) ? null : proxy;
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

    /** Parses host patterns in the syntax of the system property {@code http.nonProxyHosts}. */
    static List<Pattern> direct(String nonProxyHosts) {
        if (nonProxyHosts == null) {
            return List.of();
        }
        return Arrays.stream(nonProxyHosts.split("[|,]"))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> Arrays.stream(pattern.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                .toList();
    }

    static boolean isDirect(String host, List<Pattern> patterns) {
        return MetadataHost.is(host)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(host).matches());
    }
}
