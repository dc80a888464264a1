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

import javax.net.ssl.SSLContext;

/**
 * The settings of the HTTP client of a component. Times are in milliseconds.
 *
 * @param sslContext null for the default of the JVM
 * @param proxyHost null for no proxy
 * @param proxyUser null for a proxy without authentication
 * @param nonProxyHosts host patterns that bypass the proxy, separated by {@code |}, with {@code *} as wildcard; null for none
 * @param maxConnections the maximum number of connections to one host
 */
public record HttpClientSettings(
        SSLContext sslContext,
        String proxyHost,
        int proxyPort,
        String proxyUser,
        String proxyPassword,
        String nonProxyHosts,
        int maxConnections,
        long connectionTimeToLive,
        long maxIdleTime,
        long validateAfterInactivity) {

    /** Returns whether a host is reached through the proxy. */
    public boolean isProxied(String host) {
        return proxyHost != null && !HttpClientFactory.isDirect(host, HttpClientFactory.direct(nonProxyHosts));
    }

    @Override
    public String toString() {
        return "HttpClientSettings";
    }
}
