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
 * Flattens the JSON of a Cloud API call into parameters, for GET and for signature v1:
 * {@code {"Filters":[{"Name":"zone"}]}} becomes {@code Filters.0.Name=zone}. Indexes start at 0; numbers keep their digits;
 * null, {@code []} and {@code {}} vanish. The rules are those of Tencent's "Signature v1" and of its Java client.
 */
public final class CloudParameters {

    private static final int DEEPEST = 64;
    private static final int MOST_CHARACTERS = 10 * 1024 * 1024;
    // no thread-locals, no table of names that strangers could fill
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(MOST_CHARACTERS)
                    .build())
            .build();

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final boolean whole;
    private int characters;

    private CloudParameters(boolean whole) {
        this.whole = whole;
    }

    /**
     * The parameters in the order of the JSON; a new map, which the caller may add to.
     *
     * @param json a JSON object in UTF-8, or no bytes for one without members; at most 64 levels deep
     * @throws IllegalArgumentException when it is something else; when null, [] or {} stand inside an array, which would leave a gap
     *     among the indexes; when two members flatten to one name; when more than 100,000 parameters or 10 Mi
     *     characters result. Its text repeats no value
     */
    public static Map<String, String> flatten(byte[] json) {
        return flatten(json, false);
    }

    /**
     * As {@link #flatten(byte[])}, but {@code []} and {@code {}} do not vanish: what says "none" would say "all".
     *
     * @throws IllegalArgumentException for one of them, too
     */
    public static Map<String, String> flattenWhole(byte[] json) {
        return flatten(json, true);
    }

    private static Map<String, String> flatten(byte[] json, boolean whole) {
        CloudParameters flat = new CloudParameters(whole);
        if (json.length == 0) {
            return flat.parameters;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(
                        "The parameters of a call are a JSON object, this is something else");
            }
            flat.object("", parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("There is text behind the JSON object");
            }
            return flat.parameters;
        } catch (IOException e) {
            // Jackson's own text quotes the JSON
            throw new IllegalArgumentException("The parameters of the call are not JSON, or deeper than " + DEEPEST);
        }
    }

    private void object(String prefix, JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                int before = parameters.size();
                value(name, parser);
                if (whole && parameters.size() == before) {
                    throw new IllegalArgumentException(
                            name + " is empty, which parameters cannot say: leave it out, or use POST with TC3");
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
                                + " is null or empty, which parameters cannot say inside an array: leave it out, or use POST with TC3");
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
        if (characters > MOST_CHARACTERS || parameters.size() >= FormParameters.MOST) {
            throw new IllegalArgumentException(
                    "The call has too many parameters to send them as such: use POST with TC3");
        }
        if (parameters.put(name, value) != null) {
            throw new IllegalArgumentException("The parameter " + name + " is there twice");
        }
    }
}
