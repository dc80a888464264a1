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
package io.github.cameltencent.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.emulator.RecordedRequest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code tencent-push-sink} against the emulator. */
class PushSinkTest {

    private static final String KAMELET = "tencent-push-sink";
    private static final String DEVICE = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";

    private final KameletFixture fixture = new KameletFixture();

    @BeforeEach
    void start() throws Exception {
        fixture.secret(KAMELET, "secretKey", KameletFixture.SECRET)
                .to(
                        KAMELET,
                        Map.of(
                                "accessId",
                                KameletFixture.TPNS.id(),
                                "title",
                                "Your order",
                                "baseUri",
                                fixture.emulator.baseUri()));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aTextIsPushedToTheDeviceOfTheMessage() {
        Exchange done = fixture.send("4711 is on its way", Map.of("CamelTencentTokens", DEVICE));

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("ACCEPTED");
        assertThat(fixture.emulator.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.accepted()).isTrue())
                .extracting(RecordedRequest::json)
                .satisfies(json -> {
                    assertThat(json.at("/token_list/0").asText()).isEqualTo(DEVICE);
                    assertThat(json.at("/message/title").asText()).isEqualTo("Your order");
                    assertThat(json.at("/message/content").asText()).isEqualTo("4711 is on its way");
                });
    }

    @Test
    void aMessageWithoutTargetIsRefusedAndNeverABroadcast() {
        Exchange done = fixture.send("4711 is on its way", Map.of("CamelTencentAudience", "all"));

        assertThat(done.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(fixture.emulator.requests()).isEmpty();
    }
}
