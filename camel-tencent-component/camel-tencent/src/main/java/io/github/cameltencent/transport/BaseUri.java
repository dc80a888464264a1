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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Parses and checks the options {@code baseUri}, {@code backupBaseUri} and {@code signedHost}. */
public final class BaseUri {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final int HIGHEST_PORT = 65_535;

    private BaseUri() {}

    /**
     * Parses a base URI, without trailing slashes. Its path is a prefix that a gateway removes; the paths of the service
     * are appended to it.
     *
     * @param allowInsecure whether {@code http:} is allowed for hosts other than loopback
     * @throws IllegalArgumentException if it is not {@code https://host[:port][/path]}, or is {@code http:} to a host that
     *     is not loopback
     */
    public static URI parse(String text, boolean allowInsecure) {
        URI uri = parse(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw invalid("it does not start with https:// or http://");
        }
        if (uri.getHost() == null) {
            throw invalid("it has no host name");
        }
        if (uri.getRawUserInfo() != null) {
            throw invalid("it contains a user name");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid("it has a query or a fragment");
        }
        if (!uri.normalize().equals(uri)) {
            throw invalid("its path contains // or dot segments, which servers interpret differently");
        }
        if (scheme.equals("http") && !allowInsecure && !isLoopback(uri.getHost())) {
            throw invalid("http: sends credentials and content unencrypted; use https:, or set allowInsecure=true");
        }
        return uri;
    }

    /**
     * Parses a base URI that must not have a path.
     *
     * @throws IllegalArgumentException as {@link #parse(String, boolean)}, and if it has a path
     */
    public static URI withoutPath(String text, boolean allowInsecure) {
        URI uri = parse(text, allowInsecure);
        if (!uri.getRawPath().isEmpty()) {
            throw invalid("it has a path, which the paths of the service would replace");
        }
        return uri;
    }

    /**
     * Returns the host to sign instead of the host of the request, in lower case; null for null.
     *
     * @throws IllegalArgumentException if it is not {@code host[:port]}
     */
    public static String signedHost(String text) {
        if (text == null) {
            return null;
        }
        String host = text.strip();
        try {
            URI uri = new URI("https://" + host);
            boolean bare = uri.getHost() != null && host.equals(uri.getRawAuthority()) && uri.getRawUserInfo() == null;
            boolean port = !host.endsWith(":") && uri.getPort() != 0 && uri.getPort() <= HIGHEST_PORT;
            if (bare && port) {
                return host.toLowerCase(Locale.ROOT);
            }
        } catch (URISyntaxException e) {
            // reported below, like every other text that is not a host
        }
        throw new IllegalArgumentException(
                "signedHost must be a host, with the port if the gateway forwards it, such as cvm.tencentcloudapi.com;"
                        + " without scheme, user name or path");
    }

    /** Returns whether a host is a loopback host, judged by its text: nothing is resolved. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static URI parse(String text) {
        String address = text.strip();
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        try {
            return new URI(address.substring(0, end));
        } catch (URISyntaxException e) {
            throw invalid("it is not a URI");
        }
    }

    private static IllegalArgumentException invalid(String why) {
        return new IllegalArgumentException(
                "baseUri must be scheme, host, port and, behind a gateway, its path, such as"
                        + " https://gateway:8443/tencent; " + why);
    }
}
