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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environment, profile file, TKE OIDC, CVM role: the first provider with credentials is used from then on. */
class CredentialChainTest extends CredentialsTestSupport {

    private static final String PATH = "/latest/meta-data/cam/security-credentials/";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private CredentialChain chain;

    @BeforeEach
    void everyPlaceHasSome() throws IOException {
        environment.put("TENCENTCLOUD_SECRET_ID", "AKIDenv");
        environment.put("TENCENTCLOUD_SECRET_KEY", "key-env");
        Path file = Files.writeString(
                folder.resolve("credentials"), "[default]\nsecret_id=AKIDfile\nsecret_key=key-file\n");
        environment.put("TKE_REGION", "ap-shanghai");
        environment.put("TKE_PROVIDER_ID", "cls-1");
        environment.put("TKE_ROLE_ARN", "qcs::cam::uin/1:roleName/pod");
        environment.put(
                "TKE_WEB_IDENTITY_TOKEN_FILE",
                Files.writeString(folder.resolve("token"), "identity").toString());
        server.at("/", granted("pod")).at(PATH, "reader").at(PATH + "reader", role("cvm"));
        chain = new CredentialChain(environment::get, new ProfileCredentials(List.of(file)));
        chain.setStsUri(server.uri());
        chain.setMetadataUri(server.uri());
    }

    private void empty(String... names) {
        for (String name : names) {
            environment.remove(name);
        }
    }

    private void emptyAllButTheMachine() throws IOException {
        empty("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TKE_ROLE_ARN");
        Files.delete(folder.resolve("credentials"));
    }

    @Test
    void theEnvironmentIsAskedFirst() throws Exception {
        assertThat(load(chain).secretId()).isEqualTo("AKIDenv");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void theProfileFileIsSecond() throws Exception {
        empty("TENCENTCLOUD_SECRET_KEY");
        assertThat(load(chain).secretId()).isEqualTo("AKIDfile");
    }

    @Test
    void theIdentityOfThePodIsThird() throws Exception {
        empty("TENCENTCLOUD_SECRET_ID");
        Files.delete(folder.resolve("credentials"));
        assertThat(load(chain)).isEqualTo(temporary("pod"));
    }

    @Test
    void theRoleOfTheMachineIsLast() throws Exception {
        emptyAllButTheMachine();
        assertThat(load(chain)).isEqualTo(temporary("cvm"));
    }

    @Test
    void thePlaceThatHadSomeIsAskedFromThenOn() throws Exception {
        String id = environment.remove("TENCENTCLOUD_SECRET_ID");
        load(chain);
        environment.put("TENCENTCLOUD_SECRET_ID", id);
        assertThat(load(chain).secretId()).isEqualTo("AKIDfile");
        Files.delete(folder.resolve("credentials"));
        assertThatThrownBy(() -> load(chain))
                .as("no other identity behind one's back")
                .hasMessageContaining("none of these files exists: ");
    }

    @Test
    void aChainWithoutCredentialsTellsWhyNoPlaceHadSome() throws Exception {
        emptyAllButTheMachine();
        server.at(PATH, 404, "");
        assertThatThrownBy(() -> load(chain))
                .hasMessageContaining("environment: neither TENCENTCLOUD_SECRET_ID")
                .hasMessageContaining("profile file: none of these files exists: ")
                .hasMessageContaining("TKE OIDC: TKE_ROLE_ARN is not set")
                .hasMessageContaining("CVM role: ")
                .hasMessageContaining("HTTP_404");
    }

    @Test
    void theMetadataServiceIsNotUsedIfItIsDisabled() throws Exception {
        emptyAllButTheMachine();
        environment.put(CredentialChain.METADATA_DISABLED, "true");
        assertThatThrownBy(() -> load(chain))
                .hasMessageContaining("CVM role: disabled by TENCENTCLOUD_METADATA_DISABLED");
        empty(CredentialChain.METADATA_DISABLED);
        chain.setMetadataEnabled(false);
        assertThatThrownBy(() -> load(chain)).hasMessageContaining("CVM role: disabled");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void reasonsContainNoSecret() {
        environment.put("TENCENTCLOUD_SECRET_KEY", "key-env ");
        chain.setProfile("nobody");
        server.at("/", "{\"Response\":{\"Error\":{\"Code\":\"InvalidParameter\",\"Message\":\"identity\"}}}");
        chain.setMetadataEnabled(false);
        assertThatThrownBy(() -> load(chain))
                .hasMessageContaining("surrounded by white space")
                .hasMessageContaining("InvalidParameter")
                .hasMessageNotContaining("key-env")
                .hasMessageNotContaining("key-file");
    }
}
