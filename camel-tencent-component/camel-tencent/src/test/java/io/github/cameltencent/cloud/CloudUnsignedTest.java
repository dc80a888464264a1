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

import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.emulator.RecordedRequest;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Actions without a signature need no keys. */
class CloudUnsignedTest extends CloudTestSupport {

    private static final String IDENTITY =
            "tencent:cloud/sts/AssumeRoleWithWebIdentity?responseType=map&region=ap-guangzhou";
    private static final Map<String, Object> PROOF = Map.of(
            "ProviderId", "OIDC",
            "WebIdentityToken", "proof-of-identity",
            "RoleArn", "qcs::cam::uin/1:roleName/x",
            "RoleSessionName", "night",
            "DurationSeconds", 1800);

    @Test
    void noKeysAreNeededAndNoneAreLookedFor() {
        Exchange done = send(IDENTITY + "&baseUri=" + emulator.baseUri(), PROOF);

        assertThat(done.getException()).isNull();
        assertThat(only().verdict()).isEqualTo("unsigned, as allowed");
        assertThat(only().headers())
                .containsEntry("X-TC-Action", "AssumeRoleWithWebIdentity")
                .containsEntry("X-TC-Version", "2018-08-13")
                .containsEntry("X-TC-Region", "ap-guangzhou")
                .containsKey("X-TC-Timestamp")
                .doesNotContainKey("X-TC-Token");
        Map<?, ?> keys = (Map<?, ?>) done.getMessage().getBody(Map.class).get("Credentials");
        assertThat(keys.keySet().stream().map(String::valueOf)).contains("TmpSecretId", "TmpSecretKey", "Token");
    }

    @Test
    void keysThatAreThereStayHere() {
        cloud.setSessionToken("token-of-the-application");
        Exchange done = send("tencent:cloud/sts/AssumeRoleWithSAML?application=shop", """
                {"SAMLAssertion":"proof","PrincipalArn":"qcs::cam::uin/1:saml-provider/p",
                "RoleArn":"qcs::cam::uin/1:roleName/x","RoleSessionName":"night"}""");

        assertThat(done.getException()).isNull();
        assertThat(only().verdict()).isEqualTo("unsigned, as allowed");
        assertThat(only().headers()).doesNotContainKey("X-TC-Token");
    }

    @Test
    void aDryRunShowsThatNothingIsSigned() {
        Exchange done = send(IDENTITY + "&dryRun=true&baseUri=" + emulator.baseUri(), PROOF);
        Map<?, ?> headers = (Map<?, ?>) done.getMessage().getBody(Map.class).get("headers");
        assertThat(headers.get("X-TC-Action")).isEqualTo("AssumeRoleWithWebIdentity");
        assertThat(requests()).isEmpty();
    }

    @Test
    void whatIsGivenCanSignTheNextCall() {
        Map<?, ?> answer = send(IDENTITY + "&baseUri=" + emulator.baseUri(), PROOF)
                .getMessage()
                .getBody(Map.class);
        Map<?, ?> keys = (Map<?, ?>) answer.get("Credentials");
        context.getRegistry()
                .bind("given", (io.github.cameltencent.credential.CloudCredentialsProvider) () -> new CloudCredentials(
                        (String) keys.get("TmpSecretId"),
                        (String) keys.get("TmpSecretKey"),
                        (String) keys.get("Token"),
                        Instant.parse((String) answer.get("Expiration"))));

        assertThat(send(
                                "tencent:cloud/cvm/DescribeInstances?credentialsProvider=#given&baseUri="
                                        + emulator.baseUri(),
                                "{}")
                        .getException())
                .isNull();
    }

    private RecordedRequest only() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }
}
