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

/** Reads what an answer tells item by item, and finds the items again in the request. Thread-safe. */
final class CloudItems {

    private final ItemRule rule;
    private final CloudFacts facts;

    CloudItems(ItemRule rule, CloudFacts facts) {
        this.rule = rule;
        this.facts = facts;
    }

    /** What became of the items that the answer tells of. */
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
        if (rule.code() == null && !items.isEmpty()) { // the rest went well
            for (JsonNode each : names(request)) {
                if (items.stream().noneMatch(item -> isSame(item.item(), each.asText()))) {
                    items.add(new CloudItem(each.asText(), Outcome.ACCEPTED, null));
                }
            }
        }
        return items;
    }

    /** Null for an entry of something that went well. */
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
     * The request for those items alone that failed.
     *
     * @return null where they cannot be told in the request, or there are none
     */
    byte[] rest(List<CloudItem> items, byte[] request) {
        List<CloudItem> failed = items.stream().filter(each -> !each.isTaken()).toList();
        List<JsonNode> names = new ArrayList<>();
        for (JsonNode each : names(request)) {
            if (failed.stream().anyMatch(item -> isSame(item.item(), each.asText()))) {
                names.add(each);
            }
        }
        if (failed.isEmpty() || names.size() != failed.size()) {
            return null;
        }
        ObjectNode rest = CloudJson.object(request);
        rest.putArray(rule.request()).addAll(names);
        return CloudJson.write(rest);
    }

    private JsonNode names(byte[] request) {
        try {
            return CloudJson.object(request).path(rule.request());
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance(); // a request in another encoding
        }
    }

    /** Answers have phone numbers with the code of their country, requests need not. */
    private static boolean isSame(String answered, String asked) {
        boolean number = answered.matches("\\+\\d{6,20}") && asked.matches("\\+?\\d{6,20}");
        return answered.equals(asked) || (number && answered.endsWith(asked.replaceFirst("^(\\+|00)", "")));
    }
}
