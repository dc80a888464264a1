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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.sign.UserSigClaims;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.ByteArrayInputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tencent:usersig} and {@code tencent:usersig/generate}. */
class UserSigGenerateTest extends UserSigTestSupport {

    private static final String USER = TencentConstants.USER_ID;

    @Test
    void theVendorsTicketIsMadeFromTheSameInput() {
        String ticket = ticket("?expire=15552000", "xiaojun", Map.of());

        UserSigClaims claims = opened(ticket);
        assertThat(claims.getUserId()).isEqualTo("xiaojun");
        assertThat(claims.getSdkAppId()).isEqualTo(APP);
        assertThat(claims.getIssuedAt()).isEqualTo(NOW);
        assertThat(claims.getExpiresAt()).isEqualTo(NOW + 15552000);
        assertThat(claims.getUserBuf()).isNull();
    }

    @Test
    void generateIsTheDefaultOperation() {
        assertThat(ticket("/generate", "xiaojun", Map.of())).isEqualTo(ticket("", "xiaojun", Map.of()));
    }

    @Test
    void aTicketLastsSixtyDaysUnlessToldOtherwise() {
        assertThat(opened(ticket("", "xiaojun", Map.of())).getExpiresAt()).isEqualTo(NOW + 5184000);
    }

    @Test
    void theUserIsTheHeaderElseTheOptionElseTheBody() {
        assertThat(opened(ticket("?userId=option", "body", Map.of(USER, "header")))
                        .getUserId())
                .isEqualTo("header");
        assertThat(opened(ticket("?userId=option", "body", Map.of())).getUserId())
                .isEqualTo("option");
        assertThat(opened(ticket("", "body", Map.of())).getUserId()).isEqualTo("body");
    }

    @Test
    void headersAreReadInAnyLetterCase() {
        assertThat(opened(ticket("", "body", Map.of("cameltencentUSERID", "header")))
                        .getUserId())
                .isEqualTo("header");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theBodyIsReadAsText(Object body) {
        assertThat(opened(ticket("", body, Map.of())).getUserId()).isEqualTo("小军");
    }

    static Stream<Object> bodies() {
        byte[] bytes = "小军".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                "小军",
                bytes,
                new ByteArrayInputStream(bytes),
                new ByteArrayInputStreamCache(new ByteArrayInputStream(bytes)));
    }

    @Test
    void aNumberIsAUserToo() {
        assertThat(opened(ticket("", 4711, Map.of())).getUserId()).isEqualTo("4711");
        assertThat(opened(ticket("", "body", Map.of(USER, 4712L))).getUserId()).isEqualTo("4712");
    }

