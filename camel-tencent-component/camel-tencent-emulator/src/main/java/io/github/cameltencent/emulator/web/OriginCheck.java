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
package io.github.cameltencent.emulator.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/**
 * Protects the control API from foreign web pages, which could make a browser on this machine call the loopback address
 * across origins or under their own name (DNS rebinding). Requests that a browser sends without asking first, and all
 * that come from a page, must have a JSON content type.
 */
final class OriginCheck {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private OriginCheck() {}

    static boolean isAllowed(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST, "127.0.0.1");
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return NAMES.contains(withoutPort(host))
                && (origin == null || origin.equals("http://" + host))
                && OWN_SITES.contains(headers.get(FETCH_SITE, "none"));
    }

    /** Whether a call that changes something has the content type that it needs. */
    static boolean hasAllowedType(String method, HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        boolean fromPage = headers.contains(HttpHeaderNames.ORIGIN) || headers.contains(FETCH_SITE);
        if (fromPage) {
            return isJson(type);
        }
        // a browser asks before it sends PUT or DELETE to another origin; programs send them with any type
        return !method.equals("POST") || type == null || isJson(type);
    }

    private static boolean isJson(String type) {
        return type != null && type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?");
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "");
    }
}
