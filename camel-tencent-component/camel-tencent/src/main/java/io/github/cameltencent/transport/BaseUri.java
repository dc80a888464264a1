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

/** Checks the addresses that replace a service's own. */
public final class BaseUri {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final int HIGHEST_PORT = 65_535;

    private BaseUri() {}

    /**
     * The address, without a slash at its end. Its path is a prefix to which the service's own paths are appended, and which a
     * gateway removes.
     *
     * @param allowInsecure whether {@code http:} may go to another machine
     * @throws IllegalArgumentException when it is not {@code https://host[:port][/path]}, or {@code http:} to another machine
     */
    public static URI parse(String text, boolean allowInsecure) {
        URI uri = parse(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw wrong("it does not begin with https:// or http://");
        }
        if (uri.getHost() == null) {
            throw wrong("it has no host name");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong("it has a user name in it");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong("it has a query or a fragment");
        }
        if (!uri.normalize().equals(uri)) {
            throw wrong("its path has // or a segment of dots, which servers read in different ways");
        }
        if (scheme.equals("http") && !allowInsecure && !isLoopback(uri.getHost())) {
            throw wrong("http: sends keys and contents readable for everyone on the way; use https:,"
                    + " or say allowInsecure=true");
        }
        return uri;
    }

    /**
     * The address of a service that is reached without a gateway.
     *
     * @throws IllegalArgumentException as {@link #parse(String, boolean)}, and when it has a path
     */
    public static URI withoutPath(String text, boolean allowInsecure) {
        URI uri = parse(text, allowInsecure);
        if (!uri.getRawPath().isEmpty()) {
            throw wrong("it has a path, which the service's own paths would replace");
        }
        return uri;
    }

    /**
     * The host that is signed in place of the one that a call goes to, in lower case; null for null.
     *
     * @throws IllegalArgumentException when it is not {@code host[:port]}
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
            // told below, as everything else that is no host
        }
        throw new IllegalArgumentException(
                "signedHost is a host, with its port if the gateway sends that along, such as cvm.tencentcloudapi.com;"
                        + " no scheme, user name or path");
    }

    /** Whether a host is this machine, by its name alone: nothing is resolved. */
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
            throw wrong("it is not a URI");
        }
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(
                "baseUri is scheme, host and port, and the path of a gateway if there is one, such as"
                        + " https://gateway:8443/tencent; " + why);
    }
}
