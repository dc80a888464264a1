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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.AnswerReader;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import java.time.Clock;

/** Classifies answers of TPNS. */
final class TpnsAnswerReader implements AnswerReader {

    private final TpnsFacts facts;
    private final Clock clock;

    TpnsAnswerReader(TpnsFacts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public AttemptResult read(HttpAnswer http) {
        TpnsAnswer answer = TpnsAnswer.of(http.body());
        if (answer == null) {
            return AttemptResult.badAnswer("TPNS", http);
        }
        if (answer.isSuccess()) {
            return AttemptResult.accepted(null, answer);
        }
        String code = answer.code();
        TpnsFacts.Code known = facts.code(code);
        if (known == null) {
            return new AttemptResult(
                    Outcome.REJECTED,
                    code,
                    false,
                    "TPNS refused the call with an undocumented code",
                    null,
                    null,
                    false,
                    false,
                    http.text(),
                    answer);
        }
        String message =
                known.outcome() == Outcome.AUTH ? known.english() + http.clockHint(clock.instant()) : known.english();
        return new AttemptResult(
                known.outcome(), code, true, message, null, null, false, known.alreadyAccepted(), http.text(), answer);
    }
}
