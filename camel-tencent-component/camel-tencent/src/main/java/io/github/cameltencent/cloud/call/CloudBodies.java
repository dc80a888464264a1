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
package io.github.cameltencent.cloud.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.exchange.OutgoingText;
import io.github.cameltencent.sign.CloudParameters;
import io.github.cameltencent.sign.FormParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Checks and flattens bodies before they are sent. */
final class CloudBodies {

    private static final int MAX_TC3 = 10 * 1024 * 1024;
    private static final int MAX_V1 = 1024 * 1024;
    private static final int MAX_GET = 32 * 1024;

    private static final byte[] CLIENT_TOKEN = "\"ClientToken\"".getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON = new JsonFactory();

    private CloudBodies() {}

    /** Checks the size of a payload that is sent unchanged. */
    static CloudPayload posted(CloudPayload payload) {
        requirePostable(payload.bytes().length);
        return payload;
    }

    /** Checks the size of a POST with TC3. */
    static void requirePostable(int size) {
        requireSize("a call", size, MAX_TC3);
    }

    /** Returns the query of a GET with TC3. */
    static String query(byte[] json, int indexBase) {
        String query = FormParameters.encode(flat(json, indexBase));
        requireSize("a call with method=GET", query.length(), MAX_GET);
        return query;
    }

    /** Returns the parameters of a call with signature v1. */
    static Map<String, String> parameters(byte[] json, int indexBase, CloudMethod method) {
        Map<String, String> parameters = flat(json, indexBase);
        requireDistinct(parameters.keySet());
        int size = FormParameters.encode(parameters).length(); // without the common parameters
        if (method == CloudMethod.GET) {
            requireSize("a call with method=GET", size, MAX_GET);
        } else {
            requireSize("a call with signature v1, unlike one with TC3,", size, MAX_V1);
        }
        return parameters;
    }

    /** Refuses names that differ only in {@code _} and a dot, which are the same for signature v1. */
    private static void requireDistinct(Set<String> names) {
        Set<String> dotted = new HashSet<>();
        for (String name : names) {
            if (!dotted.add(name.replace('_', '.'))) {
                throw TencentException.of(
                                Outcome.REJECTED,
                                "BODY_NOT_FLAT",
                                "two parameters have the name " + name
                                        + " if _ and . are treated alike, as by signature v1: use TC3-HMAC-SHA256")
                        .build();
            }
        }
    }

    private static Map<String, String> flat(byte[] json, int indexBase) {
        try {
            Map<String, String> flat = CloudParameters.flattenStrict(json);
            flat.forEach((name, value) -> OutgoingText.of("the parameter " + name, value));
            return indexBase == 0 ? flat : counted(flat, indexBase);
        } catch (IllegalArgumentException e) {
            throw TencentException.of(Outcome.REJECTED, "BODY_NOT_FLAT", e.getMessage())
                    .build();
        }
    }

    /** Returns the parameters with indexes that start at another number. */
    private static Map<String, String> counted(Map<String, String> flat, int indexBase) {
        Map<String, String> counted = new LinkedHashMap<>();
        flat.forEach((name, value) -> {
            StringBuilder shifted = new StringBuilder();
            for (String part : name.split("\\.", -1)) {
                shifted.append(shifted.isEmpty() ? "" : ".")
                        .append(isIndex(part) ? String.valueOf(Integer.parseInt(part) + indexBase) : part);
            }
            counted.put(shifted.toString(), value);
        });
        return counted;
    }

    private static boolean isIndex(String part) {
        return !part.isEmpty() && part.length() < 9 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether the body has a {@code ClientToken}, by which Tencent recognizes retries. */
    static boolean hasClientToken(byte[] json) {
        return contains(json) && isMember(json);
    }

    private static boolean isMember(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean token = parser.currentName().equals("ClientToken");
                if (parser.nextToken() == JsonToken.VALUE_STRING && token) {
                    return !parser.getText().isBlank();
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean contains(byte[] json) {
        int last = json.length - CLIENT_TOKEN.length;
        for (int i = 0; i <= last; i++) {
            int same = 0;
            while (same < CLIENT_TOKEN.length && json[i + same] == CLIENT_TOKEN[same]) {
                same++;
            }
            if (same == CLIENT_TOKEN.length) {
                return true;
            }
        }
        return false;
    }

    private static void requireSize(String what, int size, int max) {
        if (size > max) {
            throw TencentException.of(
                            Outcome.REJECTED,
                            "BODY_TOO_LARGE",
                            what + " may have at most " + max + " bytes of parameters, this one has " + size)
                    .build();
        }
    }
}
