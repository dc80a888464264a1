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
package io.github.cameltencent.cloud.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Computes the request of each page of a list and extracts the items from its answer. Offsets and page numbers stay
 * text if the request has them as text, which about 22 actions need. Not thread-safe.
 *
 * <p>With offsets and page numbers the list ends when the total is reached or a page is empty; with tokens it ends
 * without a token, with an unchanged one, or when the answer marks the last page.
 */
public final class Pager {

    private final PageRule rule;
    private final ObjectNode request;
    private final int maxPages;
    private final boolean firstGiven;
    private Integer size;
    private String list;
    private int pages;
    private int firstPageSize;
    private long received;
    private boolean finished;
    private TencentException failure;

    /**
     * Creates a pager that starts at the position in the request. * @param request the parameters of the first page;
     * modified for each page
     * @param pageSize the page size, null for that of the request or the default of the service
     */
    public Pager(PageRule rule, ObjectNode request, Integer pageSize, int maxPages) {
        this.rule = rule;
        this.request = request;
        this.maxPages = maxPages;
        this.firstGiven = request.has(rule.position());
        if (pageSize != null && rule.size() != null) {
            request.put(rule.size(), pageSize);
        }
        if (rule.size() != null && request.path(rule.size()).asInt() > 0) {
            size = request.path(rule.size()).asInt();
        }
        if (rule.style() == PageStyle.PAGE && !firstGiven) {
            request.put(rule.position(), 1);
        }
    }

    /**
     * Returns the parameters of the next page, null if there is none.
     *
     * @throws TencentException when there are too many pages, or items are missing
     */
    public ObjectNode next() {
        if (failure != null) {
            throw failure;
        }
        return finished ? null : request;
    }

    /**
     * Reads the answer to {@link #next()}.
     *
     * @return its items
     * @throws TencentException when the items are not found
     */
    public List<JsonNode> page(JsonNode answer) {
        Long total = total(answer);
        List<JsonNode> items = items(answer, total);
        pages++;
        received += items.size();
        if (pages == 1) {
            firstPageSize = items.size();
        }
        finished = !hasMore(answer, items.size(), total);
        if (finished && total != null) {
            checkComplete(total);
        }
        if (!finished && pages >= maxPages) {
            failure = failed("PAGES_WITHOUT_END", "there are more than maxPages=" + maxPages + " pages");
        }
        return items;
    }

    private boolean hasMore(JsonNode answer, int count, Long total) {
        return switch (rule.style()) {
            case OFFSET -> count > 0 && advance(rule.position(), count) && (total == null || position() < total);
            case PAGE ->
                count > 0
                        && (total == null ? size == null || count >= size : received < total)
                        && advance(rule.position(), 1);
            case TOKEN -> token(answer, count, total);
        };
    }

    private long position() {
        return request.path(rule.position()).asLong();
    }

    private boolean advance(String parameter, int by) {
        JsonNode before = request.path(parameter);
        long next = before.asLong() + by;
        if (before.isTextual()) {
            request.put(parameter, Long.toString(next));
        } else {
            request.put(parameter, next);
        }
        return true;
    }

    private boolean token(JsonNode answer, int count, Long total) {
        JsonNode next = rule.token() == null ? null : at(answer, rule.token());
        if (isLast(answer)) {
            return false;
        }
        if (next == null || next.isNull() || next.asText().isEmpty() && !next.isContainerNode()) {
            boolean more = rule.offset() != null && total != null && count > 0 && received < total;
            return more && advance(rule.offset(), count);
        }
        if (next.equals(request.get(rule.position()))) {
            return false;
        }
        request.set(rule.position(), next);
        return true;
    }

    private boolean isLast(JsonNode answer) {
        JsonNode flag = rule.endFlag() == null ? null : at(answer, rule.endFlag());
        if (flag == null || flag.isNull()) {
            return false;
        }
        boolean said =
                flag.isTextual() ? flag.asText().equals("1") || Boolean.parseBoolean(flag.asText()) : flag.asBoolean();
        return rule.endFlag().toLowerCase(Locale.ROOT).contains("over") ? said : !said;
    }

    /** Detects missing items: some actions start with page 0, and starting with 1 would silently lose items. */
    private void checkComplete(long total) {
        if (rule.style() == PageStyle.OFFSET && position() < total) {
            failure = failed(
                    "PAGES_MISSING",
                    "the service counts " + total + " items, but returns none after the first " + position()
                            + ": it may limit the offset; split the list by filters");
        } else if (rule.style() == PageStyle.PAGE
                && !firstGiven
                && total > received
                && total - received >= firstPageSize) {
            failure = failed(
                    "PAGES_MISSING",
                    "the service counts " + total + " items, but the pages had " + received
                            + ": if the first page of the action is 0, set " + rule.position() + ": 0 in the body");
        }
    }

    private Long total(JsonNode answer) {
        JsonNode total = rule.total() == null ? null : at(answer, rule.total());
        if (total == null || !(total.isIntegralNumber() || total.isTextual())) {
            return null;
        }
        long number = total.asLong(-1);
        return number < 0 ? null : number;
    }

    private List<JsonNode> items(JsonNode answer, Long total) {
        if (list == null) {
            list = findList(answer);
        }
        JsonNode items = list == null ? null : at(answer, list);
        if (items == null && list != null && (total == null ? pages == 0 : total > received)) {
            throw failed("NO_ITEMS", "the answer has nothing at " + list + ": set pageItems to the path of the items");
        }
        if (items == null || items.isNull()) {
            return List.of();
        }
        if (!items.isArray()) {
            throw failed(
                    "NO_ITEMS",
                    "the value at " + list + " of the answer is not a list: set pageItems to the path of the items");
        }
        List<JsonNode> all = new ArrayList<>(items.size());
        items.forEach(all::add);
        return all;
    }

    /** Finds the path of the items: the longest list among the candidates, preferably of objects. */
    private String findList(JsonNode answer) {
        List<String> candidates = rule.lists();
        if (candidates.isEmpty()) {
            candidates = new ArrayList<>();
            arrays(answer, "", candidates);
            if (candidates.isEmpty()) {
                throw failed("NO_ITEMS", "the answer has no list: set pageItems to the path of the items");
            }
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        String best = null;
        int most = 0;
        for (String candidate : candidates) {
            JsonNode found = at(answer, candidate);
            int weight = found == null || !found.isArray() || found.isEmpty()
                    ? 0
                    : found.size() + (found.get(0).isObject() ? 1_000_000 : 0);
            if (weight > most) {
                most = weight;
                best = candidate;
            }
        }
        return best;
    }

    /** Collects the paths of all arrays, at most one level deep. */
    private static void arrays(JsonNode node, String prefix, List<String> found) {
        node.properties().forEach(field -> {
            if (field.getValue().isArray()) {
                found.add(prefix + field.getKey());
            } else if (prefix.isEmpty() && field.getValue().isObject()) {
                arrays(field.getValue(), field.getKey() + ".", found);
            }
        });
    }

    private static JsonNode at(JsonNode answer, String path) {
        JsonNode node = answer;
        int from = 0;
        while (node != null && from <= path.length()) {
            int dot = path.indexOf('.', from);
            int to = dot < 0 ? path.length() : dot;
            node = node.get(path.substring(from, to));
            from = to + 1;
        }
        return node;
    }

    private static TencentException failed(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
