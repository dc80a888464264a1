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
package io.github.cameltencent.emulator.cloud.signing;

import io.github.cameltencent.emulator.cloud.request.HashFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical request of TC3. Texts have one char per byte.
 *
 * @param query the raw query; empty for POST
 * @param values the values of the signed headers as received, in the order of their names
 */
record Tc3CanonicalRequest(
        String method, String path, String query, List<String> names, List<String> values, String bodyHash) {

    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    /**
     * The hash of the canonical request; header values in lower case as documented, or unchanged as official clients
     * send them.
     */
    String hash(boolean lower) {
        StringBuilder text = new StringBuilder(256);
        text.append(method).append('\n').append(path).append('\n').append(query).append('\n');
        for (int i = 0; i < names.size(); i++) {
            String value = values.get(i);
            text.append(names.get(i))
                    .append(':')
                    .append(lower ? lower(value) : value)
                    .append('\n');
        }
        text.append('\n').append(String.join(";", names)).append('\n').append(bodyHash);
        return HashFunctions.sha256Hex(HashFunctions.raw(text.toString()));
    }

    boolean readsTheSame() {
        return values.stream().allMatch(value -> lower(value).equals(value));
    }

    Tc3CanonicalRequest with(String name, String value) {
        int at = names.indexOf(name);
        List<String> other = new ArrayList<>(values);
        other.set(at, value);
        return new Tc3CanonicalRequest(method, path, query, names, other, bodyHash);
    }

    Tc3CanonicalRequest withBody(String hash) {
        return new Tc3CanonicalRequest(method, path, query, names, values, hash);
    }

    Tc3CanonicalRequest withTarget(String otherMethod, String otherPath, String otherQuery) {
        return new Tc3CanonicalRequest(otherMethod, otherPath, otherQuery, names, values, bodyHash);
    }

    static byte[] toSign(String timestamp, String date, String service, String hash) {
        return HashFunctions.utf8(
                "TC3-HMAC-SHA256\n" + timestamp + '\n' + date + '/' + service + "/tc3_request\n" + hash);
    }

    /** Lower-cases ASCII only: the chars are bytes, and others must not change. */
    private static String lower(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return text.toString();
    }
}
