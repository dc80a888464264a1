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
package io.github.cameltencent.push;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.transport.CallResult;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * How a part ended, over all times that the exchange came by.
 *
 * @param ids the provider's ids of the push
 * @param invalid those of the part's targets that the provider does not know
 * @param rejected those of a part that was taken that were refused for another reason
 * @param failure null when accepted
 * @param last what the last call told
 */
public record PartEnd(
        PushPart part,
        Outcome outcome,
        int attempts,
        List<String> ids,
        List<String> invalid,
        List<Rejection> rejected,
        boolean possiblyDuplicate,
        TencentException failure,
        CallResult last)
        implements Serializable {

    public String code() {
        return failure != null
                ? failure.getCode()
                : rejected.isEmpty() ? null : rejected.get(0).code();
    }

    String reason() {
        return failure == null ? null : failure.getMessage();
    }

    /** What it counts as among the others: a part that was taken, but not for all its targets, is not whole. */
    public Outcome told() {
        return outcome == Outcome.ACCEPTED && !rejected.isEmpty() ? Outcome.PARTIAL : outcome;
    }

    /** Certainly not carried out, for a reason that has nothing to do with the targets. */
    public boolean isNotSent() {
        return outcome == Outcome.THROTTLED || outcome == Outcome.TRANSIENT || outcome == Outcome.AUTH;
    }

    /** None of its targets is known to the provider: for cleaning up, but no failure of the rest. */
    public boolean isAllInvalid() {
        return !part.isBroadcast()
                && invalid.size() >= part.size()
                && new HashSet<>(invalid).containsAll(part.targets());
    }

    /**
     * This part, sent again.
     *
     * @param repeated whether the new failure proves that an equal call was accepted before
     * @param deduplicated whether the provider drops the second of two equal parts
     */
    public PartEnd then(PartEnd next, boolean repeated, boolean deduplicated) {
        int sum = attempts + next.attempts;
        if (outcome != Outcome.AMBIGUOUS) {
            return new PartEnd(
                    part,
                    next.outcome,
                    sum,
                    next.ids,
                    next.invalid,
                    next.rejected,
                    next.possiblyDuplicate,
                    next.failure,
                    next.last);
        }
        if (next.outcome == Outcome.ACCEPTED) {
            return new PartEnd(
                    part, Outcome.ACCEPTED, sum, next.ids, next.invalid, next.rejected, !deduplicated, null, next.last);
        }
        // Nothing that comes later makes undone what the earlier call may have done.
        return repeated
                ? new PartEnd(part, Outcome.ACCEPTED, sum, ids, List.of(), List.of(), false, null, next.last)
                : new PartEnd(part, Outcome.AMBIGUOUS, sum, ids, List.of(), List.of(), false, failure, next.last);
    }

    public PushResult.Chunk toChunk() {
        return new PushResult.Chunk(part.platformText(), part.size(), outcome, attempts, code(), ids);
    }

    @Override
    public String toString() {
        return "PartEnd[" + part + ", " + outcome + ", " + code() + "]";
    }
}
