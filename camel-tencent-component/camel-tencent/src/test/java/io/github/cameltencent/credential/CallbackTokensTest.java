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

class CallbackTokensTest {

    private static final long ORDERS = 1400000001L;
    private static final long PHONES = 1400000002L;

    private final Map<String, TencentApplication> own = new HashMap<>();
    private final Applications applications = new Applications(() -> own, new DefaultCamelContext());

    @BeforeEach
    void nameApplications() {
        name("orders", ORDERS);
        name("phones", PHONES);
        own.put("cloud", new TencentApplication());
    }

    private ImApplication name(String name, Long sdkAppId) {
        ImApplication im = new ImApplication();
        im.setSdkAppId(sdkAppId);
        TencentApplication application = new TencentApplication();
        application.setIm(im);
        own.put(name, application);
        return im;
    }

    private ImApplication orders() {
        return own.get("orders").getIm();
    }

    private CallbackTokens ofAll() {
        return new CallbackTokens(null, null, null, null, applications);
    }

    private CallbackTokens inline(String token, String previous) {
        return new CallbackTokens(ORDERS, token, previous, null, applications);
    }

    @Test
    void eachApplicationHasItsTokens() {
        orders().setCallbackToken("token-of-orders");
        orders().setPreviousCallbackToken("token-before");
        own.get("phones").getIm().setCallbackToken("token-of-phones");

        assertThat(ofAll().of(ORDERS)).containsExactly("token-of-orders", "token-before");
        assertThat(ofAll().of(PHONES)).containsExactly("token-of-phones");
        assertThat(ofAll().of(1)).isEmpty();
    }

    @Test
    void inlineTokensReplaceThoseOfTheApplication() {
        orders().setCallbackToken("token-of-orders");

        assertThat(inline("inline", null).of(ORDERS)).containsExactly("inline");
        assertThat(inline("inline", "before").of(ORDERS)).containsExactly("inline", "before");
        assertThat(inline("inline", "before").of(PHONES)).isEmpty();
        assertThat(inline(null, " ").of(ORDERS)).containsExactly("token-of-orders");
    }

    @Test
    void onlyTheNamedApplicationIsUsed() {
        orders().setCallbackToken("token-of-orders");
        own.get("phones").getIm().setCallbackToken("token-of-phones");
        CallbackTokens tokens = new CallbackTokens(null, null, null, "phones", applications);

        assertThat(tokens.of(PHONES)).containsExactly("token-of-phones");
        assertThat(tokens.of(ORDERS)).isEmpty();
        assertThat(tokens.isKnown(PHONES)).isTrue();
        assertThat(tokens.isKnown(ORDERS)).isFalse();
    }

    @Test
    void callbacksOfApplicationsAreKnownEvenWithoutAToken() {
        name("incomplete", null);

        assertThat(ofAll().isKnown(ORDERS)).isTrue();
        assertThat(ofAll().isKnown(1)).isFalse();
        assertThat(ofAll().isKnown(0)).isFalse();
        assertThat(ofAll().of(ORDERS)).isEmpty();
        assertThat(ofAll().of(0)).isEmpty();
    }

    @Test
    void anEndpointWithAnSdkAppIdKnowsNoOther() {
        assertThat(inline(null, null).isKnown(ORDERS)).isTrue();
        assertThat(inline(null, null).isKnown(PHONES)).isFalse();
    }

    @Test
    void aTokenThatWasReplacedByAMalformedOneVerifiesNothing() {
        orders().setCallbackToken("{{token}}");
        orders().setPreviousCallbackToken("token-before");

        assertThat(ofAll().of(ORDERS)).containsExactly("token-before");
    }

    @Test
    void whetherThereIsATokenIsKnown() {
        assertThat(ofAll().isAny()).isFalse();
        orders().setPreviousCallbackToken("token-before");
        assertThat(ofAll().isAny()).as("a previous token alone").isFalse();
        orders().setCallbackToken("token-of-orders");
        assertThat(ofAll().isAny()).isTrue();
        orders().setCallbackToken(null);
        assertThat(inline("inline", null).isAny()).isTrue();
        assertThat(inline(null, "before").isAny()).isTrue();
    }

    @Test
    void malformedTokensAreRefused() {
        assertThatThrownBy(() -> inline("{{token}}", null)).hasMessageContaining("The endpoint has a callbackToken");
        assertThatThrownBy(() -> inline("token", "'before'"))
                .hasMessageContaining("The endpoint has a previousCallbackToken");
        orders().setCallbackToken("{{token}}");
        assertThatThrownBy(() -> ofAll().isAny()).hasMessageContaining("Application orders has a callbackToken");
        orders().setCallbackToken(null);
        orders().setPreviousCallbackToken("{{token}}");
        assertThatThrownBy(() -> ofAll().isAny())
                .hasMessageContaining("Application orders has a previousCallbackToken");
    }

    @Test
    void aTokenNeedsTheSdkAppIdWhoseCallbacksItSigns() {
        assertThatThrownBy(() -> new CallbackTokens(null, "token", null, null, applications))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callbackToken needs sdkAppId");
    }

    @Test
    void toStringContainsNoToken() {
        assertThat(inline("inline", null)).hasToString("CallbackTokens");
    }
}
