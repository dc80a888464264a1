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
import io.github.cameltencent.transport.CallResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a whole call ended.
 *
 * @param failure null when all of it was accepted
 * @param call what is told of it on the message
 * @param answers of the parts that were taken
 */
record ImEnd(TencentException failure, CallResult call, List<ImAnswer> answers) {

    private static final int MAX_HINTS = 3;

    static ImEnd of(String command, List<ImPart> parts, List<CallResult> ends, ImFacts facts) {
        List<ImAnswer> answers = new ArrayList<>();
        List<ImFailure> failures = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> notSent = new ArrayList<>();
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (int i = 0; i < ends.size(); i++) {
            CallResult end = ends.get(i);
            List<String> targets = parts.get(i).targets();
            outcomes.add(end.outcome());
            if (end.outcome() == Outcome.ACCEPTED) {
                ImAnswer answer = (ImAnswer) end.content();
                answers.add(answer);
                failures.addAll(answer.failures());
                note(answer, targets, outcomes);
            } else if (end.outcome() == Outcome.AMBIGUOUS) {
                unknown.addAll(targets);
            } else if (end.outcome() == Outcome.REJECTED) {
                String code = end.failure().getCode();
                targets.forEach(each -> failures.add(new ImFailure(each, code, message(code, facts))));
            } else {
                notSent.addAll(targets);
            }
        }
        CallResult first = ends.get(0);
        int attempts = ends.stream().mapToInt(CallResult::attempts).sum();
        ImResult result = new ImResult(failures, unknown, notSent, texts(ends));
        TencentException failure = failure(command, ends, outcomes, result, attempts, facts);
        boolean twice = ends.stream().anyMatch(CallResult::possiblyDuplicate);
        Outcome outcome = failure == null ? Outcome.ACCEPTED : failure.getOutcome();
        return new ImEnd(
                failure,
                new CallResult(outcome, attempts, first.answer(), first.content(), null, failure, twice),
                answers);
    }

    /** An answer of which nothing was carried out counts as a refusal. */
    private static void note(ImAnswer answer, List<String> targets, Set<Outcome> outcomes) {
        int failed = answer.failures().size();
        boolean all = answer.isAllFailed() || (!targets.isEmpty() && failed >= targets.size());
        if (failed > 0) {
            outcomes.remove(Outcome.ACCEPTED);
            outcomes.add(all ? Outcome.REJECTED : Outcome.PARTIAL);
        }
    }

    private static TencentException failure(
            String command,
            List<CallResult> ends,
            Set<Outcome> outcomes,
            ImResult result,
            int attempts,
            ImFacts facts) {
        boolean someTaken = ends.stream().anyMatch(end -> end.outcome() == Outcome.ACCEPTED);
        if (outcomes.size() == 1 && outcomes.contains(Outcome.ACCEPTED)) {
            return null;
        }
        TencentException first = ends.stream()
                .map(CallResult::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (outcomes.size() == 1 && first != null && !someTaken) {
            return ends.size() == 1
                    ? first
                    : first.toBuilder().attempts(attempts).result(result).build();
        }
        List<String> codes = result.getFailures().stream()
                .map(ImFailure::code)
                .distinct()
                .limit(MAX_HINTS)
                .toList();
        boolean nothing = outcomes.size() == 1 && outcomes.contains(Outcome.REJECTED);
        String code = nothing ? codes.get(0) : "PARTIAL";
        String text = nothing
                ? "no entry of the call was carried out: " + message(code, facts)
                : "entries of the call ended differently: "
                        + result.getFailures().size() + " failed, "
                        + result.getUnknown().size() + " unknown, "
                        + result.getNotSent().size() + " not sent, codes " + codes + "; the result tells which";
        return TencentException.of(nothing ? Outcome.REJECTED : Outcome.PARTIAL, code, text)
                .call(ImProducer.SERVICE, command)
                .attempts(attempts)
                .httpStatus(
                        ends.get(0).answer() == null ? 0 : ends.get(0).answer().status())
                .result(result)
                .build();
    }

    private static String message(String code, ImFacts facts) {
        ImFacts.Code known = facts.code(code);
        return known == null ? "a code that is not documented" : known.english();
    }

    private static List<String> texts(List<CallResult> ends) {
        return ends.stream()
                .filter(end -> end.outcome() == Outcome.ACCEPTED)
                .map(end -> new String(end.answer().body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public String toString() {
        return "ImEnd[" + call.outcome() + "]";
    }
}
