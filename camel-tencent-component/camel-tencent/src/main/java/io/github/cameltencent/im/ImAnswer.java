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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.exchange.NumericCode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An answer of IM. The outcome is in {@code ErrorCode}, not in the HTTP status. */
public final class ImAnswer implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final List<String> TARGETS = List.of("To_Account", "UserID", "Member_Account", "MsgSeq", "GroupId");
    private static final String ERRORS = "ErrorList";
    private static final List<String> REASONS = List.of("ErrorInfo", "ResultInfo", "ResultMsg");

    private final ObjectNode root;
    private final List<ImFailure> failures;

    /** The number of entries in the answer, successful and failed; 0 if it lists only the failed ones. */
    private final int entries;

    private ImAnswer(ObjectNode root, List<ImFailure> failures, int entries) {
        this.root = root;
        this.entries = entries;
        this.failures = failures;
    }

    /**
     * Parses an answer.
     *
     * @return null if it is not a JSON object with a code
     */
    static ImAnswer of(byte[] body, ImFacts.Operation operation, ImFacts facts) {
        ObjectNode root = ImJson.object(body);
        if (root == null || code(root) == null) {
            return null;
        }
        int entries = operation.failures().stream()
                .filter(each -> each.code() != null && !ERRORS.equals(each.list()))
                .mapToInt(each -> root.path(each.list()).size())
                .max()
                .orElse(0);
        return new ImAnswer(root, failures(root, operation, facts), entries);
    }

    private static String code(ObjectNode root) {
        JsonNode code = root.get("ErrorCode");
        return code == null ? null : NumericCode.of(code);
    }

    private static List<ImFailure> failures(ObjectNode root, ImFacts.Operation operation, ImFacts facts) {
        List<ImFailure> failures = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (ImFacts.Failures each : operation.failures()) {
            JsonNode list = root.path(each.list());
            if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
                failures.add(unknown(each, ""));
            }
            for (JsonNode entry : list.isArray() ? list : MissingNode.getInstance()) {
                ImFailure failure = failure(entry, each, facts);
                // two lists may name the same entry; entries without a name are distinct
                if (failure != null && (failure.target().isEmpty() || named.add(failure.target()))) {
                    failures.add(failure);
                }
            }
        }
        if (failures.isEmpty()
                && "SomeError".equalsIgnoreCase(root.path("ActionStatus").asText())) {
            failures.add(new ImFailure("", "FAILED", "the answer says that some targets failed, and names none"));
        }
        return List.copyOf(failures);
    }

    private static ImFailure failure(JsonNode entry, ImFacts.Failures how, ImFacts facts) {
        if (how.code() == null) {
            return new ImFailure(entry.asText(), "FAILED", "the answer lists it in " + how.list());
        }
        String code = entry.hasNonNull(how.code()) ? NumericCode.of(entry.get(how.code())) : null;
        if (code == null) {
            return unknown(how, first(entry, TARGETS));
        }
        if (how.bad() == null ? "0".equals(code) : !how.bad().equals(code)) {
            return null;
        }
        ImFacts.Code known = facts.code(code);
        String reason = first(entry, REASONS);
        return new ImFailure(
                first(entry, TARGETS),
                how.bad() == null ? code : "FAILED",
                known != null ? known.english() : reason.isEmpty() ? "an undocumented code" : reason);
    }

    private static ImFailure unknown(ImFacts.Failures how, String target) {
        return new ImFailure(target, "FAILED", "an entry of " + how.list() + " does not have the documented format");
    }

    private static String first(JsonNode entry, List<String> names) {
        for (String name : names) {
            if (entry.hasNonNull(name)) {
                return entry.get(name).asText();
            }
        }
        return "";
    }

    /** Returns the code as text, {@code 0} for success. */
    public String code() {
        return code(root);
    }

    /** Returns whether IM accepted the call, at least in part. */
    public boolean isSuccess() {
        return "0".equals(code()) && !"FAIL".equalsIgnoreCase(text("ActionStatus"));
    }

    /** Returns the entries that failed although the call was accepted. */
    public List<ImFailure> failures() {
        return failures;
    }

    /** Returns whether the answer lists entries and all of them failed. */
    boolean isAllFailed() {
        return entries > 0 && failures.size() >= entries;
    }

    /** Returns the id of the push task, empty if there is none. */
    public List<String> taskIds() {
        String id = text("TaskId");
        return id == null || id.isEmpty() ? List.of() : List.of(id);
    }

    /** Returns a field of the answer as text, null if it is absent. */
    public String text(String field) {
        JsonNode value = root.get(field);
        return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    /** Returns the complete answer. */
    public JsonNode json() {
        return root;
    }

    static List<ImFailure> failures(List<ImAnswer> answers) {
        List<ImFailure> all = new ArrayList<>();
        answers.forEach(answer -> all.addAll(answer.failures()));
        return all;
    }
}
