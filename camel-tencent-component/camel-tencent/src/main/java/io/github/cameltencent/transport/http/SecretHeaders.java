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

import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** Masks the values of headers that contain secrets, also in the logs of the HTTP client. */
public final class SecretHeaders {

    static final String MASK = "xxxxxx";

    private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NAMES.addAll(Set.of("Sign", "Authorization", "Proxy-Authorization", "X-TC-Token"));
    }

    private SecretHeaders() {}

    /** Returns the value of a header, masked if it is a secret. */
    public static String masked(String name, String value) {
        return NAMES.contains(name) ? MASK : value;
    }

    /** Creates a header that is sent as it is and logged masked. */
    static Header of(String name, String value) {
        return NAMES.contains(name) ? new Masked(name, value) : new BasicHeader(name, value);
    }

    /** A header whose text is masked: the HTTP client logs {@code toString()}, and sends {@code getValue()}. */
    private static final class Masked extends BasicHeader {

        private static final long serialVersionUID = 1L;

        Masked(String name, String value) {
            super(name, value);
        }

        @Override
        public String toString() {
            return getName() + ": " + MASK;
        }
    }
}
