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
 * Lets a call go out only while the quota of the day lasts. The call counts once, whatever its repeats, unless it certainly
 * was not carried out. For one call, whose attempts follow one another.
 */
final class QuotaSigner implements RequestSigner {

    private final ImSigner signer;
    private final DailyQuotas quotas;
    private final String key;
    private final ImFacts.Quota quota;
    private final int most;

    /** The day that the call counts for; null while it does not count. */
    private LocalDate counted;

    QuotaSigner(ImSigner signer, DailyQuotas quotas, String key, ImFacts.Quota quota, double share) {
        this.signer = signer;
        this.quotas = quotas;
        this.key = key;
        this.quota = quota;
        this.most = Math.max(1, (int) (quota.calls() * share));
    }

    @Override
    public SignedRequest sign(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, quota.zone());
        if (counted == null && !quotas.take(key, most, today)) {
            throw TencentException.of(
                            Outcome.THROTTLED,
                            "LOCAL_LIMIT",
                            "the " + most + " calls of a day are used up until midnight in " + quota.zone()
                                    + "; not sent")
                    .retryAfter(Duration.between(
                            now, today.plusDays(1).atStartOfDay(quota.zone()).toInstant()))
                    .build();
        }
        counted = counted == null ? today : counted;
        try {
            return signer.sign(now);
        } catch (RuntimeException e) {
            giveBack();
            throw e;
        }
    }

    @Override
    public void ended(SignedRequest request, AttemptResult result) {
        signer.ended(request, result);
        giveBack();
    }

    private void giveBack() {
        if (!signer.mayBeExecuted() && counted != null) {
            quotas.giveBack(key, counted);
            counted = null;
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
}
