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
package io.github.cameltencent.examples.doctor;

import io.github.cameltencent.component.TencentComponent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The HTTP proxy of the component.
 *
 * @param user null for a proxy without credentials
 * @param direct hosts that are called without it, separated by bars; an asterisk is a wildcard at the start or end
 */
record ProxySettings(String host, int port, String user, String password, String direct) {

    /** Returns the proxy for a host, null for none. */
    static ProxySettings of(TencentComponent component, String target) {
        if (component.getProxyHost() == null || component.getProxyPort() == null) {
            return null;
        }
        ProxySettings proxy = new ProxySettings(
                component.getProxyHost(),
                component.getProxyPort(),
                component.getProxyUser(),
                component.getProxyPassword(),
                component.getNonProxyHosts());
        return proxy.isDirect(target.toLowerCase(Locale.ROOT)) ? null : proxy;
    }

    private boolean isDirect(String target) {
        return direct != null
                && Stream.of(direct.toLowerCase(Locale.ROOT).split("\\|"))
                        .map(String::strip)
                        .anyMatch(pattern -> pattern.startsWith("*")
                                ? target.endsWith(pattern.substring(1))
                                : pattern.endsWith("*")
                                        ? target.startsWith(pattern.substring(0, pattern.length() - 1))
                                        : target.equals(pattern));
    }

    /** Returns the header with the credentials, empty for none. */
    String authorization() {
        if (user == null) {
            return "";
        }
        byte[] pair = (user + ":" + (password == null ? "" : password)).getBytes(StandardCharsets.UTF_8);
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
