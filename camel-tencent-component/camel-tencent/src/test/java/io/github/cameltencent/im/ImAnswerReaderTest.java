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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImAnswerReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ImFacts facts = new ImFacts();
    private final ImAnswerReader reader =
            new ImAnswerReader(facts, facts.operation("openim/sendmsg"), Clock.fixed(NOW, ZoneOffset.UTC));

    private AttemptResult read(String body) {
        return read(body, "application/json", null);
    }

    private AttemptResult read(String body, String contentType, Instant date) {
        return reader.read(new HttpAnswer(200, contentType, body.getBytes(StandardCharsets.UTF_8), date, null));
    }

    private static String code(String code) {
        return "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"what IM says\",\"ErrorCode\":" + code + "}";
    }

    @Test
    void theCodeZeroIsAcceptedWithTheAnswer() {
        AttemptResult result = read("{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"MsgKey\":\"k\"}");

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.content()).isInstanceOfSatisfying(ImAnswer.class, answer -> assertThat(answer.text("MsgKey"))
                .isEqualTo("k"));
    }

    @ParameterizedTest
    @CsvSource({"10004, REJECTED", "10002, AMBIGUOUS", "10006, THROTTLED", "20028, TRANSIENT", "70009, AUTH"})
    void aDocumentedCodeHasItsOutcomeAndItsExplanation(String code, Outcome outcome) {
        assertThat(read(code(code)))
                .returns(outcome, AttemptResult::outcome)
                .returns(code, AttemptResult::code)
                .returns(true, AttemptResult::codeKnown)
                .returns(facts.code(code).english(), AttemptResult::message)
                .returns(null, AttemptResult::retryAfter)
                .returns(false, AttemptResult::signAnew)
                .returns(false, AttemptResult::alreadyAccepted)
                .returns(code(code), AttemptResult::detail)
                .matches(result ->
                        ((ImAnswer) result.content()).text("ErrorInfo").equals("what IM says"));
    }

    @Test
    void aCodeMayAskForANewUserSigOrADelay() {
        assertThat(read(code("70001")).signAnew()).isTrue();
        assertThat(read(code("70050")).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anUndocumentedCodeIsRejectedAndMarked() {
        assertThat(read(code("42")))
                .returns(Outcome.REJECTED, AttemptResult::outcome)
                .returns("42", AttemptResult::code)
                .returns(false, AttemptResult::codeKnown)
                .returns("IM refused the call with an undocumented code", AttemptResult::message)
                .returns(code("42"), AttemptResult::detail);
    }

    @Test
    void theStatusFailWithoutACodeIsRejected() {
        assertThat(read(code("0")))
                .returns(Outcome.REJECTED, AttemptResult::outcome)
                .returns("FAIL", AttemptResult::code)
                .returns(true, AttemptResult::codeKnown)
                .returns("IM refused the call without a code", AttemptResult::message);
    }

    @Test
    void anUnreadableAnswerIsAmbiguousAndDescribed() {
        assertThat(read("<html>", "text/html", null))
                .returns(Outcome.AMBIGUOUS, AttemptResult::outcome)
                .returns("BAD_ANSWER", AttemptResult::code)
                .returns(
                        "the answer is not what IM documents (6 bytes of text/html): the call may have been executed",
                        AttemptResult::message);
        assertThat(read("", null, null).message()).contains("(0 bytes of unknown type)");
    }

    @Test
    void aRefusedUserSigMentionsAWrongClock() {
        assertThat(read(code("70009"), null, NOW.minusSeconds(3600)).message())
                .isEqualTo(facts.code("70009").english() + " The local clock is 3600 s ahead of the server's.");
    }

    @Test
    void otherRefusalsDoNotMentionTheClock() {
        Instant date = NOW.plus(Duration.ofHours(1));

        assertThat(read(code("10004"), null, date).message())
                .isEqualTo(facts.code("10004").english());
    }
}
