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

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of IM all come from the endpoint, or all from its application. */
class ImKeysTest {

    private final Map<String, TencentApplication> own = new HashMap<>();
    private final Applications applications = new Applications(() -> own, new DefaultCamelContext());
    private final EndpointOptions options = new EndpointOptions();
    private final ImApplication im = new ImApplication();

    @BeforeEach
    void nameAnApplication() {
        im.setSdkAppId(1400000000L);
        im.setSecretKey("key-of-orders");
        TencentApplication orders = new TencentApplication();
        orders.setIm(im);
        own.put("orders", orders);
        options.setApplication("orders");
    }

    @Test
    void theKeysAreThoseOfTheApplication() {
        im.setPreviousSecretKey("key-before");

        ImKeys keys = ImKeys.of(options, applications);

        assertThat(keys.scope()).isEqualTo("orders");
        assertThat(keys.sdkAppId()).isEqualTo(1400000000L);
        assertThat(keys.secretKey()).isEqualTo("key-of-orders");
        assertThat(keys.previousSecretKey()).isEqualTo("key-before");
        assertThat(keys.adminUserId()).isEqualTo("administrator");
    }

    @Test
    void inlineKeysReplaceAllKeysOfTheApplication() {
        options.setSdkAppId(1400000001L);
        options.setSecretKey("inline-key");
        im.setPreviousSecretKey("key-before");

        ImKeys keys = ImKeys.of(options, applications);

        assertThat(keys.scope()).isEqualTo("im:1400000001");
        assertThat(keys.secretKey()).isEqualTo("inline-key");
        assertThat(keys.previousSecretKey()).isNull();
    }

    @Test
    void keysOfEndpointAndApplicationAreNotMixed() {
        options.setSecretKey("inline-key");
        assertThatThrownBy(() -> ImKeys.of(options, applications))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The endpoint has no sdkAppId")
                .hasMessageNotContaining("inline-key");
    }

    @Test
    void tpnsKeysAreNotUsedForIm() {
        options.setAccessId("1500001048");
        options.setSecretKey("key-of-tpns");

        assertThat(ImKeys.of(options, applications).secretKey()).isEqualTo("key-of-orders");
    }

    @Test
    void theAdministratorIsThatOfTheEndpointElseOfTheApplication() {
        im.setAdminUserId("boss");
        assertThat(ImKeys.of(options, applications).adminUserId()).isEqualTo("boss");
        options.setAdminUserId("chief");
        assertThat(ImKeys.of(options, applications).adminUserId()).isEqualTo("chief");
    }

    @Test
    void optionsOfTheEndpointTakePrecedenceOverTheApplication() {
        im.setRegion("singapore");
        im.setBaseUri("https://application");
        im.setRateLimit("7");
        assertThat(ImKeys.of(options, applications))
                .returns("singapore", ImKeys::region)
                .returns("https://application", ImKeys::baseUri)
                .returns("7", ImKeys::rateLimit);

        options.setRegion("korea");
        options.setBaseUri("https://endpoint");
        options.setRateLimit("8");
        assertThat(ImKeys.of(options, applications))
                .returns("korea", ImKeys::region)
                .returns("https://endpoint", ImKeys::baseUri)
                .returns("8", ImKeys::rateLimit);
    }

    @Test
    void oneKeyIsEnough() {
        options.setSdkAppId(1400000001L);

        assertThat(ImKeys.of(options, "private", null, applications).hasPrivateKey())
                .isTrue();
        assertThat(ImKeys.of(options, null, "public", applications).hasPublicKey())
                .isTrue();
        assertThatThrownBy(() -> ImKeys.of(options, " ", " ", applications))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The endpoint has no secretKey (nor privateKey or publicKey)");
    }

    @Test
    void toStringContainsNoKey() {
        im.setPreviousSecretKey("key-before");
        im.setPrivateKey("-----BEGIN PRIVATE KEY-----");

        assertThat(ImKeys.of(options, applications))
                .hasToString("ImKeys[orders, 1400000000, has [secretKey, previousSecretKey, privateKey]]");
    }
}
