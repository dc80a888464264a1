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

/** Checks the address that replaces a service's own. */
public final class BaseUri {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private BaseUri() {}

    /**
     * The address, without a path.
     *
     * @param allowInsecure whether {@code http:} may go to another machine
     * @throws IllegalArgumentException when it is not {@code https://host[:port]}, or {@code http:} to another machine
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
        if (uri.getRawPath() != null
                && !uri.getRawPath().isEmpty()
                && !uri.getRawPath().equals("/")) {
            throw wrong("it has a path, which the service's own paths would replace");
        }
        if (scheme.equals("http") && !allowInsecure && !isLoopback(uri.getHost())) {
            throw wrong("http: sends keys and contents readable for everyone on the way; use https:,"
                    + " or say allowInsecure=true");
        }
        return uri;
    }

    /** Whether a host is this machine, by its name alone: nothing is resolved. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static URI parse(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw wrong("it is not a URI");
        }
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("baseUri is scheme, host and port, such as https://gateway:8443; " + why);
    }
}
