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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushPartResult;
import io.github.cameltencent.push.PushResult;
import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.push.PushTargetResults;
import io.github.cameltencent.transport.CallResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The result of a push with all its parts.
 *
 * @param failure null if accepted
 * @param call the combined result, for the headers
 */
record PushCallResult(PushResult result, TencentException failure, CallResult call) {

    static final String SERVICE = "push";

    private static final int MAX_HINTS = 3;

    static PushCallResult of(PushClient service, BoundPush push, List<PushPartResult> ends, List<Rejection> refused) {
        List<PushResult.Chunk> chunks = new ArrayList<>(ends.size());
        int attempts = 0;
        boolean possiblyDuplicate = false;
        for (PushPartResult end : ends) {
            chunks.add(end.toChunk());
            attempts += end.attempts();
            possiblyDuplicate |= end.possiblyDuplicate();
        }
        PushResult result =
                new PushResult(service.provider(), chunks, PushTargetResults.of(ends, refused), push.message());
        TencentException failure = failure(service.operation(push), ends, attempts, result);
        PushPartResult decisive = first(ends, failure == null ? Outcome.ACCEPTED : failure.getOutcome());
        CallResult call = new CallResult(
                failure == null ? Outcome.ACCEPTED : failure.getOutcome(),
                attempts,
                decisive == null ? null : decisive.last().answer(),
                decisive == null ? null : decisive.last().content(),
                decisive == null ? null : decisive.last().requestId(),
                failure,
                possiblyDuplicate);
        return new PushCallResult(result, failure, call);
    }

    Outcome outcome() {
        return call.outcome();
    }

    private static TencentException failure(
            String operation, List<PushPartResult> ends, int attempts, PushResult result) {
        if (ends.size() == 1 && ends.get(0).isAcceptedByAll()) {
            return null;
        }
        // a part with only invalid targets must not fail the others
        List<PushPartResult> relevant = new ArrayList<>(ends);
        relevant.removeIf(PushPartResult::isAllInvalid);
        if (relevant.isEmpty()) {
            return allInvalid(operation, ends, attempts, result);
        }
        Map<Outcome, Integer> counts = new LinkedHashMap<>();
        relevant.forEach(end -> counts.merge(end.effectiveOutcome(), 1, Integer::sum));
        if (counts.size() > 1 || counts.containsKey(Outcome.PARTIAL)) {
            return partial(operation, relevant, counts, attempts, result);
        }
        TencentException first = relevant.get(0).failure();
        return first == null
                ? null
                : first.toBuilder()
                        .attempts(attempts)
                        .retryAfter(longest(relevant))
                        .result(result)
                        .build();
    }

    private static TencentException allInvalid(
            String operation, List<PushPartResult> ends, int attempts, PushResult result) {
        if (ends.size() == 1 && ends.get(0).failure() != null) {
            return ends.get(0).failure().toBuilder()
                    .attempts(attempts)
                    .result(result)
                    .build();
        }
        // if nothing was sent, the first refusal is the reason
        Rejection first = ends.isEmpty() ? result.getRejected().get(0) : null;
        return TencentException.of(
                        Outcome.REJECTED,
                        first == null ? "TARGETS_INVALID" : first.code(),
                        "no target is valid" + (first == null ? "" : " (" + first.reason() + ")")
                                + ": remove the targets in the header CamelTencentInvalidTargets from your records")
                .call(SERVICE, operation)
                .attempts(attempts)
                .result(result)
                .build();
    }

    private static TencentException partial(
            String operation,
            List<PushPartResult> ends,
            Map<Outcome, Integer> counts,
            int attempts,
            PushResult result) {
        String codes = String.join(
                ", ",
                ends.stream()
                        .map(PushPartResult::code)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(MAX_HINTS)
                        .toList());
        return TencentException.of(
                        Outcome.PARTIAL,
                        "PARTIAL",
                        "the parts of the push ended differently: " + counts + ", codes " + codes
                                + "; see the result for each target")
                .call(SERVICE, operation)
                .attempts(attempts)
                .retryAfter(longest(ends))
                .result(result)
                .build();
    }

    private static Duration longest(List<PushPartResult> ends) {
        return ends.stream()
                .map(PushPartResult::failure)
                .filter(Objects::nonNull)
                .map(TencentException::getRetryAfter)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static PushPartResult first(List<PushPartResult> ends, Outcome outcome) {
        for (PushPartResult end : ends) {
            if (end.outcome() == outcome) {
                return end;
            }
        }
        return ends.isEmpty() ? null : ends.get(0);
    }

    @Override
    public String toString() {
        return "PushCallResult[" + outcome() + "]";
    }
}
