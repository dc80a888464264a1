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
import io.github.cameltencent.TencentException;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.RequestSigner;
import io.github.cameltencent.transport.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletionStage;

/**
 * Signs a call only while the daily quota is not used up. A call counts once, whatever its retries, unless it was certainly
 * not executed. One for each call; not thread-safe, since attempts follow one another.
 */
final class QuotaSigner implements RequestSigner {

    private final ImSigner signer;
    private final DailyQuotaCounter quotas;
    private final String key;
    private final ImFacts.Quota quota;
    private final int max;

    /** The day for which the call is counted; null while it is not counted. */
    private LocalDate countedDay;

    QuotaSigner(ImSigner signer, DailyQuotaCounter quotas, String key, ImFacts.Quota quota, double share) {
        this.signer = signer;
        this.quotas = quotas;
        this.key = key;
        this.quota = quota;
        this.max = Math.max(1, (int) (quota.calls() * share));
    }

    @Override
    public SignedRequest sign(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, quota.zone());
        if (countedDay == null && !quotas.tryAcquire(key, max, today)) {
            throw TencentException.of(
                            Outcome.THROTTLED,
                            "LOCAL_LIMIT",
                            "the daily quota of " + max + " calls is used up; it is renewed at midnight in "
                                    + quota.zone() + "; not sent")
                    .retryAfter(Duration.between(
                            now, today.plusDays(1).atStartOfDay(quota.zone()).toInstant()))
                    .build();
        }
        countedDay = countedDay == null ? today : countedDay;
        try {
            return signer.sign(now);
        } catch (RuntimeException e) {
            releaseUnlessExecuted();
            throw e;
        }
    }

    @Override
    public void ended(SignedRequest request, AttemptResult result) {
        signer.ended(request, result);
        releaseUnlessExecuted();
    }

    private void releaseUnlessExecuted() {
        if (!signer.mayBeExecuted() && countedDay != null) {
            quotas.release(key, countedDay);
            countedDay = null;
        }
    }

    @Override
    public CompletionStage<?> renew(AttemptResult refused) {
        return signer.renew(refused);
    }

    @Override
    public boolean failsOver() {
        return signer.failsOver();
    }

    @Override
    public boolean isSafeAt(Instant now) {
        return signer.isSafeAt(now);
    }

    @Override
    public boolean isRecognizedAt(Instant answered) {
        return signer.isRecognizedAt(answered);
    }
}
