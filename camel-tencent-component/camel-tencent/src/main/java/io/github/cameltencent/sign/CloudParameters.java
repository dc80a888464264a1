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
package io.github.cameltencent.sign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Flattens the JSON of a Cloud API call into parameters, for GET and for signature v1: {@code
 * {"Filters":[{"Name":"zone"}]}} becomes {@code Filters.0.Name=zone}. Indexes start at 0; numbers keep their digits;
 * {@code null}, {@code []} and {@code {}} are left out. These are the rules of Tencent's "Signature v1" and of its Java
 * SDK.
 */
public final class CloudParameters {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_CHARACTERS = 10 * 1024 * 1024;
    // no thread-locals, and no global table of names that untrusted input could fill
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARACTERS)
                    .build())
            .build();

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final boolean strict;
    private int characters;

    private CloudParameters(boolean strict) {
        this.strict = strict;
    }

    /**
     * Returns the parameters in the order of the JSON, in a new mutable map.
     *
     * @param json a JSON object in UTF-8, at most 64 levels deep; an empty array for no parameters
     * @throws IllegalArgumentException when it is not such an object; when an array contains null, [] or {}, which
     *     would leave a gap between the indexes; when two members have the same flattened name; or when there are more
     *     than 100,000 parameters or 10 Mi characters. The message contains no values
     */
    public static Map<String, String> flatten(byte[] json) {
        return flatten(json, false);
    }

    /**
     * Does the same as {@link #flatten(byte[])}, but refuses {@code []} and {@code {}}: leaving out an empty filter
     * would turn "none" into "all".
     *
     * @throws IllegalArgumentException also for an empty array or object
     */
    public static Map<String, String> flattenStrict(byte[] json) {
        return flatten(json, true);
    }

    private static Map<String, String> flatten(byte[] json, boolean strict) {
        CloudParameters flat = new CloudParameters(strict);
        if (json.length == 0) {
            return flat.parameters;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The parameters of a call must be a JSON object");
            }
            flat.object("", parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("There is text after the JSON object");
            }
            return flat.parameters;
        } catch (IOException e) {
            // Jackson's message quotes the JSON
            throw new IllegalArgumentException(
                    "The parameters of the call are not JSON, or nested deeper than " + MAX_DEPTH);
        }
    }

    private void object(String prefix, JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                int before = parameters.size();
                value(name, parser);
                if (strict && parameters.size() == before) {
                    throw new IllegalArgumentException(name
                            + " is empty, which flat parameters cannot express: leave it out, or use POST with TC3");
                }
            }
        }
    }

    private void array(String prefix, JsonParser parser) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            int before = parameters.size();
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                value(prefix + i, parser);
            }
            if (parameters.size() == before) {
                throw new IllegalArgumentException(
                        prefix + i
                                + " is null or empty, which flat parameters cannot express inside an array: leave it out, or use POST with TC3");
            }
        }
    }

    private void value(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(name + '.', parser);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            array(name + '.', parser);
        } else {
            put(name, parser.getText());
        }
    }

    private void put(String name, String value) {
        characters += name.length() + value.length();
        if (characters > MAX_CHARACTERS || parameters.size() >= FormParameters.MAX_PARAMETERS) {
            throw new IllegalArgumentException("The call has too many parameters to be flattened: use POST with TC3");
        }
        if (parameters.put(name, value) != null) {
            throw new IllegalArgumentException("The parameter " + name + " occurs twice");
        }
    }
}
