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
package io.github.cameltencent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentAmbiguousException;
import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.TencentThrottledException;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.testing.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the Cloud API, against a server that verifies each signature independently. */
class CloudProducerTest extends CloudTestSupport {

    private static final String LIMIT = "{\"Limit\":2,\"Filters\":[{\"Name\":\"zone\",\"Values\":[\"a b\",\"漢+~*\"]}]}";

    @Test
    void theContentOfResponseBecomesTheBody() {
        emulator.cloud().answer("cvm/DescribeInstances", "{\"Big\":18446744073709551617,\"Text\":\"漢\"}");

        Exchange done = send(DESCRIBE, LIMIT);

        assertAccepted(done);
        assertThat(done.getMessage().getBody(String.class))
                .startsWith("{\"Big\":18446744073709551617,\"Text\":\"漢\",\"RequestId\":\"");
        assertThat(done.getMessage().getHeaders())
                .containsEntry("CamelTencentService", "cloud")
                .containsEntry("CamelTencentOperation", "cvm/DescribeInstances")
                .containsEntry("CamelTencentHttpStatus", 200)
                .containsEntry("CamelTencentAttempts", 1)
                .containsKey("CamelTencentRequestId");
        assertThat(requests().get(0).headers())
                .containsEntry("X-TC-Action", "DescribeInstances")
                .containsEntry("X-TC-Version", "2017-03-12")
                .containsEntry("X-TC-Region", "ap-guangzhou");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&method=GET",
                "&signatureMethod=HmacSHA256",
                "&signatureMethod=HmacSHA1",
                "&signatureMethod=HmacSHA256&method=GET",
                "&signatureMethod=HmacSHA1&method=GET",
                "&language=en-US"
            })
    void everySignatureAndMethodIsTaken(String options) {
        Exchange done = send(DESCRIBE + "&responseType=map" + options, LIMIT);

        assertAccepted(done);
        Map<?, ?> body = done.getMessage().getBody(Map.class);
        assertThat((List<?>) body.get("InstanceSet")).hasSize(2);
    }

    @Test
    void temporaryCredentialsAreSentWithTheirToken() {
        emulator.cloud()
                .addTemporaryKey(
                        "AKIDtemporary",
                        "temporary-key",
                        "tok+en/1=",
                        Instant.now().plusSeconds(600));
        String inline = "tencent:cloud/cvm/DescribeInstances?secretId=AKIDtemporary&secretKey=temporary-key&baseUri="
                + emulator.baseUri();
        for (String signature : List.of("", "&signatureMethod=HmacSHA1")) {
            assertAccepted(send(inline + "&sessionToken=RAW{tok+en/1=}" + signature, "{}"));
            Exchange refused = send(inline + "&sessionToken=other" + signature, "{}");
            assertThat(refused.getException()).isInstanceOf(TencentAuthException.class);
            assertThat(refused.getMessage().getHeaders())
                    .containsEntry("CamelTencentErrorCode", "AuthFailure.TokenFailure")
                    .containsEntry("CamelTencentAttempts", 1)
                    .containsKey("CamelTencentRequestId");
        }
    }

    @Test
    void anErrorInsideIsAnExceptionAndTheBodyStays() {
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"InvalidParameterValue.Range\"}");

        Exchange done = send(DESCRIBE, LIMIT);

        assertThat(done.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(((TencentRejectedException) done.getException()).getResult())
                .asString()
                .contains("InvalidParameterValue.Range");
        assertThat(done.getMessage().getBody()).isEqualTo(LIMIT);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void refusalsAreExplainedInChineseWhereThatIsTheLanguage() {
        context.getRegistry().bind("late", new SettableClock(Instant.now().getEpochSecond() - 3600));
        String expired = DESCRIBE + "&clockSkewCorrection=false&clock=#late&language=";

        assertThat(send(expired + "zh-CN", "{}").getMessage().getHeader("CamelTencentErrorMessage", String.class))
                .contains("签名时间与服务器相差超过 5 分钟：请校准本机时钟。本机时钟比服务器慢 ")
                .contains(" 秒。");
        assertThat(send(expired + "en-US", "{}").getMessage().getHeader("CamelTencentErrorMessage", String.class))
                .contains("The signature's time is more than 5 minutes");
        emulator.faults().addScript("{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"BrandNew\"}");
        assertThat(send(DESCRIBE + "&language=zh-CN", "{}").getException()).hasMessageContaining("未收录的错误码");
    }

    @Test
    void rawResponseGivesTheEnvelope() {
        Exchange done = send(DESCRIBE + "&rawResponse=true", LIMIT);
        assertThat(done.getMessage().getBody(String.class)).startsWith("{\"Response\":{");
        Exchange map = send(DESCRIBE + "&rawResponse=true&responseType=map", LIMIT);
        assertThat(map.getMessage().getBody(Map.class)).containsOnlyKeys("Response");
    }

    @Test
    void whatMayHaveBeenExecutedIsRepeatedForReadsAndWithAClientTokenOnly() {
        String fault = "{\"match\":{\"service\":\"cloud\"},\"fault\":\"reset_after\",\"count\":1}";
        String run = "tencent:cloud/cvm/RunInstances?application=shop";

        emulator.faults().addScript(fault);
        assertAccepted(send(DESCRIBE, "{}"));
        assertThat(requests()).hasSize(2);

        emulator.faults().addScript(fault);
        Exchange lost = send("tencent:cloud/vpc/ReleaseAddresses?application=shop", "{\"AddressIds\":[\"eip-1\"]}");
        assertThat(lost.getException()).isInstanceOf(TencentAmbiguousException.class);
        assertThat(requests()).hasSize(3);

        emulator.faults().addScript(fault);
        Exchange once = send(run, "{\"ClientToken\":\"order-4711\"}");
        assertAccepted(once);
        assertThat(once.getMessage().getHeaders()).doesNotContainKey("CamelTencentPossiblyDuplicate");
        assertThat(requests()).hasSize(5);
        assertThat(requests().subList(3, 5))
                .extracting(RecordedRequest::ids)
                .first()
                .isNotNull();
    }

    @Test
    void aClientTokenIsFilledInAndKeptOverRepeats() throws Exception {
        emulator.faults().addScript("{\"match\":{\"service\":\"cloud\"},\"fault\":\"reset_after\",\"count\":1}");

        Exchange done =
                send("tencent:cloud/cvm/RunInstances?application=shop&responseType=map", "{\"InstanceCount\":1}");

        assertAccepted(done);
        assertThat(requests()).hasSize(2);
        assertThat(requests().get(0).json().at("/ClientToken").asText())
                .hasSize(36)
                .isEqualTo(requests().get(1).json().at("/ClientToken").asText());
    }

    @Test
    void frequencyLimitsAreRepeated() {
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"RequestLimitExceeded\",\"count\":1}");
        assertAccepted(send("tencent:cloud/cvm/RunInstances?application=shop", "{}"));
        assertThat(requests()).hasSize(2);
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"RequestLimitExceeded\"}");
        assertThat(send(DESCRIBE + "&maxRetries=0", "{}").getException()).isInstanceOf(TencentThrottledException.class);
    }

    @Test
    void aDryRunOfTheServicesOwnIsNoFailure() {
        Exchange done = send("tencent:cloud/cvm/RunInstances?application=shop", "{\"DryRun\":true}");
        assertAccepted(done);
        assertThat(done.getMessage().getHeader("CamelTencentErrorCode")).isEqualTo("DryRunOperation");
    }

    @Test
    void aWrongClockIsLearnedOnceForTheApplication() {
        context.getRegistry().bind("late", new SettableClock(Instant.now().getEpochSecond() - 3600));

        Exchange first = send(DESCRIBE + "&clock=#late", "{}");
        Exchange second = send("tencent:cloud/cvm/DescribeZones?application=shop&clock=#late", "{}");

        assertAccepted(first);
        assertThat(first.getMessage().getHeader("CamelTencentAttempts")).isEqualTo(2);
        assertThat(second.getMessage().getHeader("CamelTencentAttempts")).isEqualTo(1);
        Exchange off = send(DESCRIBE + "&clock=#late&clockSkewCorrection=false", "{}");
        assertThat(off.getException())
                .isInstanceOf(TencentAuthException.class)
                .hasMessageContaining("s behind the server's");
        assertThat(off.getMessage().getHeader("CamelTencentAttempts")).isEqualTo(1);
    }

    @Test
    void theOldAddressesTakeActionsOfBothGenerations() {
        Exchange first = send(
                "tencent:cloud/eip/DescribeEip?application=shop&apiGeneration=2&responseType=map",
                "{\"eipIds\":[\"eip-1\"],\"limit\":1}");
        assertAccepted(first);
        assertThat(first.getMessage().getBody(Map.class)).containsKey("data");
        assertThat(requests().get(0).path()).isEqualTo("/v2/index.php");
        Exchange second = send(
                "tencent:cloud/cvm/DescribeInstances?application=shop&apiGeneration=2&method=GET&responseType=map",
                "{\"Limit\":1}");
        assertAccepted(second);
        assertThat(second.getMessage().getBody(Map.class)).containsKey("InstanceSet");
    }

    @Test
    void aDryRunShowsTheRequestWithItsSecretsMasked() {
        cloud.setSessionToken("secret-token");
        for (String options :
                List.of("", "&method=GET", "&signatureMethod=HmacSHA1", "&signatureMethod=HmacSHA256&method=GET")) {
            Exchange done = send(DESCRIBE + "&dryRun=true" + options, "{\"Limit\":1}");
            String shown = done.getMessage().getBody(Map.class).toString();
            assertThat(shown).contains("xxxxxx").doesNotContain("secret-token").doesNotContain("cloud-secret");
            assertThat(shown).doesNotContainPattern("Signature=[^x]");
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void bodiesThatCannotBeSentAreRejectedBeforeTheyAre() {
        assertRejected(send(DESCRIBE, "x".repeat(10 * 1024 * 1024 + 1)), "BODY_TOO_LARGE");
        assertRejected(send(DESCRIBE + "&method=GET", Map.of("a", "x".repeat(32 * 1024))), "BODY_TOO_LARGE");
        assertRejected(
                send(DESCRIBE + "&signatureMethod=HmacSHA1", Map.of("a", "x".repeat(1024 * 1024))), "BODY_TOO_LARGE");
        assertRejected(send(DESCRIBE + "&method=GET", "[1]"), "BODY_NOT_FLAT");
        assertRejected(send(DESCRIBE + "&method=GET", "{\"a\":[null]}"), "BODY_NOT_FLAT");
        assertRejected(send(DESCRIBE + "&signatureMethod=HmacSHA256", "{\"A_1\":1,\"A.1\":3}"), "BODY_NOT_FLAT");
        assertThat(requests()).isEmpty();
    }

    @Test
    void indexesCanBeginAtOne() {
        Exchange done = send(
                "tencent:cloud/eip/DescribeEip?application=shop&apiGeneration=2&method=GET&arrayIndexBase=1&dryRun=true",
                "{\"eipIds\":[\"a\",\"b\"],\"list\":[{\"x\":[\"y\"]}]}");
        assertThat(done.getMessage().getBody(Map.class).get("uri").toString())
                .startsWith(emulator.baseUri()
                        + "/v2/index.php?eipIds.1=a&eipIds.2=b&list.1.x.1=y&Action=DescribeEip&Region=gz&")
                .doesNotContain("Version=");
    }

    @Test
    void aBackupTakesOverSignedForItself() {
        String uri = "tencent:cloud/cvm/DescribeInstances?application=shop&baseUri=http://127.0.0.1:1&backupBaseUri="
                + emulator.baseUri();
        for (int i = 0; i < 8; i++) {
            assertAccepted(send(uri, "{}"));
        }
        assertThat(requests()).hasSize(8).allMatch(RecordedRequest::accepted);
    }

    private static void assertAccepted(Exchange done) {
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("ACCEPTED");
    }

    private static void assertRejected(Exchange done, String code) {
        assertThat(done.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(done.getMessage().getHeaders())
                .containsEntry("CamelTencentErrorCode", code)
                .containsEntry("CamelTencentAttempts", 0);
    }
}
