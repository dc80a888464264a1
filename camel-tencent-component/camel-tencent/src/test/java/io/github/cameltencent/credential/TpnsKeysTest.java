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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of TPNS all come from the endpoint, or all from its application, a pair for each platform. */
class TpnsKeysTest {

    private final Map<String, TencentApplication> own = new HashMap<>();
    private final Applications applications = new Applications(() -> own, new DefaultCamelContext());
    private final EndpointOptions options = new EndpointOptions();
    private final TencentApplication orders = new TencentApplication();

    @BeforeEach
    void nameAnApplication() {
        name("android", "1500000001");
        own.put("orders", orders);
        options.setApplication("orders");
    }

    private TpnsApplication name(String platform, String accessId) {
        TpnsApplication part = orders.tpns(platform);
        part.setAccessId(accessId);
        part.setSecretKey("key-of-" + platform);
        return part;
    }

    private Map<String, TpnsKeys> keys(String platform) {
        return TpnsKeys.of(options, applications, platform);
    }

    private TpnsKeys android() {
        return keys(null).get("android");
    }

    @Test
    void anApplicationHasAPairForEachPlatform() {
        name("iOS", "1600000001").setPreviousSecretKey("key-before");

        assertThat(keys("android"))
                .containsOnlyKeys("android", "ios")
                .containsEntry(
                        "android",
                        new TpnsKeys("orders", "android", "1500000001", "key-of-android", null, null, null, null))
                .containsEntry(
                        "ios",
                        new TpnsKeys("orders", "ios", "1600000001", "key-of-iOS", "key-before", null, null, null));
    }

    @ParameterizedTest
    @CsvSource({", android", "all, android", "ios, ios", "android, android"})
    void inlineKeysAreThoseOfOnePlatform(String platform, String of) {
        options.setAccessId("1700000001");
        options.setSecretKey("inline-key");

        assertThat(keys(platform))
                .containsOnlyKeys(of)
                .containsEntry(
                        of, new TpnsKeys("tpns:1700000001", of, "1700000001", "inline-key", null, null, null, null));
    }

    @Test
    void keysOfEndpointAndApplicationAreNotMixed() {
        options.setSecretKey("inline-key");
        assertThatThrownBy(this::android)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The endpoint has no accessId: TPNS needs both")
                .hasMessageNotContaining("inline-key");
        options.setSecretKey(null);
        options.setAccessId("1700000001");
        assertThatThrownBy(this::android).hasMessageContaining("The endpoint has no secretKey");
    }

    @Test
    void keysOfImAreNotUsedForTpns() {
        options.setSdkAppId(1400000001L);
        options.setSecretKey("key-of-im");

        assertThat(android().secretKey()).isEqualTo("key-of-android");
    }

    @Test
    void optionsOfTheEndpointTakePrecedenceOverTheApplicationAndTheComponent() {
        EndpointOptions component = new EndpointOptions();
        component.setRegion("of-component");
        component.setRateLimit("1");
        options.copyFrom(component);
        assertThat(android()).returns("of-component", TpnsKeys::region).returns("1", TpnsKeys::rateLimit);

        orders.tpns("android").setRegion("of-application");
        orders.tpns("android").setRateLimit("2");
        orders.tpns("android").setBaseUri("https://application");
        assertThat(android())
                .returns("of-application", TpnsKeys::region)
                .returns("2", TpnsKeys::rateLimit)
                .returns("https://application", TpnsKeys::baseUri);

        options.setRegion("of-endpoint");
        options.setRateLimit("3");
        options.setBaseUri("https://endpoint");
        assertThat(android())
                .returns("of-endpoint", TpnsKeys::region)
                .returns("3", TpnsKeys::rateLimit)
                .returns("https://endpoint", TpnsKeys::baseUri);
    }

    @Test
    void anApplicationWithoutKeysForTpnsIsRefused() {
        own.put("chat", new TencentApplication());
        options.setApplication("chat");
        assertThatThrownBy(this::android)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Application chat has no keys for TPNS");
    }

    @Test
    void anIncompletePairIsRefused() {
        orders.tpns("android").setSecretKey(" ");
        assertThatThrownBy(this::android)
                .hasMessageContaining("Application orders for tpns[android] has no secretKey: TPNS needs both");
        orders.tpns("android").setAccessId("");
        assertThatThrownBy(this::android)
                .hasMessageContaining("Application orders for tpns[android] has no accessId: TPNS needs both");
    }

    @Test
    void malformedKeysAreRefused() {
        TpnsApplication part = orders.tpns("android");
        part.setPreviousSecretKey("{{key}}");
        assertThatThrownBy(this::android).hasMessageContaining("previousSecretKey that cannot be valid");
        part.setSecretKey("{{key}}");
        assertThatThrownBy(this::android).hasMessageContaining("has a secretKey that cannot be valid");
        part.setAccessId("{{id}}");
        assertThatThrownBy(this::android).hasMessageContaining("has an accessId that cannot be valid");
    }

    @Test
    void aBlankPreviousKeyIsNone() {
        orders.tpns("android").setPreviousSecretKey(" ");
        assertThat(android().previousSecretKey()).isNull();
    }

    @Test
    void anotherPlatformIsRefused() {
        name("harmony", "1800000001");
        assertThatThrownBy(this::android).hasMessageContaining("tpns[harmony]: use tpns[android] or tpns[ios]");
    }

    @Test
    void toStringContainsNoKey() {
        assertThat(android()).hasToString("TpnsKeys[orders, android]");
    }
}
