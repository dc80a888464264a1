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
package io.github.cameltencent.cloud.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.sign.CloudSignatureTc3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials from the metadata service and from the security token service. */
class RemoteCredentialsTest extends CredentialsTestSupport {

    private static final String PATH = "/latest/meta-data/cam/security-credentials/";

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    @Nested
    class CvmRole {

        private final CvmRoleCredentials source = new CvmRoleCredentials();

        @BeforeEach
        void askTheServer() {
            source.setBaseUri(server.uri());
        }

        @Test
        void theNameOfTheRoleIsReadBeforeItsKeys() throws Exception {
            server.at(PATH, "reader\n").at(PATH + "reader", role("cvm"));
            assertThat(load(source)).isEqualTo(temporary("cvm"));
            assertThat(server.asked()).extracting(LoopbackServer.Asked::path).containsExactly(PATH, PATH + "reader");
            assertThat(server.asked()).extracting(LoopbackServer.Asked::method).containsOnly("GET");
        }

        @Test
        void aConfiguredRoleIsNotRead() throws Exception {
            server.at(PATH + "writer", role("cvm"));
            source.setRoleName("writer");
            assertThat(load(source)).isEqualTo(temporary("cvm"));
            assertThat(server.asked()).hasSize(1);
        }

        @Test
        void aMachineWithoutARole() {
            assertThatThrownBy(() -> load(source)).hasMessageContaining("HTTP_404");
        }

        @Test
        void aCodeOtherThanSuccess() {
            server.at(PATH, "reader").at(PATH + "reader", "{\"Code\":\"Failed\",\"TmpSecretKey\":\"key-cvm\"}");
            assertThatThrownBy(() -> load(source))
                    .hasMessageContaining("Failed")
                    .hasMessageNotContaining("key-cvm");
        }

        @Test
        void invalidAnswersAreNotQuoted() {
            server.at(PATH, "reader").at(PATH + "reader", "{\"Code\":\"Success\",\"TmpSecretKey\":\"key-cvm\"");
            assertThatThrownBy(() -> load(source))
                    .hasMessageContaining("JSON")
                    .hasMessageNotContaining("key-cvm")
                    .hasNoCause();
            server.at(PATH + "reader", "{\"Code\":\"Success\",\"TmpSecretId\":\"a\",\"TmpSecretKey\":\"key-cvm\"}");
            assertThatThrownBy(() -> load(source))
                    .hasMessageContaining("no Token")
                    .hasMessageNotContaining("key-cvm");
        }

        @Test
        void aRoleNameThatIsAPathIsRefused() {
            server.at(PATH, "../../user-data");
            assertThatThrownBy(() -> load(source)).hasMessageContaining("did not return the name of a role");
            assertThat(server.asked()).hasSize(1);
        }

        @Test
        void plainHttpIsOnlyAllowedForLoopbackAndLinkLocal() {
            source.setBaseUri("http://169.254.0.23");
            source.setBaseUri("http://metadata.tencentyun.com");
            assertThatThrownBy(() -> source.setBaseUri("http://metadata.example.com"))
                    .hasMessageContaining("sends credentials and content unencrypted");
        }
    }

    @Nested
    class TkeOidc {

        @TempDir
        private Path folder;

        private final Map<String, String> environment = new HashMap<>();
        private final TkeOidcCredentials source = new TkeOidcCredentials(environment::get);
        private Path token;

        @BeforeEach
        void bePod() throws IOException {
            token = Files.writeString(folder.resolve("token"), "identity-one\n");
            environment.put("TKE_REGION", "ap-shanghai");
            environment.put("TKE_PROVIDER_ID", "cls-1");
            environment.put("TKE_WEB_IDENTITY_TOKEN_FILE", token.toString());
            environment.put("TKE_ROLE_ARN", "qcs::cam::uin/1:roleName/pod");
            source.setBaseUri(server.uri());
            server.at("/", granted("pod"));
        }

        @Test
        void theIdentityOfThePodIsExchanged() throws Exception {
            assertThat(load(source)).isEqualTo(temporary("pod"));
            LoopbackServer.Asked asked = server.asked().get(0);
            assertThat(asked.headers().getFirst("Authorization")).isEqualTo("SKIP");
            assertThat(asked.headers().getFirst("X-TC-Action")).isEqualTo("AssumeRoleWithWebIdentity");
            assertThat(asked.headers().getFirst("X-TC-Version")).isEqualTo("2018-08-13");
            assertThat(asked.headers().getFirst("X-TC-Region")).isEqualTo("ap-shanghai");
            assertThat(json(asked.body())).isEqualTo(json("""
                            {"ProviderId":"cls-1","RoleArn":"qcs::cam::uin/1:roleName/pod",
                            "RoleSessionName":"camel-tencent-1700000000","DurationSeconds":7200,
                            "WebIdentityToken":"identity-one"}"""));
        }

        @Test
        void theTokenFileIsReadWithEachLoad() throws Exception {
            load(source);
            Files.writeString(token, "identity-two");
            load(source);
            assertThat(server.asked().get(1).body()).contains("identity-two");
        }

