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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.FormParameters;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signer signs what a plain HTTP endpoint sends to the Cloud API. */
class CloudApiSignerTest extends SignerTestSupport {

    private static final String BODY = "{\"Limit\":20,\"Filters\":[{\"Name\":\"名\"}]}";
    private static final String HOST = "cvm.tencentcloudapi.com";

    private final CloudApiSigner signer = TencentSigners.cloud()
            .application("orders")
            .product("cvm")
            .action("DescribeInstances")
            .version("2017-03-12")
            .clock(clock);

    @ParameterizedTest
    @MethodSource("bodies")
    void tc3SetsHeadersForTheBytesThatGoOut(Object body) {
        Exchange exchange = exchange(body);
        exchange.setProperty(Exchange.CHARSET_NAME, "GBK");

        signer.process(exchange);

        Message message = exchange.getMessage();
        assertThat(message.getBody()).isInstanceOf(byte[].class);
        assertThat(new String(message.getBody(byte[].class), UTF_8)).isEqualTo(BODY);
        assertThat(message.getHeaders())
                .containsOnlyKeys(
                        "Authorization",
                        "X-TC-Action",
                        "X-TC-Version",
                        "X-TC-Timestamp",
                        "X-TC-Region",
                        "Content-Type",
                        Exchange.HTTP_METHOD)
                .containsEntry("X-TC-Action", "DescribeInstances")
                .containsEntry("X-TC-Version", "2017-03-12")
                .containsEntry("X-TC-Timestamp", "1700000000")
                .containsEntry("X-TC-Region", "ap-guangzhou")
                .containsEntry("Content-Type", "application/json; charset=utf-8")
                .containsEntry(Exchange.HTTP_METHOD, "POST")
                .containsEntry("Authorization", tc3(CanonicalRequest.post(HOST, BODY.getBytes(UTF_8))));
    }

    static Stream<Object> bodies() {
        return Stream.of(BODY, BODY.getBytes(UTF_8), new ByteArrayInputStream(BODY.getBytes(UTF_8)));
    }

