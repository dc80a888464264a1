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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The position of the {@code ClientToken} in the bytes of a request, so that it can be inserted without rewriting the
 * JSON.
 *
 * @param kind what is at the position
 * @param from the start of the token
 * @param to the end of the replaced bytes
 */
record ClientTokenPosition(Kind kind, int from, int to) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAME = "ClientToken";

    enum Kind {
        /** Not a JSON object, or a token that is not text: the service will refuse it. */
        NONE,
        /** A token of the user. */
        TAKEN,
        /** An empty value to replace. */
        EMPTY,
        /** No token, in an object with other members. */
        MISSING,
        /** No token, in an empty object. */
        MISSING_ALONE
    }

    boolean isTaken() {
        return kind == Kind.TAKEN;
    }

    /** Whether a token can be inserted. */
    boolean isEmpty() {
        return kind == Kind.EMPTY || kind == Kind.MISSING || kind == Kind.MISSING_ALONE;
    }

    static ClientTokenPosition find(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return find(parser);
        } catch (IOException e) {
            return new ClientTokenPosition(Kind.NONE, 0, 0);
        }
    }

    private static ClientTokenPosition find(JsonParser parser) throws IOException {
        // the Cloud API only takes UTF-8; other encodings have no byte offsets
        if (parser.nextToken() != JsonToken.START_OBJECT || end(parser) < 0) {
            return new ClientTokenPosition(Kind.NONE, 0, 0);
        }
        int begin = end(parser);
        ClientTokenPosition found = null;
        boolean alone = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            alone = false;
            boolean token = NAME.equals(parser.currentName());
            JsonToken value = parser.nextToken();
            if (token && found == null) {
                found = at(parser, value);
            } else if (token) {
                return new ClientTokenPosition(Kind.NONE, 0, 0); // duplicate: it is undefined which one counts
            }
            parser.skipChildren();
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            return new ClientTokenPosition(Kind.NONE, 0, 0);
        }
        return found != null ? found : new ClientTokenPosition(alone ? Kind.MISSING_ALONE : Kind.MISSING, begin, begin);
    }

    private static ClientTokenPosition at(JsonParser parser, JsonToken value) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        boolean text = value == JsonToken.VALUE_STRING;
        if (text && !parser.getText().isBlank()) {
            return new ClientTokenPosition(Kind.TAKEN, 0, 0);
        }
        if (!text && value != JsonToken.VALUE_NULL) {
            return new ClientTokenPosition(Kind.NONE, 0, 0);
        }
        return new ClientTokenPosition(Kind.EMPTY, from, end(parser));
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    byte[] fill(byte[] body, String token) {
        String text =
                switch (kind) {
                    case EMPTY -> '"' + token + '"';
                    case MISSING -> '"' + NAME + "\":\"" + token + "\",";
                    case MISSING_ALONE -> '"' + NAME + "\":\"" + token + '"';
                    case NONE, TAKEN -> throw new IllegalStateException("there is no position for a token");
                };
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream filled = new ByteArrayOutputStream(body.length + bytes.length);
        filled.write(body, 0, from);
        filled.writeBytes(bytes);
        filled.write(body, to, body.length - to);
        return filled.toByteArray();
    }
}
