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
package io.github.cameltencent.usersig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.sign.UserSigClaims;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tencent:usersig/verify}. */
class UserSigVerifyTest extends UserSigTestSupport {

    @ParameterizedTest
    @MethodSource("cases")
    void theRecordedCasesEndAsRecorded(JsonNode vector) {
        ImApplication im = im(vector.path("key").asText(null));
        im.setSdkAppId(vector.get("sdkappid").asLong());
        if (vector.has("public_key")) {
            im.setPublicKey(pem(vector.get("public_key").asText(), "public_key_spki_pem"));
        }
        context.getRegistry().bind("orders", application(im));
        clock.advance(Duration.between(
                clock.instant(), Instant.ofEpochSecond(vector.get("now").asLong())));
        Map<String, Object> headers = new HashMap<>();
        headers.put(TencentConstants.USER_ID, vector.get("userid").asText());
        if (vector.has("userbuf_base64")) {
            headers.put(TencentConstants.USER_BUF, vector.get("userbuf_base64").asText());
        }

        String ticket = vector.get("usersig").asText();
        Exchange exchange = send("/verify", ticket, headers);

        String expected = vector.get("expect").asText();
        if (expected.equals("OK")) {
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody(UserSigClaims.class).getUserId())
                    .isEqualTo(vector.get("userid").asText());
        } else {
            assertThat(exchange.getException()).isInstanceOf(TencentAuthException.class);
            assertThat(refusalOf(exchange).getCode()).isEqualTo(expected);
            assertThat(exchange.getMessage().getBody()).isEqualTo(ticket);
        }
    }

    static Stream<Named<JsonNode>> cases() {
        return Stream.of("verify_cases", "verify_cases_legacy")
                .flatMap(section -> StreamSupport.stream(VECTORS.get(section).spliterator(), false))
                .map(vector -> Named.of(vector.path("id").asText(), vector));
    }

    @Test
    void theClaimsTakeThePlaceOfTheTicket() {
        Exchange exchange = send("/verify", ticket("", "xiaojun", Map.of()));

        UserSigClaims claims = exchange.getMessage().getBody(UserSigClaims.class);
        assertThat(claims.getUserId()).isEqualTo("xiaojun");
        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
        assertThat(exchange.getMessage().getHeader(TencentConstants.OPERATION)).isEqualTo("verify");
    }

    @Test
    void theClaimsConvertToMapAndJson() throws Exception {
        String ticket = ticket("/privateMapKey?roomId=7&privileges=enterRoom", "小军", Map.of());
        Exchange exchange = send("/verify", ticket);

        Map<?, ?> map = exchange.getMessage().getBody(Map.class);
        assertThat(map.get("userId")).isEqualTo("小军");
        assertThat(map.get("sdkAppId")).isEqualTo(APP);
        assertThat(map.get("issuedAt")).isEqualTo(NOW);
        assertThat(map.get("expiresAt")).isEqualTo(NOW + 5184000);
        assertThat(map.get("algorithm")).isEqualTo("HMAC_SHA256");
        assertThat(map.get("roomId")).isEqualTo(7L);
        assertThat(((Number) map.get("privileges")).intValue()).isEqualTo(2);
        assertThat(map.get("userBuf")).isInstanceOf(String.class);
        assertThat(map.containsKey("roomIdString")).isFalse();
        JsonNode json = new ObjectMapper().readTree(exchange.getMessage().getBody(String.class));
        assertThat(json.get("userId").asText()).isEqualTo("小军");
        assertThat(json.get("expiresAt").asLong()).isEqualTo(NOW + 5184000);
    }

    @Test
    void theLastSecondIsStillGood() {
        String ticket = ticket("?expire=10", "x", Map.of());

        clock.advance(Duration.ofSeconds(10));
        assertThat(send("/verify", ticket).getException()).isNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusalOf(send("/verify", ticket)).getCode()).isEqualTo("EXPIRED");
        assertThat(send("/verify?allowedClockSkew=1000", ticket).getException()).isNull();
        assertThat(send("/verify?allowedClockSkew=1s", ticket).getException()).isNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusalOf(send("/verify?allowedClockSkew=1000", ticket)).getCode())
                .isEqualTo("EXPIRED");
    }

    @Test
    void userAndUserBufAreCheckedWhereTheyAreGiven() {
        String ticket = ticket("", "xiaojun", Map.of(TencentConstants.USER_BUF, "YWJj"));

        assertThat(send("/verify", ticket).getException()).isNull();
        assertThat(send("/verify", ticket, Map.of("CAMELTENCENTUSERID", "xiaojun"))
                        .getException())
                .isNull();
        assertThat(refusalOf(send("/verify", ticket, Map.of(TencentConstants.USER_ID, "Xiaojun")))
                        .getCode())
                .isEqualTo("IDENTIFIER_MISMATCH");
        assertThat(refusalOf(send("/verify?userId=other", ticket)).getCode()).isEqualTo("IDENTIFIER_MISMATCH");
        assertThat(send("/verify", ticket, Map.of(TencentConstants.USER_BUF, "abc".getBytes(StandardCharsets.UTF_8)))
                        .getException())
                .isNull();
        assertThat(refusalOf(send("/verify", ticket, Map.of(TencentConstants.USER_BUF, "YWJk")))
                        .getCode())
                .isEqualTo("USERBUF_MISMATCH");
    }

    @Test
    void aTicketOfAKindWithoutAKeyIsRefused() {
        String legacy = VECTORS.at("/verify_cases_legacy/0/usersig").asText();

        assertThat(refusalOf(send("/verify", legacy)).getCode()).isEqualTo("SIG_MISMATCH");
    }

    @Test
    void thePreviousKeyIsAccepted() {
        String old = ticket("", "x", Map.of());
        ImApplication im = im(OTHER_KEY);
        im.setPreviousSecretKey(KEY);
        context.getRegistry().bind("orders", application(im));

        assertThat(send("/verify", old).getException()).isNull();
        assertThat(send("/verify", ticket("", "y", Map.of())).getException()).isNull();

        im.setPreviousSecretKey(null);
        assertThat(refusalOf(send("/verify", old)).getCode()).isEqualTo("SIG_MISMATCH");
    }

    @Test
    void messagesContainNeitherUserSigNorKeys() {
        String ticket = ticket("", "xiaojun", Map.of());
        context.getRegistry().bind("orders", application(im(OTHER_KEY)));

        Exchange exchange = send("/verify", ticket);

        assertThat(refusalOf(exchange).getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(refusalOf(exchange).toString() + exchange.getMessage().getHeaders())
                .doesNotContain(ticket, KEY, OTHER_KEY);
    }

    @Test
    void aStreamIsReadAndStaysReadable() {
        byte[] ticket = "no ticket".getBytes(StandardCharsets.UTF_8);

        Exchange exchange = send("/verify", new ByteArrayInputStream(ticket));

        assertThat(refusalOf(exchange).getCode()).isEqualTo("BAD_BASE64");
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("no ticket");
    }
}
