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
import io.github.cameltencent.push.PartEnd;
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushResult;
import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.push.PushTargets;
import io.github.cameltencent.transport.CallResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a whole push ended.
 *
 * @param failure null when accepted
 * @param call what is told of it on the message
 */
record PushEnd(PushResult result, TencentException failure, CallResult call) {

    static final String SERVICE = "push";

    private static final int MAX_HINTS = 3;

    static PushEnd of(PushClient service, BoundPush push, List<PartEnd> ends, List<Rejection> refused) {
        List<PushResult.Chunk> chunks = new ArrayList<>(ends.size());
        int attempts = 0;
        boolean possiblyDuplicate = false;
        for (PartEnd end : ends) {
            chunks.add(end.toChunk());
            attempts += end.attempts();
            possiblyDuplicate |= end.possiblyDuplicate();
        }
        PushResult result = new PushResult(service.provider(), chunks, PushTargets.of(ends, refused), push.message());
        TencentException failure = failure(service.operation(push), ends, attempts, result);
        PartEnd said = first(ends, failure == null ? Outcome.ACCEPTED : failure.getOutcome());
        CallResult call = new CallResult(
                failure == null ? Outcome.ACCEPTED : failure.getOutcome(),
                attempts,
                said == null ? null : said.last().answer(),
                said == null ? null : said.last().content(),
                said == null ? null : said.last().requestId(),
                failure,
                possiblyDuplicate);
        return new PushEnd(result, failure, call);
    }

    Outcome outcome() {
        return call.outcome();
    }

    private static TencentException failure(String operation, List<PartEnd> ends, int attempts, PushResult result) {
        // A part that holds only targets which nobody knows any more must not fail the others.
        List<PartEnd> telling = new ArrayList<>(ends);
        telling.removeIf(PartEnd::isAllInvalid);
        if (telling.isEmpty()) {
            return allInvalid(operation, ends, attempts, result);
        }
        Map<Outcome, Integer> counts = new LinkedHashMap<>();
        telling.forEach(end -> counts.merge(end.told(), 1, Integer::sum));
        if (counts.size() > 1 || counts.containsKey(Outcome.PARTIAL)) {
            return partial(operation, telling, counts, attempts, result);
        }
        TencentException first = telling.get(0).failure();
        return first == null
                ? null
                : first.toBuilder()
                        .attempts(attempts)
                        .retryAfter(longest(telling))
                        .result(result)
                        .build();
    }

    private static TencentException allInvalid(String operation, List<PartEnd> ends, int attempts, PushResult result) {
        if (ends.size() == 1 && ends.get(0).failure() != null) {
            return ends.get(0).failure().toBuilder()
                    .attempts(attempts)
                    .result(result)
                    .build();
        }
        // Where nothing was sent the first refusal tells what is wrong with the targets.
        Rejection first = ends.isEmpty() ? result.getRejected().get(0) : null;
        return TencentException.of(
                        Outcome.REJECTED,
                        first == null ? "TARGETS_INVALID" : first.code(),
                        "no target is valid" + (first == null ? "" : " (" + first.reason() + ")")
                                + ": see the header CamelTencentInvalidTargets, and remove them from your records")
                .call(SERVICE, operation)
                .attempts(attempts)
                .result(result)
                .build();
    }

    private static TencentException partial(
            String operation, List<PartEnd> ends, Map<Outcome, Integer> counts, int attempts, PushResult result) {
        String codes = String.join(
                ", ",
                ends.stream()
                        .map(PartEnd::code)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(MAX_HINTS)
                        .toList());
        return TencentException.of(
                        Outcome.PARTIAL,
                        "PARTIAL",
                        "the parts of the push ended differently: " + counts + ", codes " + codes
                                + "; the result tells target by target")
                .call(SERVICE, operation)
                .attempts(attempts)
                .retryAfter(longest(ends))
                .result(result)
                .build();
    }

    private static Duration longest(List<PartEnd> ends) {
        return ends.stream()
                .map(PartEnd::failure)
                .filter(Objects::nonNull)
                .map(TencentException::getRetryAfter)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static PartEnd first(List<PartEnd> ends, Outcome outcome) {
        for (PartEnd end : ends) {
            if (end.outcome() == outcome) {
                return end;
            }
        }
        return ends.isEmpty() ? null : ends.get(0);
    }

    @Override
    public String toString() {
        return "PushEnd[" + outcome() + "]";
    }
}
