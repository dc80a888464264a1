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
package io.github.cameltencent.birdtalk.connection;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * TLS and proxy settings of all connections of a component. {@link #toString} contains no password.
 *
 * @param sslContext null for the JVM's default
 * @param proxyHost null for no proxy
 * @param proxyUser null for a proxy without authentication
 * @param nonProxyHosts hosts that are reached directly, separated by {@code |}, with {@code *} as wildcard; null for
 *     none
 */
public record NetworkSettings(
        SSLContext sslContext,
        String proxyHost,
        int proxyPort,
        String proxyUser,
        String proxyPassword,
        String nonProxyHosts) {

    /** Whether a host is reached through the proxy. */
    public boolean isProxied(String host) {
        return proxyHost != null && (nonProxyHosts == null || !isDirect(host));
    }

    private boolean isDirect(String host) {
        return Arrays.stream(nonProxyHosts.split("[|,]"))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> Arrays.stream(pattern.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .anyMatch(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                        .matcher(host)
                        .matches());
    }

    @Override
    public String toString() {
        return "NetworkSettings";
    }
}
