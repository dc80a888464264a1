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
package io.github.cameltencent.birdtalk.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts are reached through the proxy. */
class NetworkSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "chat.example.com, , true",
        "chat.example.com, localhost|*.example.org, true",
        "chat.example.com, localhost|*.example.com, false",
        "CHAT.example.com, chat.*, false",
        "chat.example.com, 'chat.example.com, other', false",
        "chatxexample.com, chat.example.com, true",
    })
    void hostsThatMatchAPatternAreReachedDirectly(String host, String direct, boolean proxied) {
        assertThat(settings("proxy.example", direct).isProxied(host)).isEqualTo(proxied);
    }

    @Test
    void withoutAProxyNothingIsProxiedAndThePasswordIsNotPrinted() {
        assertThat(settings(null, null).isProxied("chat.example.com")).isFalse();
        assertThat(settings("proxy.example", null)).hasToString("NetworkSettings");
    }

    private static NetworkSettings settings(String proxy, String direct) {
        return new NetworkSettings(null, proxy, 3128, "user", "proxy-password", direct);
    }
}
