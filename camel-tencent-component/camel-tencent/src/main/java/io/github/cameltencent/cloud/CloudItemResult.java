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

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of the items of a call of which some failed; the result of the exception. Its text only contains counts.
 */
public final class CloudItemResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<CloudItem> items;

    CloudItemResult(List<CloudItem> items) {
        this.items = List.copyOf(items);
    }

    /** All items, including those of earlier deliveries of the exchange. */
    public List<CloudItem> getItems() {
        return items;
    }

    /** The result as in JSON. */
    @JsonValue
    public Map<String, Object> toMap() {
        return Map.of("items", items.stream().map(CloudItemResult::map).toList());
    }

    private static Map<String, Object> map(CloudItem item) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("item", item.item());
        map.put("outcome", item.outcome().name());
        map.put("code", item.code());
        return map;
    }

    @Override
    public String toString() {
        return "CloudItemResult[" + items.size() + " items, "
                + items.stream().filter(each -> !each.isPossiblyExecuted()).count() + " failed]";
    }
}
