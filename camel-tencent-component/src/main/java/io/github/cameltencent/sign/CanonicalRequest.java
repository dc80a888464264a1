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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the signature TC3-HMAC-SHA256 covers of one request: method, path, the query as it is sent, headers, and the body.
 * Header names are kept in lower case and sorted, values trimmed and in lower case, as Tencent's documentation of
 * "Signature v3" wants them; so what is sent should be in lower case too. Immutable and thread-safe, as long as nobody
 * changes the array given as the body.
 */
public final class CanonicalRequest {

    /** The content type that {@link #post} signs; the request must carry exactly this. */
    public static final String JSON = "application/json; charset=utf-8";

    /** The content type that {@link #get} signs; the request must carry it though it has no body. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final String CONTENT_TYPE = "content-type";
    private static final String HOST = "host";
    private static final byte[] NO_BYTES = {};
    // SHA-256 of the text UNSIGNED-PAYLOAD
    private static final byte[] UNSIGNED =
            new ByteSink(64).hex(Digest.SHA_256.of(ascii("UNSIGNED-PAYLOAD"))).array();

    private final String method;
    private final String path;
    private final String query;
    private final String[] names;
    private final String[] values;
    // null where it is not signed
    private final byte[] payload;
    // null: the first label of the host
    private final String service;

    private CanonicalRequest(
            String method, String path, String query, String[] names, String[] values, byte[] payload, String service) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.names = names;
        this.values = values;
        this.payload = payload;
        this.service = service;
    }

    /**
     * A POST of JSON to the path {@code /}.
     *
     * @param host what the header {@code Host} will be: with the port where that is not the scheme's own
     * @param body the bytes as they will be sent
     */
    public static CanonicalRequest post(String host, byte[] body) {
        return of("POST", host, "/", "", JSON, body);
    }

    /**
     * A GET of the path {@code /}.
     *
     * @param host what the header {@code Host} will be
     * @param query what follows the question mark, byte for byte as it will be sent; empty for none
     */
    public static CanonicalRequest get(String host, String query) {
        return of("GET", host, "/", query, FORM, NO_BYTES);
    }

