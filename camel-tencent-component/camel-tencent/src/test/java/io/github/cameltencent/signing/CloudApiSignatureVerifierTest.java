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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentThrottledException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.FormParameters;
import io.github.cameltencent.testing.SettableClock;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only calls with a valid and recent signature of the Cloud API pass. */
class CloudApiSignatureVerifierTest extends SignerTestSupport {

    private static final String BODY = "{\"Limit\":20}";

    private final CloudApiSignatureVerifier verifier =
            TencentSigners.cloudVerifier().application("orders").clock(clock);

    @ParameterizedTest
    @MethodSource("captured")
    void whatTheVendorsClientSendsPasses(JsonNode wire) throws Exception {
        SettableClock then = new SettableClock(1795295121L);
        CloudApiSignatureVerifier check = TencentSigners.cloudVerifier()
                .keys(
                        wire.get("secret_id").asText(),
                        wire.get("secret_key").asText(),
                        wire.path("token").asText(null))
                .clock(then);
        check.setUnsignedPayload(wire.get("name").asText().equals("unsigned-payload"));

        assertThat(refusal(check, arrived(wire))).isNull();

        then.advance(Duration.ofSeconds(302));
        assertThat(refusal(check, arrived(wire))).isEqualTo("AuthFailure.SignatureExpire");
    }

    static Stream<Named<JsonNode>> captured() throws Exception {
        try (InputStream file =
                CloudApiSignatureVerifierTest.class.getResourceAsStream("/vectors/cloud-vectors.json")) {
            JsonNode wire = new ObjectMapper().readTree(file).get("wire");
            return StreamSupport.stream(wire.spliterator(), false)
                    .filter(each -> each.has("secret_id"))
                    .map(each -> Named.of(each.get("name").asText(), each));
        }
    }

    private Exchange arrived(JsonNode wire) {
        Map<String, String> headers = new java.util.HashMap<>();
        wire.get("headers")
                .forEach(each -> headers.put(each.get(0).asText(), each.get(1).asText()));
        byte[] body = wire.has("body_base64")
                ? Base64.getDecoder().decode(wire.get("body_base64").asText())
                : wire.get("body").asText().getBytes(UTF_8);
        return arrived(new RecordingServer.Arrived(
                wire.get("method").asText(), wire.get("target").asText(), headers, body));
    }

    @ParameterizedTest
    @CsvSource({"TC3-HMAC-SHA256, POST", "HmacSHA256, POST", "HmacSHA256, GET", "HmacSHA1, POST", "HmacSHA1, GET"})
    void whatTheSignerSignedPasses(String algorithm, String method) throws Exception {
        assertThat(refusal(verifier, signed(algorithm, method))).isNull();
        for (long seconds : new long[] {-301, 301}) {
            clock.advance(Duration.ofSeconds(seconds));
            Exchange other = signed(algorithm, method);
            clock.advance(Duration.ofSeconds(-seconds));
            assertThat(refusal(verifier, other)).isEqualTo("AuthFailure.SignatureExpire");
        }
    }

    @ParameterizedTest
    @CsvSource({"TC3-HMAC-SHA256, POST", "HmacSHA256, GET", "HmacSHA1, POST"})
    void thePreviousKeyIsAcceptedWhileItIsSet(String algorithm, String method) throws Exception {
        Exchange before = signed(algorithm, method);
        CloudApplication cloud = orders.getCloud();
        cloud.setSecretKey("next-key");
        assertThat(refusal(verifier, before)).isEqualTo("AuthFailure.SignatureFailure");
        cloud.setPreviousSecretKey(CLOUD_KEY);
        assertThat(refusal(verifier, before)).isNull();
        assertThat(refusal(verifier, signed(algorithm, method))).isNull();
        cloud.setSecretId("AKIDnext");
        assertThat(refusal(verifier, before)).isEqualTo("AuthFailure.SecretIdNotFound");
        cloud.setPreviousSecretId(SECRET_ID);
        assertThat(refusal(verifier, before)).isNull();
        assertThat(refusal(verifier, signed(algorithm, method))).isNull();
        cloud.setSessionToken("token-of-the-next");
        assertThat(refusal(verifier, before)).isNull();
        assertThat(refusal(verifier, signed(algorithm, method))).isNull();
        cloud.setPreviousSecretKey(null);
        assertThat(refusal(verifier, before)).isEqualTo("AuthFailure.SecretIdNotFound");
    }

