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

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.sign.UserSigClaims;
import io.github.cameltencent.sign.UserSigVerification;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code tencent-im-sink} and {@code tencent-usersig-action} against the emulator. */
class ImKameletsTest {

    private final KameletFixture fixture = new KameletFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aTextIsSentToTheUserOfTheKamelet() throws Exception {
        im(KameletFixture.SECRET);

        assertThat(fixture.send("Welcome", Map.of()).getException()).isNull();
        assertThat(fixture.emulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.accepted()).isTrue();
            assertThat(request.json().path("To_Account").asText()).isEqualTo("alpha");
            assertThat(request.body()).contains("Welcome");
        });
    }

    @Test
    void aWrongKeyOfImIsAnAuthException() throws Exception {
        im("another-key");

        assertThat(fixture.send("Welcome", Map.of()).getException()).isInstanceOf(TencentAuthException.class);
        assertThat(fixture.emulator.requests()).isNotEmpty().noneMatch(RecordedRequest::accepted);
    }

    @Test
    void aUserIdBecomesItsUserSig() throws Exception {
        userSig();
        Exchange done = fixture.send("alpha", Map.of());

        assertThat(done.getException()).isNull();
        UserSigClaims claims = UserSigVerification.of(Long.parseLong(KameletFixture.IM.id()))
                .withSecretKey(KameletFixture.SECRET)
                .verify(done.getMessage().getBody(String.class), Instant.now());
        assertThat(claims.getUserId()).isEqualTo("alpha");
        assertThat(claims.getExpiresAt() - claims.getIssuedAt()).isEqualTo(86_400);
        assertThat(fixture.emulator.requests()).isEmpty();
    }

    @Test
    void anEmptyUserIdIsRefused() throws Exception {
        userSig();

        assertThat(fixture.send("", Map.of()).getException()).isInstanceOf(TencentRejectedException.class);
    }

    private void im(String key) throws Exception {
        fixture.secret("tencent-im-sink", "secretKey", key)
                .to(
                        "tencent-im-sink",
                        Map.of(
                                "sdkAppId",
                                KameletFixture.IM.id(),
                                "toAccount",
                                "alpha",
                                "baseUri",
                                fixture.emulator.baseUri()));
    }

    private void userSig() throws Exception {
        fixture.secret("tencent-usersig-action", "secretKey", KameletFixture.SECRET)
                .to("tencent-usersig-action", Map.of("sdkAppId", KameletFixture.IM.id()));
    }
}