    /**
     * A POST of {@code multipart/form-data} to the path {@code /}.
     *
     * @param host what the header {@code Host} will be
     * @param boundary what parts the body, without upper-case letters, since it is signed in lower case
     * @param body the bytes as they will be sent
     * @throws IllegalArgumentException when the boundary has upper-case letters
     */
    public static CanonicalRequest multipart(String host, String boundary, byte[] body) {
        if (!boundary.equals(boundary.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The boundary has upper-case letters: it is signed in lower case");
        }
        return of("POST", host, "/", "", "multipart/form-data; boundary=" + boundary, body);
    }

    /**
     * Any request.
     *
     * @param method {@code GET} or {@code POST}
     * @param host what the header {@code Host} will be
     * @param path from the first slash on, {@code /} for the Cloud API
     * @param query what follows the question mark, byte for byte as it will be sent; empty for none
     * @param contentType what the header {@code Content-Type} will be
     * @param body the bytes as they will be sent
     * @throws IllegalArgumentException when a text is missing or holds a control character, which would add lines to
     *     what is signed, or the method is another one
     */
    public static CanonicalRequest of(
            String method, String host, String path, String query, String contentType, byte[] body) {
        if (!"POST".equals(method) && !"GET".equals(method)) {
            throw new IllegalArgumentException("The Cloud API takes GET and POST, not " + method);
        }
        if (body == null) {
            throw new IllegalArgumentException("The body is missing: an empty one has no bytes");
        }
        String[] names = {CONTENT_TYPE, HOST};
        String[] values = {value(CONTENT_TYPE, contentType), value(HOST, host)};
        return new CanonicalRequest(method, line("path", path), line("query", query), names, values, body, null);
    }

    /**
     * With another header signed, or another value of one that is signed already.
     *
     * @throws IllegalArgumentException when name or value are missing, or hold what a header cannot
     */
    public CanonicalRequest withHeader(String name, String value) {
        String lower = headerName(name);
        int at = Arrays.binarySearch(names, lower);
        String[] moreNames = names;
        String[] moreValues;
        if (at < 0) {
            at = -at - 1;
            moreNames = inserted(names, at);
            moreNames[at] = lower;
            moreValues = inserted(values, at);
        } else {
            moreValues = values.clone();
        }
        moreValues[at] = value(lower, value);
        return new CanonicalRequest(method, path, query, moreNames, moreValues, payload, service);
    }

    /**
     * With the body left out of the signature. The request must say so by {@code X-TC-Content-SHA256: UNSIGNED-PAYLOAD}; its
     * body is then protected by TLS alone.
     */
    public CanonicalRequest withUnsignedPayload() {
        return new CanonicalRequest(method, path, query, names, values, null, service);
    }

    /**
     * With the service of the signature's scope, such as {@code cvm}. Needed where the host's first label is something
     * else: a gateway, an address in digits.
     *
     * @throws IllegalArgumentException when it is no service
     */
    public CanonicalRequest withService(String service) {
        return new CanonicalRequest(
                method, path, query, names, values, payload, CloudSignatureTc3.requireService(service));
    }

    /** The service of the signature's scope: the one that was set, else the first label of the host. */
    public String service() {
        if (service != null) {
            return service;
        }
        String host = values[Arrays.binarySearch(names, HOST)];
        int end = 0;
        while (end < host.length() && host.charAt(end) != '.' && host.charAt(end) != ':') {
            end++;
        }
        return host.substring(0, end);
    }

    /** The names of the signed headers, as {@code SignedHeaders} lists them: sorted, joined by semicolons. */
    public String signedHeaders() {
        return String.join(";", names);
    }

    /** The text whose SHA-256 is signed; it holds the hash of the body, not the body. */
    public String text() {
        ByteSink text = bytes();
        return new String(text.array(), 0, text.length(), StandardCharsets.UTF_8);
    }

    byte[] hash() {
        ByteSink text = bytes();
        return Digest.SHA_256.of(text.array(), text.length());
    }

    void signedHeaders(ByteSink sink) {
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                sink.character(';');
            }
            sink.utf8(names[i]);
        }
    }

    private ByteSink bytes() {
        ByteSink sink = new ByteSink(384 + 3 * query.length());
        sink.utf8(method).character('\n').utf8(path).character('\n').utf8(query).character('\n');
        for (int i = 0; i < names.length; i++) {
            sink.utf8(names[i]).character(':').utf8(values[i]).character('\n');
        }
        sink.character('\n');
        signedHeaders(sink);
        sink.character('\n');
        return payload == null ? sink.literal(UNSIGNED) : sink.hex(Digest.SHA_256.of(payload));
    }

    private static String[] inserted(String[] into, int at) {
        String[] more = Arrays.copyOf(into, into.length + 1);
        System.arraycopy(into, at, more, at + 1, into.length - at);
        return more;
    }

    private static String headerName(String name) {
        String lower = line("name of a header", name).toLowerCase(Locale.ROOT);
        boolean whole = !lower.isEmpty();
        for (int i = 0; i < lower.length(); i++) {
            char unit = lower.charAt(i);
            whole &= unit == '-' || unit == '_' || unit >= 'a' && unit <= 'z' || unit >= '0' && unit <= '9';
        }
        if (!whole) {
            throw new IllegalArgumentException("No name of a header that can be signed: " + name);
        }
        return lower;
    }

    private static String value(String name, String value) {
        return line("header " + name, value == null ? null : value.trim()).toLowerCase(Locale.ROOT);
    }

    private static String line(String what, String text) {
        if (text == null) {
            throw new IllegalArgumentException("The " + what + " is missing");
        }
        if (!Texts.isPlain(text)) {
            throw new IllegalArgumentException("The " + what + " holds a control character or half a surrogate pair");
        }
        return text;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "CanonicalRequest[" + method + " " + path + " " + signedHeaders() + "]";
    }
}
