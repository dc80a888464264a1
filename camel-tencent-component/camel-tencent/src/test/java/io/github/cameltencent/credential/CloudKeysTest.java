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
package io.github.cameltencent.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of the Cloud API all come from the endpoint, or all from its application. */
class CloudKeysTest {

    private static final CloudKeys.EndpointKeys NOTHING = new CloudKeys.EndpointKeys(null, null, null, null);
    private static final CloudCredentialsProvider VAULT = () -> CloudCredentials.of("AKIDvault", "key-of-vault");

    private final Map<String, TencentApplication> own = new HashMap<>();
    private final Applications applications = new Applications(() -> own, new DefaultCamelContext());
    private final EndpointOptions options = new EndpointOptions();
    private final CloudApplication cloud = new CloudApplication();

    @BeforeEach
    void nameAnApplication() {
        cloud.setSecretId("AKIDorders");
        cloud.setSecretKey("key-of-orders");
        cloud.setRegion("ap-guangzhou");
        TencentApplication orders = new TencentApplication();
        orders.setCloud(cloud);
        own.put("orders", orders);
        own.put("phones", new TencentApplication());
        options.setApplication("orders");
    }

    private CloudKeys keys(CloudKeys.EndpointKeys own) {
        return CloudKeys.of(options, own, applications);
    }

    @Test
    void theKeysAreThoseOfTheApplication() {
        cloud.setBackupBaseUri("https://backup");
        CloudKeys keys = keys(NOTHING);
        assertThat(keys.scope()).isEqualTo("orders");
        assertThat(keys.fixed()).isEqualTo(CloudCredentials.of("AKIDorders", "key-of-orders"));
        assertThat(keys.region()).isEqualTo("ap-guangzhou");
        assertThat(keys.backupBaseUri()).isEqualTo("https://backup");
    }

    @Test
    void replacedKeysTakeEffectWithTheNextCall() {
        keys(NOTHING);
        CloudApplication other = new CloudApplication();
        other.setSecretId("AKIDnew");
        other.setSecretKey("key-new");
        own.get("orders").setCloud(other);
        assertThat(keys(NOTHING).fixed().secretId()).isEqualTo("AKIDnew");
    }

    @Test
    void inlineKeysReplaceAllKeysOfTheApplication() {
        options.setSecretKey("inline-key");
        CloudKeys keys = keys(new CloudKeys.EndpointKeys("AKIDinline", "inline-token", null, null));
        assertThat(keys.scope()).isEqualTo("cloud:AKIDinline");
        assertThat(keys.fixed()).isEqualTo(new CloudCredentials("AKIDinline", "inline-key", "inline-token", null));
        assertThat(keys.region())
                .as("what is no key is still the application's")
                .isEqualTo("ap-guangzhou");
    }

    @Test
    void keysOfEndpointAndApplicationAreNotMixed() {
        assertThatThrownBy(() -> keys(new CloudKeys.EndpointKeys("AKIDinline", null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The endpoint has no secretKey");
        assertThatThrownBy(() -> keys(new CloudKeys.EndpointKeys(null, "inline-token", null, null)))
                .hasMessageContaining("The endpoint has no secretId")
                .hasMessageNotContaining("inline-token");
        cloud.setSecretKey(null);
        assertThatThrownBy(() -> keys(NOTHING)).hasMessageContaining("Application orders has no secretKey");
    }

    @Test
    void keysWithSurroundingWhiteSpaceAreRefused() {
        cloud.setSecretKey("key-of-orders ");
        assertThatThrownBy(() -> keys(NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrounded by white space")
                .hasMessageNotContaining("key-of-orders");
    }

    @Test
    void aProviderReplacesKeys() {
        assertThat(keys(new CloudKeys.EndpointKeys(null, null, VAULT, null)).provider())
                .isSameAs(VAULT);
        cloud.setSecretId(null);
        cloud.setSecretKey(null);
        cloud.setCredentialsProvider(VAULT);
        CloudKeys keys = keys(NOTHING);
        assertThat(keys.fixed()).isNull();
        assertThat(keys.provider()).isSameAs(VAULT);
        assertThat(keys.scope()).isEqualTo("orders");
    }

    @Test
    void keysAndAProviderAtOnceAreRefused() {
        cloud.setCredentialsProvider(VAULT);
        assertThatThrownBy(() -> keys(NOTHING)).hasMessageContaining("set one of them");
    }

    @Test
    void withoutKeysTheCredentialChainIsUsed() {
        options.setApplication(null);
        CloudKeys keys = keys(NOTHING);
        assertThat(keys.fixed()).isNull();
        assertThat(keys.provider()).isNull();
        assertThat(keys.scope()).isEqualTo("default");
    }

    @Test
    void aNamedApplicationWithoutCloudKeysIsRefused() {
        options.setApplication("phones");
        assertThatThrownBy(() -> keys(NOTHING))
                .hasMessageContaining("Application phones has no keys for the Cloud API");
        options.setApplication("nobody");
        assertThatThrownBy(() -> keys(NOTHING)).hasMessageContaining("There is no application named nobody");
    }

    @Test
    void optionsOfTheEndpointTakePrecedenceOverTheApplication() {
        cloud.setBaseUri("https://primary");
        cloud.setBackupBaseUri("https://backup");
        cloud.setRateLimit("7");
        assertThat(keys(NOTHING))
                .returns("https://primary", CloudKeys::baseUri)
                .returns("https://backup", CloudKeys::backupBaseUri)
                .returns("7", CloudKeys::rateLimit);
        options.setRegion("ap-shanghai");
        options.setBaseUri("https://own");
        options.setRateLimit("8");
        assertThat(keys(new CloudKeys.EndpointKeys(null, null, null, "https://own-backup")))
                .returns("ap-shanghai", CloudKeys::region)
                .returns("https://own", CloudKeys::baseUri)
                .returns("https://own-backup", CloudKeys::backupBaseUri)
                .returns("8", CloudKeys::rateLimit);
    }

    @Test
    void aMalformedPreviousKeyIsRefused() {
        cloud.setPreviousSecretKey("{{key}}");
        assertThatThrownBy(() -> keys(NOTHING)).hasMessageContaining("Application orders has a previousSecretKey");
    }

    @Test
    void fixedCredentialsAreThereAtOnceAndCannotBeRenewed() {
        CloudCredentials fixed = keys(NOTHING).fixed();
        FixedCredentials source = new FixedCredentials(fixed);

        assertThat(source.current()).isSameAs(fixed);
        assertThat(source.ready().toCompletableFuture()).isCompletedWithValue(fixed);
        assertThat(source.renew(fixed)).isNull();
    }

    @Test
    void toStringContainsNoKey() {
        assertThat(keys(NOTHING)).hasToString("CloudKeys[orders]");
        assertThat(new CloudKeys.EndpointKeys("AKIDinline", "inline-token", null, null))
                .hasToString("EndpointKeys");
        assertThat(new FixedCredentials(CloudCredentials.of("AKIDinline", "inline-key")))
                .hasToString("FixedCredentials[CloudCredentials[AKIDinline]]");
        assertThat(new CloudCredentials("AKIDinline", "inline-key", "inline-token", Instant.EPOCH))
                .hasToString("CloudCredentials[AKIDinline, until 1970-01-01T00:00:00Z]");
    }
}
