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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties of docs/credentials.md give calls their credentials, bound by Camel Main as the page shows them. */
class CredentialsGuideTest {

    private static final Guide GUIDE = new Guide("credentials.md");
    private static final String ORDERS = "tencent:cloud/cvm/DescribeInstances?application=orders";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final Main camel = new Main();
    private final Properties properties = new Properties();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        camel.stop();
        emulator.close();
    }

    @Test
    void theChainReadsTheProfileThatItIsToldTo() throws Exception {
        Path file = Files.writeString(
                folder.resolve("credentials"), """
                [default]
                secret_id = AKIDother
                secret_key = other
                [reports]
                secret_id = %s
                secret_key = %s
                """.formatted(EmulatorOptions.CLOUD.id(), EmulatorOptions.CLOUD.key()));
        load(1);
        properties.put("camel.beans.chain.profile-file", file.toString());

        assertCalled("tencent:cloud/cvm/DescribeInstances?credentialsProvider=#chain&baseUri=" + emulator.baseUri());

        assertThat(last().application()).isEqualTo(EmulatorOptions.CLOUD.id());
    }

    @Test
    void theChainFindsTheRoleOfTheMachine() throws Exception {
        load(1);
        properties.put("camel.beans.chain.profile-file", folder.resolve("none").toString());
        properties.put("camel.beans.chain.metadata-enabled", "true");
        properties.put("camel.beans.chain.metadata-uri", emulator.baseUri());

        assertCalled("tencent:cloud/cvm/DescribeInstances?credentialsProvider=#chain&baseUri=" + emulator.baseUri());

        assertThat(last().headers()).containsKey("X-TC-Token");
    }

    @Test
    void theRoleIsAssumedForTheApplication() throws Exception {
        load(2);
        properties.put("camel.beans.reader.secret-id", EmulatorOptions.CLOUD.id());
        properties.put("camel.beans.reader.secret-key", EmulatorOptions.CLOUD.key());
        properties.put("camel.beans.reader.base-uri", emulator.baseUri());
        properties.put("camel.beans.reader.tags[team]", "orders");
        properties.put("camel.component.tencent.applications[orders].cloud.base-uri", emulator.baseUri());

        assertCalled(ORDERS);

        assertThat(emulator.requests()).hasSize(2);
        assertThat(emulator.requests().get(0)).satisfies(asked -> {
            assertThat(asked.operation()).isEqualTo("sts/AssumeRole");
            assertThat(asked.body())
                    .contains("\"RoleArn\":\"qcs::cam::uin/100000000001:roleName/reader\"")
                    .contains("\"ExternalId\":\"from-orders\"")
                    .contains("\"Tags\":[{\"Key\":\"team\",\"Value\":\"orders\"}]");
        });
        assertThat(last().headers()).containsKey("X-TC-Token");
    }

    @Test
    void aProviderOfYourOwnIsOneMethod() throws Exception {
        String id = EmulatorOptions.CLOUD.id();
        String key = EmulatorOptions.CLOUD.key();
        String token = null;
        Instant expiresAt = Instant.now().plusSeconds(600);
        assertThat(GUIDE.snippet("java", 0))
                .isEqualTo("CloudCredentialsProvider vault = () -> new CloudCredentials(id, key, token, expiresAt);\n");
        CloudCredentialsProvider vault = () -> new CloudCredentials(id, key, token, expiresAt);
        camel.bind("vault", vault);

        assertCalled("tencent:cloud/cvm/DescribeInstances?credentialsProvider=#vault&baseUri=" + emulator.baseUri());
    }

    private void load(int snippet) throws Exception {
        properties.load(new StringReader(GUIDE.snippet("properties", snippet)));
    }

    private void assertCalled(String uri) throws Exception {
        camel.setOverrideProperties(properties);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").to(uri);
            }
        });
        camel.start();
        Object answer = camel.getCamelTemplate().requestBody("direct:call", "{}");
        assertThat(answer).asString().contains("InstanceSet");
        assertThat(emulator.requests()).allMatch(RecordedRequest::accepted);
    }

    private RecordedRequest last() {
        return emulator.requests().get(emulator.requests().size() - 1);
    }
}
