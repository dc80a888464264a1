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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.exchange.FieldValue;
import io.github.cameltencent.exchange.RequestBodies;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.InputStreamCache;

/** Creates the payload from a message, in the format that the action takes. Thread-safe if the random generator is. */
final class CloudPayloads {

    private static final String BINARY = "application/octet-stream";
    private static final int BOUNDARY_BYTES = 16;

    private final RandomGenerator random;

    CloudPayloads(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Creates the payload of a call.
     *
     * @throws TencentException REJECTED when the message does not have what the action takes
     */
    CloudPayload of(Exchange exchange, CloudTarget target) {
        return switch (target.format().bodyFormat()) {
            case MULTIPART -> multipart(exchange, target.format().file());
            case BINARY -> binary(exchange, target.product());
            default ->
                CloudPayload.json(
                        target.flattened() ? RequestBodies.jsonWithoutMark(exchange) : RequestBodies.json(exchange));
        };
    }

    private CloudPayload multipart(Exchange exchange, String file) {
        byte[] unlikely = new byte[BOUNDARY_BYTES];
        random.nextBytes(unlikely);
        String boundary = HexFormat.of().formatHex(unlikely); // lower case, as content types are signed
        MultipartBody form = new MultipartBody(boundary);
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map<?, ?> given) {
            Map<?, ?> parameters = rereadable(exchange, given);
            parameters.forEach((name, value) -> {
                String text = RequestBodies.text(exchange, value);
                byte[] bytes = text == null ? RequestBodies.content(exchange, value) : null;
                form.add(String.valueOf(name), bytes, text == null ? value : text);
            });
        } else {
            byte[] content = RequestBodies.isText(body) ? null : RequestBodies.content(exchange, body);
            if (content == null || file == null) {
                throw refused(
                        "BODY_NOT_MULTIPART",
                        "the action takes a file: use a Map of its parameters with the file as byte[], InputStream or File"
                                + (file == null ? "" : ", or only the file"));
            }
            form.add(file, content, content);
        }
        return new CloudPayload(form.end(), "multipart/form-data; boundary=" + boundary, Map.of(), false);
    }

    /** Replaces streams by repeatable ones, also on the message, so that a redelivery can send them again. */
    private static Map<?, ?> rereadable(Exchange exchange, Map<?, ?> parameters) {
        boolean streamed = parameters.values().stream()
                .anyMatch(each -> each instanceof InputStream && !(each instanceof StreamCache));
        if (!streamed) {
            return parameters;
        }
        Map<Object, Object> read = new LinkedHashMap<>();
        parameters.forEach((name, value) -> read.put(
                name,
                value instanceof InputStream && !(value instanceof StreamCache)
                        ? new InputStreamCache(RequestBodies.content(exchange, value))
                        : value));
        exchange.getMessage().setBody(read);
        return read;
    }

    private static CloudPayload binary(Exchange exchange, String product) {
        byte[] content = RequestBodies.content(exchange, exchange.getMessage().getBody());
        if (content == null) {
            throw refused(
                    "BODY_NOT_BINARY",
                    "the action takes bytes: use byte[], text, InputStream or File as the body, and headers for the parameters: X-"
                            + product.toUpperCase(Locale.ROOT) + "-Name");
        }
        return new CloudPayload(content, BINARY, headers(exchange, product), false);
    }

    /** Returns the parameters of a binary call, which are headers: {@code X-CLS-TopicId}. */
    private static Map<String, String> headers(Exchange exchange, String product) {
        String prefix = "X-" + product.toUpperCase(Locale.ROOT) + "-";
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (value != null && name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                headers.put(name, header(name, FieldValue.header(exchange, name).text()));
            }
        });
        return headers;
    }

    private static String header(String name, String value) {
        if (!isPrintable(name) || !isPrintable(value)) {
            throw refused(
                    "HEADER_INVALID",
                    "a header that is a parameter of the action contains characters other than printable ASCII");
        }
        return value;
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(unit -> unit >= ' ' && unit < 0x7f);
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
