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
package io.github.cameltencent.cloud.call;

import static io.github.cameltencent.Outcome.ACCEPTED;
import static io.github.cameltencent.Outcome.AMBIGUOUS;
import static io.github.cameltencent.Outcome.AUTH;
import static io.github.cameltencent.Outcome.REJECTED;
import static io.github.cameltencent.Outcome.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudAnswerReaderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final CloudAnswerReader reader = new CloudAnswerReader(new CloudFacts(), true, null);
    private boolean renewable;
    private boolean learnable;
    private Instant learned;

    @ParameterizedTest
    @CsvSource({
        "InvalidParameterValue.Range, REJECTED",
        "FailedOperation, REJECTED",
        "ResourceInsufficient.CloudDiskSoldOut, REJECTED",
        "LimitExceeded.Anything, REJECTED",
        "AuthFailure.SignatureFailure, AUTH",
        "AuthFailure.BrandNew, AUTH",
        "UnauthorizedOperation.CamNoAuth, AUTH",
        "RequestLimitExceeded, THROTTLED",
        "RequestLimitExceeded.UinLimitExceeded, THROTTLED",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded, THROTTLED",
        "RequestLimitExceeded.IPLimitExceeded, THROTTLED",
        "RequestLimitExceeded.BatchTaskLimit, REJECTED",
        "RequestLimitExceeded.UinLimitExceeded.Other, THROTTLED",
        "InternalError, AMBIGUOUS",
        "InternalError.DbError, AMBIGUOUS",
        "ServiceUnavailable, AMBIGUOUS",
        "DryRunOperation, ACCEPTED"
    })
    void aDocumentedCodeHasItsOutcomeAndSoHaveItsSubCodes(String code, Outcome outcome) {
        AttemptResult verdict = read(error(code));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.requestId()).isEqualTo("r-1");
        assertThat(verdict.codeKnown()).isTrue();
        if (outcome != ACCEPTED) {
            assertThat(verdict.code()).isEqualTo(code);
            assertThat(verdict.detail()).asString().contains("What it says");
            assertThat(verdict.message()).doesNotContain("What it says");
        }
    }

    @Test
    void anUnknownCodeIsRejectedAndMarked() {
        assertThat(read(error("Brand.New")))
                .returns(REJECTED, AttemptResult::outcome)
                .returns("Brand.New", AttemptResult::code)
                .returns(false, AttemptResult::codeKnown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a code with blanks", "\u672a\u77e5", "<b>"})
    void aCodeThatHasNotTheFormOfOneTellsNothing(String code) {
        assertThat(read(error(code)))
                .returns(Outcome.AMBIGUOUS, AttemptResult::outcome)
                .returns("BAD_ANSWER", AttemptResult::code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad gateway</html>",
                "\"\"",
                "{}",
                "null",
                "[]",
                "{\"Response\":null}",
                "{\"Response\":[]}",
                "{\"Response\":{\"RequestId\":\"r-1\"}",
                "{\"Response\":{\"RequestId\":\"r-1\"}} and more",
                "{\"Response\":{\"a\":1},\"Response\":{\"a\":1}}",
                "{\"Response\":{\"Error\":{}}}",
                "{\"Response\":{\"Error\":\"text\"}}",
                "{\"code\":null}",
                "{\"code\":{}}",
                "{\"code\":\"\"}x"
            })
    void whatIsNoAnswerIsAmbiguous(String text) {
        assertThat(read(text)).returns(AMBIGUOUS, AttemptResult::outcome).returns("BAD_ANSWER", AttemptResult::code);
    }

    @Test
    void otherCharsetsAndDepthsWithoutEndAreAmbiguous() {
        String text = "{\"Response\":{\"Text\":\"漢字\",\"RequestId\":\"r-1\"}}";
        for (Charset charset : new Charset[] {Charset.forName("GBK"), StandardCharsets.UTF_16}) {
            assertThat(read(text.getBytes(charset)).outcome()).isEqualTo(AMBIGUOUS);
        }
        for (int depth : new int[] {1_000, 100_000}) {
            String deep = "{\"Response\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";
            assertThat(read(deep).outcome()).isEqualTo(AMBIGUOUS);
        }
    }

    @Test
    void theContentOfResponseIsCutOutAsItCame() {
        String inside =
                "{ \"Big\":18446744073709551617,\"Price\":1.10 , \"漢\":[\"}\",{\"a\":\"\\u6f22\"}],\"RequestId\":\"r-1\"}";
        for (String before : new String[] {"", "\uFEFF", "  \n"}) {
            AttemptResult verdict = read(before + "{\"Response\" : " + inside + " , \"Other\":{\"code\":1}}");
            CloudAnswer answer = (CloudAnswer) verdict.content();
            assertThat(answer.text(false)).isEqualTo(inside);
            assertThat(answer.map(false))
                    .containsEntry("Big", new BigInteger("18446744073709551617"))
                    .containsEntry("Price", new BigDecimal("1.10"));
            assertThat(verdict.requestId()).isEqualTo("r-1");
            assertThat(answer.map(true)).containsKeys("Response", "Other");
        }
    }

    @Test
    void aLargeAnswerIsCutOutToo() {
        String inside = "{\"Set\":[" + "{\"漢\":\"x\"},".repeat(100_000) + "0],\"RequestId\":\"r\"}";
        CloudAnswer answer = (CloudAnswer) read("{\"Response\":" + inside + "}").content();
        assertThat(answer.text(false)).isEqualTo(inside);
    }

    @Test
    void theFlatEnvelopeIsReadToo() {
        for (String zero : new String[] {"0", "\"0\""}) {
            String text =
                    "{\"code\":" + zero + ",\"message\":\"\",\"codeDesc\":\"Success\",\"data\":{\"totalCount\":1}}";
            AttemptResult verdict = read(text);
            assertThat(verdict.outcome()).isEqualTo(ACCEPTED);
            assertThat(((CloudAnswer) verdict.content()).text(false)).isEqualTo(text);
        }
        assertThat(read("{\"code\":4100,\"message\":\"m\"}"))
                .returns(AUTH, AttemptResult::outcome)
                .returns("4100", AttemptResult::code);
        assertThat(read("{\"code\":\"4400\",\"codeDesc\":\"QuotaExceeded\"}"))
                .returns(THROTTLED, AttemptResult::outcome)
                .returns("QuotaExceeded", AttemptResult::code);
        assertThat(read("{\"code\":9999,\"codeDesc\":\"InvalidParameter.SignatureFailure\"}"))
                .returns(AUTH, AttemptResult::outcome)
                .returns(true, AttemptResult::codeKnown);
        assertThat(read("{\"code\":-7}"))
                .returns(REJECTED, AttemptResult::outcome)
                .returns(false, AttemptResult::codeKnown);
    }

    @Test
    void aRefusedTokenIsSignedAnewOnlyWhereThereMayBeAnother() {
        assertThat(read(error("AuthFailure.TokenFailure")).signAnew()).isFalse();
        renewable = true;
        assertThat(read(error("AuthFailure.TokenFailure")).signAnew()).isTrue();
        assertThat(read(error("AuthFailure.SecretIdNotFound")).signAnew()).isTrue();
        assertThat(read(error("AuthFailure.SignatureFailure")).signAnew()).isFalse();
    }

    @Test
    void aSignatureTooOldTellsTheSkewAndLearnsIt() {
        learnable = true;
        AttemptResult verdict = reader.read(
                new HttpAnswer(
                        200,
                        "application/json",
                        bytes(error("AuthFailure.SignatureExpire")),
                        NOW.plusSeconds(600),
                        null),
                NOW,
                remedies());
        assertThat(verdict.message()).contains("600 s behind the server's");
        assertThat(verdict.signAnew()).isTrue();
        assertThat(learned).isEqualTo(NOW.plusSeconds(600));
        assertThat(read(error("AuthFailure.SignatureExpire")).signAnew()).isFalse(); // no Date
    }

    private AttemptResult read(String text) {
        return read(bytes(text));
    }

    private AttemptResult read(byte[] body) {
        HttpAnswer http = new HttpAnswer(200, "application/json", body, null, null);
        AttemptResult verdict = reader.read(http, NOW, remedies());
        assertThat(new CloudAnswerReader(new CloudFacts(), false, null).read(http, NOW, remedies()))
                .as("the same, without a Map")
                .returns(verdict.outcome(), AttemptResult::outcome)
                .returns(verdict.code(), AttemptResult::code)
                .returns(verdict.signAnew(), AttemptResult::signAnew)
                .returns(verdict.requestId(), AttemptResult::requestId);
        return verdict;
    }

    private CloudAnswerReader.Remedies remedies() {
        return new CloudAnswerReader.Remedies() {
            @Override
            public boolean renew() {
                return renewable;
            }

            @Override
            public boolean learn(Instant date) {
                learned = date;
                return learnable;
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String error(String code) {
        return "{\"Response\":{\"Error\":{\"Code\":\"" + code
                + "\",\"Message\":\"What it says\"},\"RequestId\":\"r-1\"}}";
    }
}