    @Test
    void tc3ByGetIsRefusedSinceCamelHttpSendsNoContentTypeWithIt() {
        signer.setMethod("get");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer.requireKeys(context))
                .withMessageContaining("Content-Type");
        assertThatIllegalArgumentException().isThrownBy(() -> signer.process(exchange(BODY)));
    }

    @Test
    void withoutABodyTheParametersOfAGetAreThoseOfTheQuery() {
        Exchange exchange = exchange(null);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, "Name=a+b%7e*&Limit=1");
        signer.method("GET").signatureMethod("HmacSHA1");

        signer.process(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY)).isNull();
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class))
                .startsWith("Name=a%20b~%2A&Limit=1&Action=DescribeInstances&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA1", "HmacSHA256"})
    void v1PutsItsParametersIntoTheForm(String algorithm) {
        Exchange exchange = exchange(BODY);
        exchange.getMessage().setHeader("Content-Type", "application/json");
        signer.setSignatureMethod(algorithm);
        signer.setRandom(new Random(1));

        signer.process(exchange);

        Message message = exchange.getMessage();
        Map<String, String> sent = FormParameters.decode(message.getBody(String.class));
        assertThat(message.getHeaders())
                .containsOnly(
                        Map.entry("Content-Type", "application/x-www-form-urlencoded"),
                        Map.entry(Exchange.HTTP_METHOD, "POST"));
        assertThat(sent)
                .containsEntry("Action", "DescribeInstances")
                .containsEntry("Version", "2017-03-12")
                .containsEntry("Region", "ap-guangzhou")
                .containsEntry("Timestamp", "1700000000")
                .containsEntry("SecretId", SECRET_ID)
                .containsEntry("SignatureMethod", algorithm)
                .containsEntry("Limit", "20")
                .containsEntry("Filters.0.Name", "名")
                .hasSize(10)
                .containsEntry("Signature", CloudSignatureV1.sign(CLOUD_KEY, algorithm, "POST", HOST, "/", sent));
        assertThat(Long.parseLong(sent.get("Nonce"))).isBetween(1L, (long) Integer.MAX_VALUE);
    }

    @Test
    void v1ByGetPutsThemIntoTheQuery() {
        Exchange exchange = exchange(BODY);
        signer.method("GET").signatureMethod("HmacSHA256");

        signer.process(exchange);

        Map<String, String> sent =
                FormParameters.decode(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class));
        assertThat(sent)
                .hasSize(10)
                .containsEntry("Signature", CloudSignatureV1.sign(CLOUD_KEY, "HmacSHA256", "GET", HOST, "/", sent));
        assertThat(exchange.getMessage().getHeader("Authorization")).isNull();
    }

    @Test
    void theOldAddressesAreSignedByV1() {
        CloudApiSigner old = TencentSigners.cloud()
                .keys(SECRET_ID, CLOUD_KEY)
                .product("eip")
                .action("DescribeEip")
                .region("gz")
                .path("/v2/index.php")
                .clock(clock);
        Exchange exchange = exchange("{\"eipIds\":[\"eip-1\"]}");

        old.process(exchange);

        Map<String, String> sent = FormParameters.decode(exchange.getMessage().getBody(String.class));
        assertThat(sent)
                .containsEntry("eipIds.0", "eip-1")
                .containsEntry("Region", "gz")
                .doesNotContainKey("Version")
                .containsEntry(
                        "Signature",
                        CloudSignatureV1.sign(
                                CLOUD_KEY, "HmacSHA256", "POST", "eip.api.qcloud.com", "/v2/index.php", sent));
        old.setSignatureMethod("TC3-HMAC-SHA256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> old.requireKeys(context))
                .withMessageContaining("old addresses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET"})
    void signingAnewTakesTheSameParameters(String method) {
        signer.method(method).signatureMethod("HmacSHA1").keys(SECRET_ID, CLOUD_KEY, "token==");
        Exchange exchange = exchange(BODY);
        signer.process(exchange);
        Map<String, String> first = sent(exchange, method);
        clock.advance(java.time.Duration.ofSeconds(7));

        signer.process(exchange);

        Map<String, String> second = sent(exchange, method);
        assertThat(second.get("Timestamp")).isEqualTo("1700000007");
        assertThat(second.get("Nonce")).isNotEqualTo(first.get("Nonce"));
        assertThat(second.get("Token")).isEqualTo("token==");
        assertThat(without(second, "Timestamp", "Nonce", "Signature"))
                .isEqualTo(without(first, "Timestamp", "Nonce", "Signature"));
        assertThat(second)
                .containsEntry("Signature", CloudSignatureV1.sign(CLOUD_KEY, "HmacSHA1", method, HOST, "/", second));
    }

    private static Map<String, String> sent(Exchange exchange, String method) {
        Message message = exchange.getMessage();
        return FormParameters.decode(
                method.equals("GET")
                        ? message.getHeader(Exchange.HTTP_QUERY, String.class)
                        : message.getBody(String.class));
    }

    private static Map<String, String> without(Map<String, String> parameters, String... names) {
        Map<String, String> rest = new TreeMap<>(parameters);
        for (String name : names) {
            rest.remove(name);
        }
        return rest;
    }

    @Test
    void signatureValuesInTheMessageAreNotTrusted() {
        Exchange exchange = exchange(BODY);
        Map.of("x-tc-action", "TerminateInstances", "X-Tc-Token", "t", "AUTHORIZATION", "Bearer x")
                .forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD");
        exchange.getMessage().setHeader("X-TC-Language", "en-US");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "a=b");
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "PUT");

        signer.process(exchange);

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("X-TC-Action", "DescribeInstances")
                .containsEntry("X-TC-Language", "en-US")
                .containsEntry(Exchange.HTTP_METHOD, "POST")
                .doesNotContainKeys("X-TC-Token", "X-TC-Content-SHA256", Exchange.HTTP_QUERY);
        assertThat(exchange.getMessage().getHeader("Authorization", String.class))
                .startsWith("TC3-HMAC-SHA256 ");
    }

    @Test
    void aContentTypeIsSignedAsItWillBeWritten() {
        Exchange exchange = exchange(BODY);
        exchange.getMessage().setHeader("Content-Type", "Application/JSON;charset=UTF-8");
        signer.process(exchange);
        assertThat(exchange.getMessage().getHeader("Content-Type")).isEqualTo("application/json; charset=utf-8");

        Exchange multipart = exchange(BODY);
        multipart.getMessage().setHeader("Content-Type", "multipart/form-data; boundary=aB");
        assertThatThrownBy(() -> signer.process(multipart))
                .isInstanceOf(TencentRejectedException.class)
                .hasMessageContaining("boundary");
    }

    @Test
    void temporaryKeysBringTheirToken() {
        Exchange exchange = exchange(BODY);
        orders.getCloud().setSessionToken("token==");

        signer.process(exchange);

        assertThat(exchange.getMessage().getHeader("X-TC-Token")).isEqualTo("token==");
    }

    @Test
    void keysMayBeReplacedWhileRoutesRun() {
        Exchange first = exchange(BODY);
        signer.process(first);
        CloudApplication other = new CloudApplication();
        other.setSecretId("AKIDother");
        other.setSecretKey("other-key");
        orders.setCloud(other);

        Exchange second = exchange(BODY);
        signer.process(second);

        assertThat(second.getMessage().getHeader("Authorization", String.class)).contains("Credential=AKIDother/");
        assertThat(second.getMessage().getHeader("X-TC-Region")).isNull();
    }

    @Test
    void whatCannotBeFlattenedIsRejected() {
        signer.setSignatureMethod("HmacSHA256");
        for (String body : new String[] {"{\"A\":[null]}", "[]", "{\"A\":secret}", "%%="}) {
            assertThatThrownBy(() -> signer.process(exchange(body)))
                    .isInstanceOf(TencentRejectedException.class)
                    .hasMessageContaining("PARAMETERS_INVALID")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void compressionAfterSigningIsRejected() {
        Exchange exchange = exchange(BODY);
        exchange.getMessage().setHeader("Content-Encoding", "gzip");

        assertThatThrownBy(() -> signer.process(exchange)).hasMessageContaining("CONTENT_ENCODING");
    }

    @Test
    void missingSettingsFailTheStartOfTheRoute() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TencentSigners.cloud().application("orders").requireKeys(context))
                .withMessageContaining("No product");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer.version(null).requireKeys(context))
                .withMessageContaining("No version");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        signer.version("2017-03-12").product("c/vm").host("h").requireKeys(context))
                .withMessageContaining("c/vm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer.setSignatureMethod("HmacMD5"))
                .withMessageContaining("HmacMD5");
        assertThatIllegalArgumentException().isThrownBy(() -> signer.setMethod("PUT"));
        assertThatIllegalArgumentException().isThrownBy(() -> signer.setPath("index.php"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TencentSigners.cloud().keys(SECRET_ID, null).requireKeys(context))
                .withMessageContaining("secretKey");
        orders.setCloud(null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer.product("cvm").requireKeys(context))
                .withMessageContaining("cloud.secret-id");
    }

    private static String tc3(CanonicalRequest request) {
        return CloudSignatureTc3.authorization(
                SECRET_ID,
                CLOUD_KEY,
                request.withHeader("X-TC-Action", "DescribeInstances"),
                Instant.ofEpochSecond(NOW));
    }
}
