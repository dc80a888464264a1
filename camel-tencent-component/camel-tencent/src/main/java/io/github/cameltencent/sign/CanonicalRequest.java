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

import io.github.cameltencent.sign.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The parts of a request that the signature TC3-HMAC-SHA256 covers: method, path, query, headers and body. Header names
 * are sorted and in lower case, values are trimmed and in lower case, as required by Tencent's "Signature v3"; send the
 * headers in lower case too. Immutable and thread-safe; do not change the body array afterwards.
 */
public final class CanonicalRequest {

    /** The content type that {@link #post} signs; the request must have exactly this one. */
    public static final String JSON = "application/json; charset=utf-8";

    /** The content type that {@link #get} signs; the request must have it although it has no body. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final byte[] NO_BYTES = {};
    // SHA-256 of the text UNSIGNED-PAYLOAD
    private static final byte[] UNSIGNED =
            new ByteSink(64).hex(Digest.SHA_256.of(ascii("UNSIGNED-PAYLOAD"))).array();

    private final String method;
    private final byte[] path;
    private final byte[] query;
    // sorted by name
    private final CanonicalHeader[] headers;
    // null: the body is not signed
    private final byte[] payload;
    // null: the first label of the host
    private final String service;

    private CanonicalRequest(
            String method, byte[] path, byte[] query, CanonicalHeader[] headers, byte[] payload, String service) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.payload = payload;
        this.service = service;
    }

    /**
     * Creates a POST of JSON to the path {@code /}.
     *
     * @param host the value of the header {@code Host}, with the port unless it is the default port of the scheme
     * @param body the bytes that are sent
     */
    public static CanonicalRequest post(String host, byte[] body) {
        return of("POST", host, "/", "", JSON, body);
    }

    /**
     * Creates a GET of the path {@code /}.
     *
     * @param host the value of the header {@code Host}
     * @param query the encoded query without the question mark, exactly as it is sent; empty for none
     */
    public static CanonicalRequest get(String host, String query) {
        return of("GET", host, "/", query, FORM, NO_BYTES);
    }

    /**
     * Creates a POST of {@code multipart/form-data} to the path {@code /}.
     *
     * @param host the value of the header {@code Host}
     * @param boundary the boundary of the parts, without upper-case letters, because it is signed in lower case
     * @param body the bytes that are sent
     * @throws IllegalArgumentException when the boundary has upper-case letters
     */
    public static CanonicalRequest multipart(String host, String boundary, byte[] body) {
        if (!boundary.equals(boundary.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The boundary has upper-case letters, but is signed in lower case");
        }
        return of("POST", host, "/", "", "multipart/form-data; boundary=" + boundary, body);
    }

    /**
     * Creates a request. *
     * @param method {@code GET} or {@code POST}
     * @param host the value of the header {@code Host}
     * @param path the absolute path, {@code /} for the Cloud API
     * @param query the encoded query without the question mark, exactly as it is sent; empty for none
     * @param contentType the value of the header {@code Content-Type}
     * @param body the bytes that are sent
     * @throws IllegalArgumentException when an argument is null, a text contains a control character, which could add
     *     lines to what is signed, or the method is neither GET nor POST
     */
    public static CanonicalRequest of(
            String method, String host, String path, String query, String contentType, byte[] body) {
        if (!"POST".equals(method) && !"GET".equals(method)) {
            throw new IllegalArgumentException("The Cloud API takes GET and POST, not " + method);
        }
        if (body == null) {
            throw new IllegalArgumentException("The body is null: use an empty array for an empty body");
        }
        CanonicalHeader[] headers = {CanonicalHeader.contentType(contentType), CanonicalHeader.host(host)};
        return new CanonicalRequest(
                method, CanonicalHeader.line("path", path), CanonicalHeader.line("query", query), headers, body, null);
    }

    /**
     * Returns a copy that also signs this header, or signs it with this value.
     *
     * @throws IllegalArgumentException when name or value is null or not valid in a header
     */
    public CanonicalRequest withHeader(String name, String value) {
        CanonicalHeader header = CanonicalHeader.of(name, value);
        int index = 0;
        while (index < headers.length && headers[index].name().compareTo(header.name()) < 0) {
            index++;
        }
        boolean present = index < headers.length && headers[index].name().equals(header.name());
        CanonicalHeader[] merged = present ? headers.clone() : Arrays.copyOf(headers, headers.length + 1);
        if (!present) {
            System.arraycopy(headers, index, merged, index + 1, headers.length - index);
        }
        merged[index] = header;
        return new CanonicalRequest(method, path, query, merged, payload, service);
    }

    /**
     * Returns a copy that does not sign the body. The request needs the header {@code X-TC-Content-SHA256:
     * UNSIGNED-PAYLOAD}; only TLS protects the body then.
     */
    public CanonicalRequest withUnsignedPayload() {
        return new CanonicalRequest(method, path, query, headers, null, service);
    }

    /**
     * Returns a copy with the service of the credential scope, such as {@code cvm}. Needed if the first label of the
     * host is not the service: behind a gateway, or with an IP address.
     *
     * @throws IllegalArgumentException when it is not a valid service name
     */
    public CanonicalRequest withService(String service) {
        return new CanonicalRequest(method, path, query, headers, payload, CloudSignatureTc3.requireService(service));
    }

    /** The service of the credential scope: the one that was set, otherwise the first label of the host. */
    public String service() {
        if (service != null) {
            return service;
        }
        String host = "";
        for (CanonicalHeader header : headers) {
            host = header.isHost() ? utf8(header.value(), header.value().length) : host;
        }
        int end = 0;
        while (end < host.length() && host.charAt(end) != '.' && host.charAt(end) != ':') {
            end++;
        }
        return host.substring(0, end);
    }

    /** The names of the signed headers, sorted and separated by semicolons, as in {@code SignedHeaders}. */
    public String signedHeaders() {
        ByteSink sink = new ByteSink(64);
        signedHeaders(sink);
        return utf8(sink.array(), sink.length());
    }

    /** The canonical request text, whose SHA-256 is signed; it contains the hash of the body, not the body. */
    public String text() {
        ByteSink text = bytes();
        return utf8(text.array(), text.length());
    }

    byte[] hash() {
        ByteSink text = bytes();
        return Digest.SHA_256.of(text.array(), text.length());
    }

    void signedHeaders(ByteSink sink) {
        for (int i = 0; i < headers.length; i++) {
            if (i > 0) {
                sink.character(';');
            }
            sink.literal(headers[i].nameBytes());
        }
    }

    private ByteSink bytes() {
        ByteSink sink = new ByteSink(288 + query.length);
        sink.utf8(method)
                .character('\n')
                .literal(path)
                .character('\n')
                .literal(query)
                .character('\n');
        for (CanonicalHeader header : headers) {
            sink.literal(header.nameBytes())
                    .character(':')
                    .literal(header.value())
                    .character('\n');
        }
        sink.character('\n');
        signedHeaders(sink);
        sink.character('\n');
        return payload == null ? sink.literal(UNSIGNED) : sink.hex(Digest.SHA_256.of(payload));
    }

    private static String utf8(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "CanonicalRequest[" + method + " " + utf8(path, path.length) + " " + signedHeaders() + "]";
    }
}
