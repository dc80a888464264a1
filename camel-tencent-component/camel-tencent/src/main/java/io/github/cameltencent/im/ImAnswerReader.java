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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.AnswerReader;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import java.time.Clock;

/** Classifies answers of IM. */
final class ImAnswerReader implements AnswerReader {

    private final ImFacts facts;
    private final ImFacts.Operation operation;
    private final Clock clock;

    ImAnswerReader(ImFacts facts, ImFacts.Operation operation, Clock clock) {
        this.facts = facts;
        this.operation = operation;
        this.clock = clock;
    }

    @Override
    public AttemptResult read(HttpAnswer http) {
        ImAnswer answer = ImAnswer.of(http.body(), operation, facts);
        if (answer == null) {
            return AttemptResult.badAnswer("IM", http);
        }
        if (answer.isSuccess()) {
            return AttemptResult.accepted(null, answer);
        }
        String code = answer.code();
        ImFacts.Code known = facts.code(code);
        if (known == null) {
            return unknown(answer, http);
        }
        String message =
                known.outcome() == Outcome.AUTH ? known.english() + http.clockHint(clock.instant()) : known.english();
        return new AttemptResult(
                known.outcome(),
                code,
                true,
                message,
                null,
                known.retryAfter(),
                known.signAnew(),
                false,
                http.text(),
                answer);
    }

    private static AttemptResult unknown(ImAnswer answer, HttpAnswer http) {
        String code = answer.code();
        boolean zero = "0".equals(code);
        String shownCode = zero ? "FAIL" : code;
        return new AttemptResult(
                Outcome.REJECTED,
                shownCode,
                zero,
                zero ? "IM refused the call without a code" : "IM refused the call with an undocumented code",
                null,
                null,
                false,
                false,
                http.text(),
                answer);
    }
}
