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

import io.github.cameltencent.cloud.CloudTestSupport;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials from the emulator's STS and metadata service sign the next call. */
class EmulatorCredentialsTest extends CloudTestSupport {

    private final AssumeRoleCredentials role = new AssumeRoleCredentials();

    @TempDir
    private Path folder;

    @Test
    void aRoleIsAssumedWithKeys() {
        assumeReader();
        role.setSecretId(EmulatorOptions.CLOUD.id());
        role.setSecretKey(EmulatorOptions.CLOUD.key());
        role.setPolicy("{\"version\":\"2.0\"}");
        role.getTags().put("team", "orders");
        role.setSerialNumber("qcs::cam:uin/1::mfa/softToken");
        role.setTokenCodeProvider(() -> "123456");

        assertCalledAsAnother(role, "sts/AssumeRole");
    }

    @Test
    void theRoleOfTheMachineIsFound() {
        CvmRoleCredentials machine = new CvmRoleCredentials();
        machine.setBaseUri(emulator.baseUri());

        assertCalledAsAnother(machine, "", "");
    }

    @Test
    void aRoleIsAssumedWithTheRoleOfTheMachine() {
        assumeReader();
        CredentialChain chain = chain(Map.of());
        role.setCredentialsProvider(chain);

        assertCalledAsAnother(role, "", "", "sts/AssumeRole");
    }

    @Test
    void thePodIsAuthenticatedByItsTokenWithoutASignature() throws Exception {
        Map<String, String> environment = Map.of(
                "TKE_REGION", "ap-shanghai",
                "TKE_PROVIDER_ID", "cls-1",
                "TKE_WEB_IDENTITY_TOKEN_FILE",
                        Files.writeString(folder.resolve("token"), "proof").toString(),
                "TKE_ROLE_ARN", "qcs::cam::uin/1:roleName/pod");

        assertCalledAsAnother(chain(environment), "sts/AssumeRoleWithWebIdentity");
        assertThat(requests().get(0).verdict()).isEqualTo("unsigned, as allowed");
    }

    @Test
    void credentialsThatTheServiceRevokedAreReloaded() {
        CvmRoleCredentials machine = new CvmRoleCredentials();
        machine.setBaseUri(emulator.baseUri());
        machine.setRoleName("reader");
        assertThat(call(machine).getException()).isNull();
        emulator.cloud().endTemporaryKeys();

        Exchange again = call(machine);

        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeader("CamelTencentAttempts")).isEqualTo(2);
    }

    private void assumeReader() {
        role.setBaseUri(emulator.baseUri());
        role.setRoleArn("qcs::cam::uin/100000000001:roleName/reader");
    }

    private CredentialChain chain(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        CredentialChain chain =
                new CredentialChain(all::get, new ProfileCredentials(List.of(folder.resolve("no-such-file"))));
        chain.setMetadataUri(emulator.baseUri());
        chain.setStsUri(emulator.baseUri());
        return chain;
    }

    private Exchange call(CloudCredentialsProvider provider) {
        context.getRegistry().bind("provider", provider);
        return send(
                "tencent:cloud/cvm/DescribeInstances?credentialsProvider=#provider&baseUri=" + emulator.baseUri(),
                "{}");
    }

    private void assertCalledAsAnother(CloudCredentialsProvider provider, String... asked) {
        assertThat(call(provider).getException()).isNull();
        assertThat(requests()).hasSize(asked.length + 1).allMatch(RecordedRequest::accepted);
        for (int i = 0; i < asked.length; i++) {
            assertThat(requests().get(i).operation()).isEqualTo(asked[i]);
        }
        RecordedRequest call = requests().get(asked.length);
        assertThat(call.operation()).isEqualTo("cvm/DescribeInstances");
        assertThat(call.application()).isNotEmpty().isNotEqualTo(EmulatorOptions.CLOUD.id());
        assertThat(call.headers()).containsKey("X-TC-Token");
    }
}
