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
package io.github.cameltencent.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.cloud.call.CloudFacts;
import io.github.cameltencent.cloud.call.CloudJson;
import io.github.cameltencent.cloud.call.ItemRule;
import java.util.ArrayList;
import java.util.List;

/** Reads the result of each item from an answer, and creates the request for the failed items. Thread-safe. */
final class CloudItems {

    private final ItemRule rule;
    private final CloudFacts facts;

    CloudItems(ItemRule rule, CloudFacts facts) {
        this.rule = rule;
        this.facts = facts;
    }

    /** Returns the results of the items. */
    List<CloudItem> read(JsonNode answer, byte[] request) {
        List<CloudItem> items = new ArrayList<>();
        for (JsonNode entry : answer.path(rule.list())) {
            String code = code(entry);
            Outcome outcome = code == null ? Outcome.ACCEPTED : outcome(code);
            JsonNode name = rule.item() == null ? entry : entry.path(rule.item());
            if (name.isArray()) {
                name.forEach(each -> items.add(new CloudItem(each.asText(), outcome, code)));
            } else {
                items.add(new CloudItem(name.asText(), outcome, code));
            }
        }
        if (rule.code() != null && items.isEmpty()) { // the answer should list all items
            names(request).forEach(each -> items.add(new CloudItem(each.asText(), Outcome.AMBIGUOUS, "BAD_ANSWER")));
        }
        if (rule.code() == null && !items.isEmpty()) { // the answer only lists failed items
            for (JsonNode each : names(request)) {
                if (items.stream().noneMatch(item -> isSame(item.item(), each.asText()))) {
                    items.add(new CloudItem(each.asText(), Outcome.ACCEPTED, null));
                }
            }
        }
        return items;
    }

    /** Returns the error code of an entry, null for success. */
    private String code(JsonNode entry) {
        if (rule.code() == null) {
            return "FAILED";
        }
        String code = entry.path(rule.code()).asText("");
        if (code.equalsIgnoreCase(rule.good())) {
            return null;
        }
        return code.matches("[\\w.-]{1,128}") ? code : "FAILED";
    }

    private Outcome outcome(String code) {
        CloudFacts.Code known = facts.code(code);
        return known == null || known.outcome() == Outcome.ACCEPTED ? Outcome.REJECTED : known.outcome();
    }

    /**
     * Creates the request for the failed items only.
     *
     * @return null if they cannot be found in the request, or there are none
     */
    byte[] failedRequest(List<CloudItem> items, byte[] request) {
        List<CloudItem> failed =
                items.stream().filter(each -> !each.isPossiblyExecuted()).toList();
        List<JsonNode> names = new ArrayList<>();
        for (JsonNode each : names(request)) {
            if (failed.stream().anyMatch(item -> isSame(item.item(), each.asText()))) {
                names.add(each);
            }
        }
        if (failed.isEmpty() || names.size() != failed.size()) {
            return null;
        }
        ObjectNode failedRequest = CloudJson.object(request);
        failedRequest.putArray(rule.request()).addAll(names);
        return CloudJson.write(failedRequest);
    }

    private JsonNode names(byte[] request) {
        try {
            return CloudJson.object(request).path(rule.request());
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance(); // a request in another format
        }
    }

    /** Compares two items; phone numbers in answers have the country code, those in requests may lack it. */
    private static boolean isSame(String answered, String requested) {
        boolean number = answered.matches("\\+\\d{6,20}") && requested.matches("\\+?\\d{6,20}");
        return answered.equals(requested) || (number && answered.endsWith(requested.replaceFirst("^(\\+|00)", "")));
    }
}
