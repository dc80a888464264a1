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

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a {@code TencentPartialException}: the outcome of each entry of a call. {@code toString()} contains only
 * numbers.
 */
public final class ImResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<ImFailure> failures;
    private final List<String> unknown;
    private final List<String> notSent;
    private final List<String> answers;

    ImResult(List<ImFailure> failures, List<String> unknown, List<String> notSent, List<String> answers) {
        this.failures = List.copyOf(failures);
        this.unknown = List.copyOf(unknown);
        this.notSent = List.copyOf(notSent);
        this.answers = List.copyOf(answers);
    }

    /** Returns the entries that were rejected. */
    public List<ImFailure> getFailures() {
        return failures;
    }

    /** Returns the targets of parts whose outcome is ambiguous. */
    public List<String> getUnknown() {
        return unknown;
    }

    /** Returns the targets of parts that were certainly not executed and can be sent again. */
    public List<String> getNotSent() {
        return notSent;
    }

    /** Returns the original text of the answers of all accepted parts. */
    public List<String> getAnswers() {
        return answers;
    }

    /** Returns the result as a JSON object. */
    @JsonValue
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(
                "failures",
                failures.stream()
                        .map(each -> Map.of("target", each.target(), "code", each.code(), "reason", each.reason()))
                        .toList());
        map.put("unknown", unknown);
        map.put("notSent", notSent);
        map.put("answers", answers);
        return map;
    }

    @Override
    public String toString() {
        return "ImResult[" + failures.size() + " failed, " + unknown.size() + " unknown, " + notSent.size()
                + " not sent]";
    }
}
