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
import java.util.Set;

/**
 * Protects the control API from foreign web pages, which could make a browser on this machine call the loopback address
 * across origins or under their own name (DNS rebinding).
 */
final class OriginCheck {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private OriginCheck() {}

    static boolean isAllowed(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST, "127.0.0.1");
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return NAMES.contains(withoutPort(host)) && (origin == null || origin.equals("http://" + host));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "");
    }
}
