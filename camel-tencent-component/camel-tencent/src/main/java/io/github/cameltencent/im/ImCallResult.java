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
 * The result of a call with all its parts.
 *
 * @param failure null if everything was accepted
 * @param call the combined result, for the headers
 * @param answers the answers of the accepted parts
 */
record ImCallResult(TencentException failure, CallResult call, List<ImAnswer> answers) {

    private static final int MAX_HINTS = 3;

    static ImCallResult of(String command, List<ImPart> parts, List<CallResult> results, ImFacts facts) {
        List<ImAnswer> answers = new ArrayList<>();
        List<ImFailure> failures = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> notSent = new ArrayList<>();
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (int i = 0; i < results.size(); i++) {
            CallResult partResult = results.get(i);
            List<String> targets = parts.get(i).targets();
            outcomes.add(partResult.outcome());
            if (partResult.outcome() == Outcome.ACCEPTED) {
                ImAnswer answer = (ImAnswer) partResult.content();
                answers.add(answer);
                failures.addAll(answer.failures());
                addOutcome(answer, targets, outcomes);
            } else if (partResult.outcome() == Outcome.AMBIGUOUS) {
                unknown.addAll(targets);
            } else if (partResult.outcome() == Outcome.REJECTED) {
                String code = partResult.failure().getCode();
                targets.forEach(each -> failures.add(new ImFailure(each, code, message(code, facts))));
            } else {
                notSent.addAll(targets);
            }
        }
        CallResult first = results.get(0);
        int attempts = results.stream().mapToInt(CallResult::attempts).sum();
        ImResult result = new ImResult(failures, unknown, notSent, texts(results));
        TencentException failure = failure(command, results, outcomes, result, attempts, facts);
        boolean possiblyDuplicate = results.stream().anyMatch(CallResult::possiblyDuplicate);
        Outcome outcome = failure == null ? Outcome.ACCEPTED : failure.getOutcome();
        return new ImCallResult(
                failure,
                new CallResult(outcome, attempts, first.answer(), first.content(), null, failure, possiblyDuplicate),
                answers);
    }

    /** Adds the outcome of the entries in an answer; an answer whose entries all failed counts as rejected. */
    private static void addOutcome(ImAnswer answer, List<String> targets, Set<Outcome> outcomes) {
        int failed = answer.failures().size();
        boolean all = answer.isAllFailed() || (!targets.isEmpty() && failed >= targets.size());
        if (failed > 0) {
            outcomes.remove(Outcome.ACCEPTED);
            outcomes.add(all ? Outcome.REJECTED : Outcome.PARTIAL);
        }
    }

    private static TencentException failure(
            String command,
            List<CallResult> results,
            Set<Outcome> outcomes,
            ImResult result,
            int attempts,
            ImFacts facts) {
        boolean someAccepted = results.stream().anyMatch(end -> end.outcome() == Outcome.ACCEPTED);
        if (outcomes.size() == 1 && outcomes.contains(Outcome.ACCEPTED)) {
            return null;
        }
        TencentException first = results.stream()
                .map(CallResult::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (outcomes.size() == 1 && first != null && !someAccepted) {
            return results.size() == 1
                    ? first
                    : first.toBuilder().attempts(attempts).result(result).build();
        }
        List<String> codes = result.getFailures().stream()
                .map(ImFailure::code)
                .distinct()
                .limit(MAX_HINTS)
                .toList();
        boolean allRejected = outcomes.size() == 1 && outcomes.contains(Outcome.REJECTED);
        String code = allRejected ? codes.get(0) : "PARTIAL";
        String text = allRejected
                ? "no entry of the call was accepted: " + message(code, facts)
                : "the entries of the call ended differently: "
                        + result.getFailures().size() + " failed, "
                        + result.getUnknown().size() + " unknown, "
                        + result.getNotSent().size() + " not sent, codes " + codes + "; see the result for each entry";
        return TencentException.of(allRejected ? Outcome.REJECTED : Outcome.PARTIAL, code, text)
                .call(ImProducer.SERVICE, command)
                .attempts(attempts)
                .httpStatus(
                        results.get(0).answer() == null
                                ? 0
                                : results.get(0).answer().status())
                .result(result)
                .build();
    }

    private static String message(String code, ImFacts facts) {
        ImFacts.Code known = facts.code(code);
        return known == null ? "an undocumented code" : known.english();
    }

    private static List<String> texts(List<CallResult> results) {
        return results.stream()
                .filter(end -> end.outcome() == Outcome.ACCEPTED)
                .map(end -> new String(end.answer().body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public String toString() {
        return "ImCallResult[" + call.outcome() + "]";
    }
}
