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
package io.github.cameltencent.callback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The query of a callback. Repeated parameters make it invalid: a gateway may have checked another of the values. */
final class CallbackQuery {

    private static final int MAX_LENGTH = 8 * 1024;

    private final Map<String, String> parameters = new HashMap<>();

    private CallbackQuery() {}

    /**
     * Parses a query.
     *
     * @param raw the percent-encoded query; null if there is none
     * @return null if it is invalid
     */
    static CallbackQuery parse(String raw) {
        CallbackQuery query = new CallbackQuery();
        if (raw == null || raw.length() > MAX_LENGTH) {
            return raw == null ? query : null;
        }
        try {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String name = decode(pair.substring(0, equals));
                    if (query.parameters.put(name, decode(pair.substring(equals + 1))) != null) {
                        return null;
                    }
                }
            }
            return query;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String get(String name) {
        return parameters.get(name);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "CallbackQuery" + parameters.keySet(); // no values: they include the Sign
    }
}
