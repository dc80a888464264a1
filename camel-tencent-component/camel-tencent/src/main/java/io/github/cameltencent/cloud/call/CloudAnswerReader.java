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

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.NumericCode;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import java.time.Duration;
import java.time.Instant;

/** Classifies answers of the Cloud API. Thread-safe. */
final class CloudAnswerReader {

    /** Provides what a refused attempt can be signed with instead. */
    interface Remedies {

        /** Starts to load new credentials; returns false if these cannot be renewed. */
        boolean renew();

        /** Records the server's time; returns false if it is already known or must not be used. */
        boolean learn(Instant date);
    }

    private static final int MAX_CODE = 128;

    private final CloudFacts facts;
    private final boolean asMap;
    private final String language;

    /**
     * Creates a reader. * @param asMap whether accepted answers are needed as Map
     * @param language the language of explanations: Chinese for {@code zh-CN}, otherwise English
     */
    CloudAnswerReader(CloudFacts facts, boolean asMap, String language) {
        this.facts = facts;
        this.asMap = asMap;
        this.language = language;
    }

    /** Classifies an answer. * @param received the local time of arrival, without correction */
    AttemptResult read(HttpAnswer http, Instant received, Remedies remedies) {
        if (http.stream() != null) {
            return AttemptResult.accepted(http.stream().header("X-TC-RequestId"), http.stream());
        }
        CloudAnswer answer = CloudAnswer.of(http.body(), asMap);
        if (answer == null || (answer.isFailure() && !hasCode(answer))) {
            return AttemptResult.badAnswer("the Cloud API", http);
        }
        if (!answer.isFailure()) {
            return AttemptResult.accepted(answer.requestId(), answer);
        }
        CloudFacts.Code known = known(answer);
        if (known == null) {
            return failed(
                    Outcome.REJECTED,
                    false,
                    CloudFacts.isChinese(language)
                            ? "服务返回了未收录的错误码，原因见异常的 result。"
                            : "the service refused the call with a code that is not among the documented common ones",
                    false,
                    answer);
        }
        if (known.outcome() == Outcome.ACCEPTED) {
            return AttemptResult.accepted(answer.requestId(), answer);
        }
        String skew = known.outcome() == Outcome.AUTH ? skew(http, received) : "";
        return failed(known.outcome(), true, known.in(language) + skew, hasRemedy(known, http, remedies), answer);
    }

    private CloudFacts.Code known(CloudAnswer answer) {
        CloudFacts.Code byNumber = answer.number() == null ? null : facts.code(answer.number());
        return byNumber != null ? byNumber : facts.code(answer.code());
    }

    private static boolean hasRemedy(CloudFacts.Code known, HttpAnswer http, Remedies remedies) {
        return switch (known.remedy()) {
            case NONE -> false;
            case RENEW -> remedies.renew();
            case SKEW -> http.date() != null && remedies.learn(http.date());
        };
    }

    private static AttemptResult failed(
            Outcome outcome, boolean codeKnown, String message, boolean signAnew, CloudAnswer answer) {
        return new AttemptResult(
                outcome,
                answer.code(),
                codeKnown,
                message,
                answer.requestId(),
                null,
                signAnew,
                false,
                answer.text(false),
                answer);
    }

    private String skew(HttpAnswer http, Instant received) {
        Duration ahead = http.notableSkew(received);
        return !ahead.isZero() && CloudFacts.isChinese(language)
                ? "本机时钟比服务器" + (ahead.isNegative() ? "慢 " : "快 ") + ahead.abs().toSeconds() + " 秒。"
                : http.clockHint(received);
    }

    /** Whether there is a symbolic code, or in the flat envelope a 32-bit number. */
    private static boolean hasCode(CloudAnswer answer) {
        return answer.code() != null
                && (answer.number() == null || NumericCode.of(new TextNode(answer.number())) != null)
                && isReadable(answer.code());
    }

    private static boolean isReadable(String code) {
        boolean readable = code.length() <= MAX_CODE;
        for (int i = 0; readable && i < code.length(); i++) {
            char unit = code.charAt(i);
            readable = unit < 0x80 && Character.isLetterOrDigit(unit) || unit == '.' || unit == '_' || unit == '-';
        }
        return readable;
    }
}
