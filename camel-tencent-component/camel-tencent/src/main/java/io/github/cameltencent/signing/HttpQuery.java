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
package io.github.cameltencent.signing;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The encoded query of a message for Camel's HTTP endpoints. Immutable. */
final class HttpQuery {

    private final String text;

    private HttpQuery(String text) {
        this.text = text;
    }

    /** Returns the query that an HTTP endpoint would use. */
    static HttpQuery of(Message message) {
        for (String header : new String[] {Exchange.REST_HTTP_QUERY, Exchange.HTTP_RAW_QUERY, Exchange.HTTP_QUERY}) {
            String text = message.getHeader(header, String.class);
            if (text != null) {
                return new HttpQuery(text);
            }
        }
        return new HttpQuery("");
    }

    /** Sets the query and removes the headers that would take precedence. */
    static void set(Message message, String text) {
        message.removeHeader(Exchange.REST_HTTP_QUERY);
        message.removeHeader(Exchange.HTTP_RAW_QUERY);
        if (text.isEmpty()) {
            message.removeHeader(Exchange.HTTP_QUERY);
        } else {
            message.setHeader(Exchange.HTTP_QUERY, text);
        }
    }

    /** Returns a copy with this parameter, which replaces those with the same name in any letter case. */
    HttpQuery with(String name, String value) {
        String rest = without(name).text;
        return new HttpQuery((rest.isEmpty() ? "" : rest + "&") + name + "=" + encode(value));
    }

    HttpQuery without(String name) {
        return new HttpQuery(Arrays.stream(text.split("&"))
                .filter(part -> !part.isEmpty() && !name(part).equalsIgnoreCase(name))
                .collect(Collectors.joining("&")));
    }

    /** Whether there is a parameter with this name, in any letter case. */
    boolean has(String name) {
        return Arrays.stream(text.split("&"))
                .anyMatch(part -> !part.isEmpty() && name(part).equalsIgnoreCase(name));
    }

    /** Returns the decoded value of a parameter; null if it is missing or occurs several times. */
    String get(String name) {
        String[] values = Arrays.stream(text.split("&"))
                .filter(part -> name(part).equals(name))
                .map(part -> part.indexOf('=') < 0 ? "" : part.substring(part.indexOf('=') + 1))
                .toArray(String[]::new);
        return values.length == 1 ? decode(values[0]) : null;
    }

    String text() {
        return text;
    }

    private static String name(String part) {
        int end = part.indexOf('=');
        return decode(end < 0 ? part : part.substring(0, end));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