    @Test
    void whatWasChangedIsRefused() throws Exception {
        assertThat(changed(m -> m.setBody("{}"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(m -> m.setHeader("X-TC-Action", "TerminateInstances")))
                .isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(m -> m.setHeader("X-TC-Timestamp", "1700000001"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(m -> m.setHeader("Host", "cvm.tencentcloudapi.com:8443")))
                .isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(m -> m.setHeader("Content-Type", "text/plain"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(m -> m.setHeader(Exchange.HTTP_QUERY, "a=b"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(m -> m.setHeader(Exchange.HTTP_METHOD, "GET"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(m -> m.setHeader("X-TC-Token", "t"))).isEqualTo("AuthFailure.TokenFailure");
        assertThat(changed(m -> m.setHeader("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")))
                .isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed("2023-11-14", "2023-11-15")).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed("/cvm/", "/vpc/")).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(changed(SECRET_ID, "AKIDother")).isEqualTo("AuthFailure.SecretIdNotFound");
    }

    @Test
    void headersMustBeThereOnce() throws Exception {
        for (String name : List.of("X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "Content-Type", "Host")) {
            assertThat(changed(m -> m.removeHeader(name))).isEqualTo("AuthFailure.InvalidAuthorization");
            assertThat(changed(m -> m.setHeader(name, List.of("a", "b"))))
                    .isEqualTo("AuthFailure.InvalidAuthorization");
        }
        assertThat(changed(m -> m.removeHeader("Authorization"))).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(changed(m -> m.setHeader("X-TC-Timestamp", "-1"))).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(changed(m -> m.setHeader(Exchange.HTTP_METHOD, "PUT")))
                .isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SKIP",
                "Bearer x",
                "TC3-HMAC-SHA256",
                "TC3-HMAC-SHA256 Credential=a/b/c/tc3_request,SignedHeaders=content-type;host,Signature=x",
                "TC3-HMAC-SHA256 Credential=a/b/tc3_request, SignedHeaders=content-type;host, Signature=x",
                "TC3-HMAC-SHA256 Credential=a/b/c/aws4_request, SignedHeaders=content-type;host, Signature=x",
                "TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=host;content-type, Signature=x",
                "TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=content-type;host;host, Signature=x",
                "TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=content-type, Signature=x",
                "TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=Content-Type;Host, Signature=x",
                "TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, Signature=x, SignedHeaders=content-type;host"
            })
    void anotherFormIsRefused(String authorization) throws Exception {
        assertThat(changed(m -> m.setHeader("Authorization", authorization)))
                .isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @Test
    void v1IsRefusedWhereAParameterWasChanged() throws Exception {
        assertThat(v1Changed(Map.of("Limit", "21"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(v1Changed(Map.of("More", ""))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(v1Changed(Map.of("SignatureMethod", "HmacSHA1"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(v1Changed(Map.of("Signature", "x"))).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(v1Changed(Map.of("Timestamp", "1699999699"))).isEqualTo("AuthFailure.SignatureExpire");
        assertThat(v1Changed(Map.of("Timestamp", "x"))).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(v1Changed(Map.of("Nonce", "-1"))).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(v1Changed(Map.of("Nonce", ""))).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(v1Changed(Map.of("SecretId", "AKIDother"))).isEqualTo("AuthFailure.SecretIdNotFound");
        assertThat(v1Changed(Map.of("Token", "t"))).isEqualTo("AuthFailure.TokenFailure");
        assertThat(v1Changed(Map.of("A_B", "1", "A.B", "1"))).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(v1Changed(Map.of())).isNull();
    }

    @Test
    void aFormThatTheConsumerReadIsTakenAsItIs() throws Exception {
        Exchange exchange = signed("HmacSHA256", "POST");
        Map<String, String> form = FormParameters.decode(exchange.getMessage().getBody(String.class));
        exchange.getMessage().setBody(form);

        assertThat(refusal(verifier, exchange)).isNull();
        assertThat(exchange.getMessage().getBody()).isSameAs(form);

        exchange.getMessage().setBody(Map.of("Action", List.of("a", "b")));
        assertThat(refusal(verifier, exchange)).isEqualTo("AuthFailure.InvalidAuthorization");
        exchange.getMessage().setBody("a=%");
        assertThat(refusal(verifier, exchange)).isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @Test
    void theOldAddressIsChecked() throws Exception {
        Exchange exchange = exchange(BODY);
        TencentSigners.cloud()
                .application("orders")
                .product("eip")
                .action("DescribeEip")
                .path("/v2/index.php")
                .clock(clock)
                .process(exchange);
        exchange.getMessage().setHeader("Host", "eip.api.qcloud.com");

        assertThat(refusal(verifier, exchange)).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(refusal(verifier.path("/v2/index.php"), exchange)).isNull();
        assertThat(refusal(verifier.host("gateway"), exchange)).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void aTokenMustBeTheKeysOwn() throws Exception {
        orders.getCloud().setSessionToken("right");
        assertThat(refusal(verifier, signed("TC3-HMAC-SHA256", "POST"))).isNull();
        assertThat(changed(m -> m.setHeader("X-TC-Token", "wrong"))).isEqualTo("AuthFailure.TokenFailure");
        assertThat(changed(m -> m.removeHeader("X-TC-Token"))).isEqualTo("AuthFailure.TokenFailure");
    }

    @Test
    void theProductMayBeSet() throws Exception {
        assertThat(refusal(verifier.product("cvm"), signed("TC3-HMAC-SHA256", "POST")))
                .isNull();
        assertThat(refusal(verifier.product("vpc"), signed("TC3-HMAC-SHA256", "POST")))
                .isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void aReplayPassesUnlessReplayCheckIsOn() throws Exception {
        Exchange exchange = signed("HmacSHA1", "GET");
        assertThat(refusal(verifier, exchange)).isNull();
        assertThat(refusal(verifier, exchange)).isNull();

        verifier.setReplayCheck(true);
        assertThat(refusal(verifier, exchange)).isNull();
        assertThat(refusal(verifier, exchange)).isEqualTo("REPLAYED");
        assertThat(refusal(verifier, signed("HmacSHA1", "GET"))).isNull();
        Exchange tc3 = signed("TC3-HMAC-SHA256", "POST");
        assertThat(refusal(verifier, tc3)).isNull();
        assertThat(refusal(verifier, tc3)).isEqualTo("REPLAYED");
    }

    @Test
    void theSameNonceWithOtherParametersIsARepeat() throws Exception {
        verifier.setReplayCheck(true);
        Exchange exchange = signed("HmacSHA256", "POST");
        assertThat(refusal(verifier, exchange)).isNull();
        Map<String, String> parameters =
                FormParameters.decode(exchange.getMessage().getBody(String.class));
        parameters.put("Limit", "21");
        parameters.put("Signature", v1(parameters));
        exchange.getMessage().setBody(FormParameters.encode(parameters));

        assertThat(refusal(verifier, exchange)).isEqualTo("REPLAYED");
    }

    @Test
    void aFullReplayMemoryRefusesFurtherCalls() throws Exception {
        verifier.setReplayCheck(true);
        verifier.setMaxRemembered(1);
        verifier.process(signed("HmacSHA1", "POST"));

        assertThatThrownBy(() -> verifier.process(signed("HmacSHA1", "POST")))
                .isInstanceOf(TencentThrottledException.class)
                .hasMessageContaining("REPLAY_MEMORY_FULL");
    }

    @Test
    void aRefusalContainsNoSecret() {
        Exchange exchange = signed("TC3-HMAC-SHA256", "POST");
        exchange.getMessage().setBody("{\"other\":1}");

        assertThatThrownBy(() -> verifier.process(exchange))
                .isInstanceOf(TencentAuthException.class)
                .hasMessageNotContainingAny(CLOUD_KEY, "Signature=", "other");
    }

    private interface Change {
        void apply(Message message);
    }

    private String changed(String from, String to) throws Exception {
        return changed(m -> m.setHeader(
                "Authorization", m.getHeader("Authorization", String.class).replace(from, to)));
    }

    private String changed(Change change) throws Exception {
        Exchange exchange = signed("TC3-HMAC-SHA256", "POST");
        change.apply(exchange.getMessage());
        return refusal(verifier, exchange);
    }

    private String v1Changed(Map<String, String> changes) throws Exception {
        Exchange exchange = signed("HmacSHA256", "POST");
        Map<String, String> parameters =
                FormParameters.decode(exchange.getMessage().getBody(String.class));
        parameters.putAll(changes);
        exchange.getMessage().setBody(FormParameters.encode(parameters));
        return refusal(verifier, exchange);
    }

    private static String v1(Map<String, String> parameters) {
        return CloudSignatureV1.sign(CLOUD_KEY, "HmacSHA256", "POST", "cvm.tencentcloudapi.com", "/", parameters);
    }

    private Exchange signed(String algorithm, String method) {
        Exchange exchange = exchange(BODY);
        TencentSigners.cloud()
                .application("orders")
                .product("cvm")
                .action("DescribeInstances")
                .version("2017-03-12")
                .signatureMethod(algorithm)
                .method(method)
                .clock(clock)
                .process(exchange);
        exchange.getMessage().setHeader("Host", "cvm.tencentcloudapi.com");
        if (method.equals("GET")) {
            exchange.getMessage().setBody(null);
        }
        return exchange;
    }
}
