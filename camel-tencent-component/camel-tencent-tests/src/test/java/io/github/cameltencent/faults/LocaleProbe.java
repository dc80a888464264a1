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
package io.github.cameltencent.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.TpnsSignature;
import io.github.cameltencent.sign.UserSig;
import io.github.cameltencent.sign.UserSigClaims;
import io.github.cameltencent.sign.UserSigVerification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** Signs the vectors and calls each service, in a JVM whose locale, zone and charset a test has set; prints what is wrong. */
final class LocaleProbe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LocaleProbe() {}

    /** Argument: the port of the emulator. Ends with status 1 if something is wrong. */
    public static void main(String[] arguments) throws Exception {
        boolean right = vectors() & calls(Integer.parseInt(arguments[0]));
        System.exit(right ? 0 : 1);
    }

    private static boolean vectors() throws IOException {
        boolean right = true;
        for (JsonNode vector : read("tpns").get("sign")) {
            right &= same(
                    vector,
                    text(vector, "sign"),
                    TpnsSignature.sign(
                            text(vector, "access_id"),
                            text(vector, "secret_key"),
                            vector.get("timestamp").asLong(),
                            utf8(text(vector, "body"))));
        }
        JsonNode cloud = read("cloud");
        for (JsonNode vector : cloud.get("tc3")) {
            right &= same(
                    vector,
                    text(vector, "authorization"),
                    CloudSignatureTc3.authorization(
                            text(vector, "secret_id"),
                            text(vector, "secret_key"),
                            request(vector),
                            Instant.ofEpochSecond(vector.get("timestamp").asLong())));
        }
        for (JsonNode vector : cloud.get("v1")) {
            Map<String, String> parameters = new HashMap<>();
            vector.get("params")
                    .properties()
                    .forEach(each ->
                            parameters.put(each.getKey(), each.getValue().asText()));
            right &= same(
                    vector,
                    text(vector, "signature"),
                    CloudSignatureV1.sign(
                            text(vector, "secret_key"),
                            text(vector, "algorithm"),
                            text(vector, "method"),
                            text(vector, "host"),
                            text(vector, "path"),
                            parameters));
        }
        return right & tickets();
    }

    /** Ours are read by the verifier, and those of the vendor's library are. */
    private static boolean tickets() throws IOException {
        boolean right = true;
        for (JsonNode vector : read("usersig").get("hmac_v2")) {
            long app = vector.get("sdkappid").asLong();
            String key = text(vector, "key");
            String user = text(vector, "userid");
            byte[] userBuf =
                    vector.has("userbuf_base64") ? Base64.getDecoder().decode(text(vector, "userbuf_base64")) : null;
            Instant time = Instant.ofEpochSecond(vector.get("time").asLong());
            String ours =
                    UserSig.of(app, key).generate(user, vector.get("expire").asLong(), userBuf, time);
            UserSigVerification verification = UserSigVerification.of(app).withSecretKey(key);
            for (String ticket : new String[] {ours, text(vector, "usersig")}) {
                UserSigClaims claims = verification.verify(ticket, time);
                right &= same(vector, user + time, claims.getUserId() + Instant.ofEpochSecond(claims.getIssuedAt()));
            }
        }
        return right;
    }

    private static boolean calls(int port) throws Exception {
        boolean right = true;
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            MarkedCall.bind(context, port);
            context.start();
            int mark = 0;
            for (MarkedCall call : MarkedCall.values()) {
                right &= accepted(context, call, call.uri(port, ""), mark++);
            }
            String keys = "tencent:cloud/cvm/ModifyInstancesAttribute?application=shop&throwExceptionOnFailure=false";
            right &= accepted(context, MarkedCall.CLOUD, keys + "&signatureMethod=HmacSHA256&method=GET", mark++);
            right &= accepted(context, MarkedCall.CLOUD, keys + "&signatureMethod=HmacSHA1", mark++);
            String later = "tencent:push?application=shop&provider=tpns&audience=all&timeToLive=86400"
                    + "&throwExceptionOnFailure=false&sendTime=RAW("
                    + Instant.now().plusSeconds(86_400) + ")";
            right &= accepted(context, MarkedCall.PUSH, later, mark);
        }
        return right;
    }

    private static boolean accepted(DefaultCamelContext context, MarkedCall call, String uri, int mark) {
        Exchange sent = context.createProducerTemplate().send(uri, exchange -> {
            call.prepare(exchange, MarkedCall.mark(mark));
            if (uri.contains("audience=all")) {
                exchange.getMessage().removeHeader("CamelTencentTokens");
                exchange.getMessage().setHeader("CAMELTENCENTTITLE", "in any letter case");
            }
        });
        Object outcome = sent.getMessage().getHeader("CamelTencentOutcome");
        return same(uri, "ACCEPTED", outcome + (sent.getException() == null ? "" : " " + sent.getException()));
    }

    private static CanonicalRequest request(JsonNode vector) {
        byte[] body = vector.has("payload_base64")
                ? Base64.getDecoder().decode(text(vector, "payload_base64"))
                : utf8(text(vector, "payload"));
        JsonNode headers = vector.get("signed_header_values");
        CanonicalRequest request = CanonicalRequest.of(
                        text(vector, "method"),
                        text(vector, "host"),
                        "/",
                        vector.path("query").asText(),
                        headers.get("content-type").asText(),
                        body)
                .withService(text(vector, "service"));
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            request = request.withHeader(header.getKey(), header.getValue().asText());
        }
        return vector.path("unsigned_payload").asBoolean() ? request.withUnsignedPayload() : request;
    }

    private static boolean same(Object what, String expected, String actual) {
        if (!expected.equals(actual)) {
            System.out.println("expected " + expected + " but was " + actual + ": " + what);
        }
        return expected.equals(actual);
    }

    private static String text(JsonNode vector, String name) {
        return vector.get(name).asText();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream file = LocaleProbe.class.getResourceAsStream("/vectors/" + name + "-vectors.json")) {
            return JSON.readTree(file);
        }
    }
}
