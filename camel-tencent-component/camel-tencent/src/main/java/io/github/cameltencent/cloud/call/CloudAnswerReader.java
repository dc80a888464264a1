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

/** Finds out from an answer of the Cloud API what became of the call. Thread-safe. */
final class CloudAnswerReader {

    /** Says of a refused attempt whether there is something else to sign the call with. */
    interface Remedies {

        /** Begins to load other credentials; false where there can be none. */
        boolean renew();

        /** Learns the server's time; false where it is known already, or is not to be used. */
        boolean learn(Instant date);
    }

    /** From this difference of clocks on, a refused signature is put down to it. */
    private static final Duration NOTABLE_SKEW = Duration.ofSeconds(60);

    private static final int MAX_CODE = 128;

    private final CloudFacts facts;
    private final boolean asMap;
    private final String language;

    /**
     * A reader.
     *
     * @param asMap whether accepted answers are wanted as Map, else as text
     * @param language what refusals are explained in, Chinese for {@code zh-CN}, else English
     */
    CloudAnswerReader(CloudFacts facts, boolean asMap, String language) {
        this.facts = facts;
        this.asMap = asMap;
        this.language = language;
    }

    /**
     * Reads an answer.
     *
     * @param received this machine's time, uncorrected
     */
    AttemptResult read(HttpAnswer http, Instant received, Remedies remedies) {
        if (http.stream() != null) {
            return AttemptResult.accepted(http.stream().header("X-TC-RequestId"), http.stream());
        }
        CloudAnswer answer = CloudAnswer.of(http.body(), asMap);
        if (answer == null || (answer.isFailure() && !hasCode(answer))) {
            return bad(http);
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
                            : "the service refused with a code that is not documented as common",
                    false,
                    answer);
        }
        if (known.outcome() == Outcome.ACCEPTED) {
            return AttemptResult.accepted(answer.requestId(), answer);
        }
        String skew = known.outcome() == Outcome.AUTH ? skew(http.date(), received) : "";
        return failed(known.outcome(), true, known.in(language) + skew, mayHelp(known, http, remedies), answer);
    }

    private CloudFacts.Code known(CloudAnswer answer) {
        CloudFacts.Code byNumber = answer.number() == null ? null : facts.code(answer.number());
        return byNumber != null ? byNumber : facts.code(answer.code());
    }

    private static boolean mayHelp(CloudFacts.Code known, HttpAnswer http, Remedies remedies) {
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

    private static AttemptResult bad(HttpAnswer http) {
        return AttemptResult.failed(
                Outcome.AMBIGUOUS,
                "BAD_ANSWER",
                "the answer is not what the Cloud API documents (" + http.body().length + " bytes of "
                        + (http.contentType() == null ? "unnamed type" : http.contentType())
                        + "): the call may have been carried out");
    }

    private String skew(Instant date, Instant received) {
        Duration ahead = date == null ? Duration.ZERO : Duration.between(date, received);
        if (ahead.abs().compareTo(NOTABLE_SKEW) < 0) {
            return "";
        }
        long seconds = ahead.abs().toSeconds();
        if (CloudFacts.isChinese(language)) {
            return "本机时钟比服务器" + (ahead.isNegative() ? "慢 " : "快 ") + seconds + " 秒。";
        }
        return " This machine's clock is " + seconds + " s " + (ahead.isNegative() ? "behind" : "ahead of")
                + " the server's.";
    }

    /** A symbolic code, or in the flat envelope a number of 32 bits. */
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
