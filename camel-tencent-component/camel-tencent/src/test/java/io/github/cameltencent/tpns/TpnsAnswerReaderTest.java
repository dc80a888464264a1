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
package io.github.cameltencent.tpns;

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

class TpnsAnswerReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TpnsFacts facts = new TpnsFacts();
    private final TpnsAnswerReader reader = new TpnsAnswerReader(facts, Clock.fixed(NOW, ZoneOffset.UTC));

    private AttemptResult read(String body) {
        return read(body, "application/json", null);
    }

    private AttemptResult read(String body, String contentType, Instant date) {
        return reader.read(new HttpAnswer(200, contentType, body.getBytes(StandardCharsets.UTF_8), date, null));
    }

    private static String code(String code) {
        return "{\"ret_code\":" + code + ",\"err_msg\":\"what TPNS says\"}";
    }

    @Test
    void theCodeZeroIsAcceptedWithTheAnswer() {
        AttemptResult result = read("{\"ret_code\":0,\"push_id\":\"11\"}");

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.content()).isInstanceOfSatisfying(TpnsAnswer.class, answer -> assertThat(answer.pushIds())
                .containsExactly("11"));
    }

    @ParameterizedTest
    @CsvSource({
        "1008001, REJECTED",
        "1008003, AUTH",
        "1008004, AMBIGUOUS",
        "1008011, TRANSIENT",
        "1008026, PARTIAL",
        "1008028, THROTTLED"
    })
    void aDocumentedCodeHasItsOutcomeAndItsExplanation(String code, Outcome outcome) {
        assertThat(read(code(code)))
                .returns(outcome, AttemptResult::outcome)
                .returns(code, AttemptResult::code)
                .returns(true, AttemptResult::codeKnown)
                .returns(facts.code(code).english(), AttemptResult::message)
                .returns(false, AttemptResult::alreadyAccepted)
                .returns(code(code), AttemptResult::detail)
                .matches(result -> ((TpnsAnswer) result.content()).message().equals("what TPNS says"));
    }

    @Test
    void anUndocumentedCodeIsRejectedAndMarked() {
        assertThat(read(code("42")))
                .returns(Outcome.REJECTED, AttemptResult::outcome)
                .returns("42", AttemptResult::code)
                .returns(false, AttemptResult::codeKnown)
                .returns("TPNS refused the call with an undocumented code", AttemptResult::message)
                .returns(code("42"), AttemptResult::detail);
    }

    @Test
    void theCodeOfARepeatedPushProvesThatItWasAcceptedBefore() {
        assertThat(read(code("10010018")).alreadyAccepted()).isTrue();
    }

    @Test
    void anUnreadableAnswerIsAmbiguousAndDescribed() {
        assertThat(read("<html>", "text/html", null))
                .returns(Outcome.AMBIGUOUS, AttemptResult::outcome)
                .returns("BAD_ANSWER", AttemptResult::code)
                .returns(
                        "the answer is not what TPNS documents (6 bytes of text/html): the call may have been executed",
                        AttemptResult::message);
        assertThat(read("", null, null).message()).contains("(0 bytes of unknown type)");
    }

    @Test
    void aRefusedSignatureMentionsAWrongClock() {
        assertThat(read(code("1008003"), null, NOW.minusSeconds(3600)).message())
                .isEqualTo(facts.code("1008003").english() + " The local clock is 3600 s ahead of the server's.");
    }

    @Test
    void otherRefusalsDoNotMentionTheClock() {
        Instant date = NOW.plus(Duration.ofHours(1));

        assertThat(read(code("1008001"), null, date).message())
                .isEqualTo(facts.code("1008001").english());
    }
}