    @Test
    void allResultsAreSetOnTheMessage() {
        Exchange exchange = send("", "xiaojun", Map.of("Mine", "stays", TencentConstants.ERROR_CODE, "old"));

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TencentConstants.OUTCOME, "ACCEPTED")
                .containsEntry(TencentConstants.SERVICE, "usersig")
                .containsEntry(TencentConstants.OPERATION, "generate")
                .containsEntry("Mine", "stays")
                .doesNotContainKeys(TencentConstants.ERROR_CODE, TencentConstants.ERROR_MESSAGE);
        assertThat(exchange.getProperty(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void invalidParametersAreRefusedWithTheirName(String code, Object body, Map<String, ?> headers) {
        Exchange exchange = send("?expire=3600", body, headers);

        assertThat(exchange.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(refusalOf(exchange).getCode()).isEqualTo(code);
        assertThat(refusalOf(exchange).getService()).isEqualTo("usersig");
        assertThat(refusalOf(exchange).getOperation()).isEqualTo("generate");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TencentConstants.OUTCOME, "REJECTED")
                .containsEntry(TencentConstants.ERROR_CODE, code)
                .containsKey(TencentConstants.ERROR_MESSAGE);
        assertThat(exchange.getProperty(TencentConstants.ERROR_CODE)).isEqualTo(code);
        assertThat(exchange.getMessage().getBody()).isSameAs(body);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("USER_ID_EMPTY", null, Map.of()),
                Arguments.of("USER_ID_EMPTY", "", Map.of()),
                Arguments.of("USER_ID_EMPTY", "body", Map.of(USER, "")),
                Arguments.of("USER_ID_INVALID", "xiao\njun", Map.of()),
                Arguments.of("USER_ID_INVALID", "xiaojun\n", Map.of()),
                Arguments.of("USER_ID_INVALID", "\u0000", Map.of()),
                Arguments.of("USER_ID_INVALID", "\u0085", Map.of()),
                Arguments.of("LONE_SURROGATE", "lone \ud83d", Map.of()),
                Arguments.of("LONE_SURROGATE", "lone \udc00 low", Map.of()),
                Arguments.of("USER_ID_INVALID", "x".repeat(1025), Map.of()),
                Arguments.of("FIELD_INVALID", "body", Map.of(USER, List.of("one", "two"))),
                Arguments.of("FIELD_INVALID", "body", Map.of(USER, new String[] {"one"})),
                Arguments.of("BODY_INVALID", "x".repeat(65537), Map.of()),
                Arguments.of("ADMIN_USER", "administrator", Map.of()),
                Arguments.of("EXPIRE_TOO_LONG", "x", Map.of(TencentConstants.EXPIRE, 3601)),
                Arguments.of("EXPIRE_TOO_LONG", "x", Map.of(TencentConstants.EXPIRE, "9223372036854775807")),
                Arguments.of("EXPIRE_INVALID", "x", Map.of(TencentConstants.EXPIRE, 0)),
                Arguments.of("EXPIRE_INVALID", "x", Map.of(TencentConstants.EXPIRE, -1L)),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.EXPIRE, "9223372036854775808")),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.EXPIRE, "1e30")),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.EXPIRE, "1e999999999")),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.EXPIRE, "1".repeat(100))),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.EXPIRE, "1.5")),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.EXPIRE, "soon")),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.EXPIRE, List.of(1, 2))),
                Arguments.of("USER_BUF_INVALID", "x", Map.of(TencentConstants.USER_BUF, "not base64!")),
                Arguments.of("USER_BUF_INVALID", "x", Map.of(TencentConstants.USER_BUF, new byte[4097])),
                Arguments.of("FIELD_INVALID", "x", Map.of(TencentConstants.USER_BUF, List.of("YQ==", "YQ=="))));
    }

    @Test
    void idsWithQuotesAndEmojiAreGood() {
        String odd = "o'\"\\{}<小军>😀";
        assertThat(opened(ticket("", odd, Map.of())).getUserId()).isEqualTo(odd);
        assertThat(opened(ticket("", "x".repeat(1024), Map.of())).getUserId()).hasSize(1024);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3599, 3599", "3600, 3600"})
    void aHeaderMayShortenTheLife(String header, long seconds) {
        assertThat(opened(ticket("?expire=3600", "x", Map.of(TencentConstants.EXPIRE, header)))
                        .getExpiresAt())
                .isEqualTo(NOW + seconds);
    }

    @Test
    void aUserBufIsBase64TextOrBytes() {
        byte[] bytes = {0, 1, (byte) 0xff};
        String text = Base64.getEncoder().encodeToString(bytes);

        assertThat(opened(ticket("", "x", Map.of(TencentConstants.USER_BUF, bytes)))
                        .getUserBuf())
                .isEqualTo(bytes);
        assertThat(opened(ticket("", "x", Map.of(TencentConstants.USER_BUF, text)))
                        .getUserBuf())
                .isEqualTo(bytes);
        assertThat(opened(ticket("?userBuf=RAW(" + text + ")", "x", Map.of())).getUserBuf())
                .isEqualTo(bytes);
        assertThat(opened(ticket("", "x", Map.of(TencentConstants.USER_BUF, new byte[4096])))
                        .getUserBuf())
                .hasSize(4096);
        assertThat(opened(ticket("", "x", Map.of(TencentConstants.USER_BUF, new byte[0])))
                        .getUserBuf())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"administrator", "ADMINISTRATOR", " administrator", "administrator\u3000", "Administrator "})
    void theAdministratorIsRefusedInAnySpelling(String userId) {
        assertThat(refusalOf(send("", userId)).getCode()).isEqualTo("ADMIN_USER");
        assertThat(refusalOf(send("", "x", Map.of(USER, userId))).getCode()).isEqualTo("ADMIN_USER");
    }

    @Test
    void theAdministratorIsAllowedOnlyByOption() {
        assertThat(opened(ticket("?allowAdminUserSig=true", "administrator", Map.of()))
                        .getUserId())
                .isEqualTo("administrator");
        assertThat(refusalOf(send("?userId=administrator", "x")).getCode()).isEqualTo("ADMIN_USER");
        assertThat(refusalOf(send("", "administrator", Map.of("CamelTencentAllowAdminUserSig", true)))
                        .getCode())
                .isEqualTo("ADMIN_USER");
        assertThat(opened(ticket("", "administrator2", Map.of())).getUserId()).isEqualTo("administrator2");
    }

    @Test
    void theAdministratorIsTheOneOfTheApplication() {
        var im = im(KEY);
        im.setAdminUserId("boss");
        context.getRegistry().bind("orders", application(im));

        assertThat(refusalOf(send("", "boss")).getCode()).isEqualTo("ADMIN_USER");
        assertThat(opened(ticket("", "administrator", Map.of())).getUserId()).isEqualTo("administrator");
        assertThat(refusalOf(send("?adminUserId=chief", "chief")).getCode()).isEqualTo("ADMIN_USER");
    }

    @Test
    void headersReportTheFailureWithoutAnException() {
        Exchange exchange = send("?throwExceptionOnFailure=false", "");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("REJECTED");
        assertThat(exchange.getMessage().getHeader(TencentConstants.ERROR_CODE)).isEqualTo("USER_ID_EMPTY");
        assertThat(exchange.getMessage().getBody()).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelTencentApplication",
                "cameltencentSECRETKEY",
                "CamelTencentSdkAppId",
                "CamelTencentPrivateKey",
                "CAMELTENCENTALGORITHM",
                "CamelTencentAlgorithm"
            })
    void keysAndKindNeverComeFromAMessage(String header) {
        String ticket = ticket("", "xiaojun", Map.of(header, "ECDSA_SHA256"));

        assertThat(opened(ticket).getAlgorithm()).isEqualTo("HMAC_SHA256");
    }

    @Test
    void aStreamThatWasRefusedIsStillThere() {
        Exchange exchange = send("", new ByteArrayInputStream("administrator".getBytes(StandardCharsets.UTF_8)));

        assertThat(refusalOf(exchange).getCode()).isEqualTo("ADMIN_USER");
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("administrator");
    }

    @Test
    void theClockIsRead() {
        clock.advance(Duration.ofSeconds(77));
        assertThat(opened(ticket("", "x", Map.of())).getIssuedAt()).isEqualTo(NOW + 77);
    }
}
