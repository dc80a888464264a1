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

    private static final byte[] NO_BYTES = {};
    // SHA-256 of the text UNSIGNED-PAYLOAD
    private static final byte[] UNSIGNED =
            new ByteSink(64).hex(Digest.SHA_256.of(ascii("UNSIGNED-PAYLOAD"))).array();

    private final String method;
    private final byte[] path;
    private final byte[] query;
    // sorted by name
    private final CanonicalHeader[] headers;
    // null where it is not signed
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
        CanonicalHeader[] headers = {CanonicalHeader.contentType(contentType), CanonicalHeader.host(host)};
        return new CanonicalRequest(
                method, CanonicalHeader.line("path", path), CanonicalHeader.line("query", query), headers, body, null);
    }

    /**
     * With another header signed, or another value of one that is signed already.
     *
     * @throws IllegalArgumentException when name or value are missing, or hold what a header cannot
     */
    public CanonicalRequest withHeader(String name, String value) {
        CanonicalHeader header = CanonicalHeader.of(name, value);
        int at = 0;
        while (at < headers.length && headers[at].name().compareTo(header.name()) < 0) {
            at++;
        }
        boolean there = at < headers.length && headers[at].name().equals(header.name());
        CanonicalHeader[] more = there ? headers.clone() : Arrays.copyOf(headers, headers.length + 1);
        if (!there) {
            System.arraycopy(headers, at, more, at + 1, headers.length - at);
        }
        more[at] = header;
        return new CanonicalRequest(method, path, query, more, payload, service);
    }

    /**
     * With the body left out of the signature. The request must say so by {@code X-TC-Content-SHA256: UNSIGNED-PAYLOAD}; its
     * body is then protected by TLS alone.
     */
    public CanonicalRequest withUnsignedPayload() {
        return new CanonicalRequest(method, path, query, headers, null, service);
    }

    /**
     * With the service of the signature's scope, such as {@code cvm}. Needed where the host's first label is something
     * else: a gateway, an address in digits.
     *
     * @throws IllegalArgumentException when it is no service
     */
    public CanonicalRequest withService(String service) {
        return new CanonicalRequest(method, path, query, headers, payload, CloudSignatureTc3.requireService(service));
    }

    /** The service of the signature's scope: the one that was set, else the first label of the host. */
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

    /** The names of the signed headers, as {@code SignedHeaders} lists them: sorted, joined by semicolons. */
    public String signedHeaders() {
        ByteSink sink = new ByteSink(64);
        signedHeaders(sink);
        return utf8(sink.array(), sink.length());
    }

    /** The text whose SHA-256 is signed; it holds the hash of the body, not the body. */
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
