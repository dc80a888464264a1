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
 * The result of a part, over all deliveries of the exchange.
 *
 * @param ids the push ids of the provider
 * @param invalid the targets of the part that the provider does not know
 * @param rejected the targets of an accepted part that were refused for another reason
 * @param failure null if accepted
 * @param last the result of the last call
 */
public record PushPartResult(
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

    /** Returns the outcome of the part with its targets: PARTIAL if it was accepted, but not for all targets. */
    public Outcome effectiveOutcome() {
        return outcome == Outcome.ACCEPTED && !rejected.isEmpty() ? Outcome.PARTIAL : outcome;
    }

    /** Returns whether the provider accepted the part for all of its targets. */
    public boolean isAcceptedByAll() {
        return outcome == Outcome.ACCEPTED && failure == null && rejected.isEmpty() && invalid.isEmpty();
    }

    /** Returns whether the part was certainly not executed, for a reason other than its targets. */
    public boolean isNotSent() {
        return outcome == Outcome.THROTTLED || outcome == Outcome.TRANSIENT || outcome == Outcome.AUTH;
    }

    /** Returns whether the provider knows none of its targets. */
    public boolean isAllInvalid() {
        return !part.isBroadcast()
                && invalid.size() >= part.size()
                && new HashSet<>(invalid).containsAll(part.targets());
    }

    /**
     * Returns the combined result after the part was sent again.
     *
     * @param alreadyAccepted whether the new failure proves that an equal call was accepted before
     * @param deduplicated whether the provider drops the second of two equal requests
     */
    public PushPartResult retriedWith(PushPartResult next, boolean alreadyAccepted, boolean deduplicated) {
        int sum = attempts + next.attempts;
        if (outcome != Outcome.AMBIGUOUS) {
            return new PushPartResult(
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
            return new PushPartResult(
                    part, Outcome.ACCEPTED, sum, next.ids, next.invalid, next.rejected, !deduplicated, null, next.last);
        }
        // a later failure does not undo what the earlier call may have done
        return alreadyAccepted
                ? new PushPartResult(part, Outcome.ACCEPTED, sum, ids, List.of(), List.of(), false, null, next.last)
                : new PushPartResult(
                        part, Outcome.AMBIGUOUS, sum, ids, List.of(), List.of(), false, failure, next.last);
    }

    public PushResult.Chunk toChunk() {
        return new PushResult.Chunk(part.platformText(), part.size(), outcome, attempts, code(), ids);
    }

    @Override
    public String toString() {
        return "PushPartResult[" + part + ", " + outcome + ", " + code() + "]";
    }
}