        @Test
        void missingVariablesAreNamed() {
            environment.remove("TKE_ROLE_ARN");
            assertThatThrownBy(() -> load(source)).hasMessageEndingWith("TKE_ROLE_ARN is not set");
            assertThat(server.asked()).isEmpty();
        }

        @Test
        void aRefusalOnlyReportsItsCode() {
            server.at("/", "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure\",\"Message\":\"identity-one?\"}}}");
            assertThatThrownBy(() -> load(source))
                    .hasMessageContaining("AuthFailure")
                    .hasMessageNotContaining("identity-one");
        }
    }

    @Nested
    class AssumedRole {

        private final AssumeRoleCredentials source = new AssumeRoleCredentials();

        @BeforeEach
        void assume() {
            source.setBaseUri(server.uri());
            source.setRoleArn("qcs::cam::uin/1:roleName/reader");
            source.setSecretId("AKIDbase");
            source.setSecretKey("key-base");
            server.at("/", granted("role"));
        }

        @Test
        void theCallIsSignedWithTheBaseKeys() throws Exception {
            source.setSessionToken("token-base");
            assertThat(load(source)).isEqualTo(temporary("role"));
            LoopbackServer.Asked asked = server.asked().get(0);
            assertThat(asked.headers().getFirst("X-TC-Action")).isEqualTo("AssumeRole");
            assertThat(asked.headers().getFirst("X-TC-Timestamp")).isEqualTo("1700000000");
            assertThat(asked.headers().getFirst("X-TC-Token")).isEqualTo("token-base");
            CanonicalRequest signed = CanonicalRequest.post(
                            asked.headers().getFirst("Host"), asked.body().getBytes(StandardCharsets.UTF_8))
                    .withService("sts");
            assertThat(asked.headers().getFirst("Authorization"))
                    .isEqualTo(CloudSignatureTc3.authorization(
                            "AKIDbase", "key-base", signed, Instant.ofEpochSecond(NOW)));
            assertThat(asked.headers().getFirst("Content-Type")).isEqualTo(CanonicalRequest.JSON);
        }

        @Test
        void allConfiguredParametersAreSent() throws Exception {
            source.setRoleSessionName("night-batch");
            source.setDurationSeconds(1800);
            source.setPolicy("{\"version\":\"2.0\"}");
            source.setExternalId("ext-1");
            source.setSourceIdentity("batch");
            source.getTags().put("team", "orders");
            source.setSerialNumber("qcs::cam:uin/1::mfa/softToken");
            source.setTokenCodeProvider(() -> "123456");
            load(source);
            assertThat(json(server.asked().get(0).body())).isEqualTo(json("""
                            {"RoleArn":"qcs::cam::uin/1:roleName/reader","RoleSessionName":"night-batch",
                            "DurationSeconds":1800,"Policy":"%7B%22version%22%3A%222.0%22%7D",
                            "ExternalId":"ext-1","SourceIdentity":"batch","Tags":[{"Key":"team","Value":"orders"}],
                            "SerialNumber":"qcs::cam:uin/1::mfa/softToken","TokenCode":"123456"}"""));
        }

        @Test
        void theBaseMayComeFromAnotherProvider() throws Exception {
            AssumeRoleCredentials second = new AssumeRoleCredentials();
            second.setBaseUri(server.uri());
            second.setRoleArn("qcs::cam::uin/2:roleName/writer");
            second.setCredentialsProvider(source);
            assertThat(load(second)).isEqualTo(temporary("role"));
            assertThat(server.asked().get(1).headers().getFirst("Authorization"))
                    .contains("Credential=AKIDrole/");
            assertThat(server.asked().get(1).headers().getFirst("X-TC-Token")).isEqualTo("token-role");
        }

        @Test
        void aFailingServerIsRetried() {
            server.at("/", 503, "");
            assertThatThrownBy(() -> load(source)).hasMessageContaining("HTTP_503");
            assertThat(server.asked()).hasSize(3);
        }

        @Test
        void invalidSettingsAreRefused() {
            assertThatThrownBy(() -> source.setRoleSessionName("a b")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> source.setDurationSeconds(43_201)).isInstanceOf(IllegalArgumentException.class);
            source.setSerialNumber("qcs::cam:uin/1::mfa/softToken");
            assertThatThrownBy(() -> load(source)).hasMessageContaining("tokenCodeProvider");
            source.setRoleArn(null);
            assertThatThrownBy(() -> load(source)).hasMessageEndingWith("roleArn is not set");
            assertThatThrownBy(source::load).hasMessageContaining("needs the transport of a tencent component");
        }

        @Test
        void malformedAnswersAreRefused() {
            for (String answer :
                    new String[] {"", "null", "[]", "{}", "{\"Response\":{}}", "<html>", "{\"Response\":"}) {
                server.at("/", answer);
                assertThatThrownBy(() -> load(source)).isInstanceOf(RuntimeException.class);
            }
        }

        @Test
        void toStringContainsNoKey() {
            assertThat(source.toString())
                    .doesNotContain("key-base")
                    .isEqualTo("AssumeRoleCredentials[qcs::cam::uin/1:roleName/reader]");
            assertThat(CloudCredentials.of("AKIDbase", "key-base").toString()).doesNotContain("key-base");
        }
    }
}
