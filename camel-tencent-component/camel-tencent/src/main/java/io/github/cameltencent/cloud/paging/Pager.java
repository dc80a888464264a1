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
 * Walks through the pages of one list: what to ask for next, and which items came. Offsets and page numbers stay text where
 * the caller gave them as text, since some 22 actions want that. For one thread at a time.
 *
 * <p>Offsets and pages go on until the answer's total is reached, or nothing comes; tokens until there is none, it stays the
 * same, or the answer says that it was the last page.
 */
public final class Pager {

    private final PageRule rule;
    private final ObjectNode request;
    private final int maxPages;
    private final boolean firstGiven;
    private Integer size;
    private String list;
    private int pages;
    private int firstPage;
    private long received;
    private boolean over;
    private TencentException failure;

    /**
     * A walk that begins where the request says.
     *
     * @param request the parameters of the first page; changed here from page to page
     * @param pageSize the size of a page, null for what the request says, or the service
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
     * The parameters of the next page, null when there is none.
     *
     * @throws TencentException when there is no end to the pages, or some were left out
     */
    public ObjectNode next() {
        if (failure != null) {
            throw failure;
        }
        return over ? null : request;
    }

    /**
     * Takes in the answer to {@link #next()}.
     *
     * @return its items
     * @throws TencentException when the items are not where they should be
     */
    public List<JsonNode> page(JsonNode answer) {
        Long total = total(answer);
        List<JsonNode> items = items(answer, total);
        pages++;
        received += items.size();
        if (pages == 1) {
            firstPage = items.size();
        }
        over = !goesOn(answer, items.size(), total);
        if (over && total != null) {
            checkComplete(total);
        }
        if (!over && pages >= maxPages) {
            failure = failed("PAGES_WITHOUT_END", "there are more than maxPages=" + maxPages + " pages");
        }
        return items;
    }

    private boolean goesOn(JsonNode answer, int count, Long total) {
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

    /** The first page is page 0 in some actions; to begin with 1 there would lose items without a word. */
    private void checkComplete(long total) {
        if (rule.style() == PageStyle.OFFSET && position() < total) {
            failure = failed(
                    "PAGES_MISSING",
                    "the service counts " + total + " items, and gives none after the first " + position()
                            + ": it may limit how far one can go; ask for parts of the list by filters");
        } else if (rule.style() == PageStyle.PAGE && !firstGiven && total > received && total - received >= firstPage) {
            failure = failed(
                    "PAGES_MISSING",
                    "the service counts " + total + " items, and the pages had " + received
                            + ": if the action counts pages from 0, say " + rule.position() + ": 0 in the body");
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
            throw failed("NO_ITEMS", "the answer has nothing at " + list + ": say by pageItems where the items are");
        }
        if (items == null || items.isNull()) {
            return List.of();
        }
        if (!items.isArray()) {
            throw failed("NO_ITEMS", "what the answer has at " + list + " is no list: say pageItems");
        }
        List<JsonNode> all = new ArrayList<>(items.size());
        items.forEach(all::add);
        return all;
    }

    /** Where the items are: the longest list of the candidates, of which objects win. */
    private String findList(JsonNode answer) {
        List<String> candidates = rule.lists();
        if (candidates.isEmpty()) {
            candidates = new ArrayList<>();
            arrays(answer, "", candidates);
            if (candidates.isEmpty()) {
                throw failed("NO_ITEMS", "the answer has no list: say by pageItems where the items are");
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

    /** The paths of all arrays, to one level down. */
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
