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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.call.CloudJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The three page styles of the Cloud API. */
class PagerTest {

    private static final PageTable TABLE = new PageTable();

    private final List<String> asked = new ArrayList<>();

    @Test
    void offsetsGoOnByWhatCameUntilTheTotal() {
        assertThat(walk("cvm", "2017-03-12", "DescribeInstances", "{\"Limit\":2}", request -> {
                    int offset = request.path("Offset").asInt();
                    return offset >= 4
                            ? "{\"TotalCount\":5,\"InstanceSet\":[5]}"
                            : "{\"TotalCount\":5,\"InstanceSet\":[" + (offset + 1) + "," + (offset + 2) + "]}";
                }))
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(asked).containsExactly("{\"Limit\":2}", "{\"Limit\":2,\"Offset\":2}", "{\"Limit\":2,\"Offset\":4}");
    }

    @Test
    void anOffsetThatWasGivenAsTextStaysText() {
        walk(
                "cvm",
                "2017-03-12",
                "DescribeInstances",
                "{\"Offset\":\"0\"}",
                request -> request.path("Offset").asInt() > 0 ? "{\"InstanceSet\":[]}" : "{\"InstanceSet\":[1,2,3]}");
        assertThat(asked).containsExactly("{\"Offset\":\"0\"}", "{\"Offset\":\"3\"}");
    }

    @Test
    void withoutTotalOffsetsGoOnUntilNothingComes() {
        assertThat(walk(
                        "cvm",
                        "2017-03-12",
                        "DescribeInstances",
                        "{}",
                        request ->
                                request.path("Offset").asInt() < 2 ? "{\"InstanceSet\":[1]}" : "{\"InstanceSet\":[]}"))
                .containsExactly("1", "1");
    }

    @Test
    void pagesAreCountedFromOne() {
        PageRule rule = new PageRule(
                PageStyle.PAGE, "PageNumber", "PageSize", null, "Data.Total", List.of("Data.List"), null, null);
        assertThat(walk(new Pager(rule, json("{}"), 2, 100), request -> switch (request.path("PageNumber")
                        .asInt()) {
                    case 1 -> "{\"Data\":{\"Total\":3,\"List\":[1,2]}}";
                    case 2 -> "{\"Data\":{\"Total\":3,\"List\":[3]}}";
                    default -> throw new AssertionError("too far");
                }))
                .containsExactly("1", "2", "3");
    }

    @Test
    void pagesThatTheServiceCountsFromZeroAreNoticed() {
        PageRule rule = new PageRule(PageStyle.PAGE, "Page", "Size", null, "Total", List.of("Items"), null, null);
        List<String> items = new ArrayList<>();
        Pager pager = new Pager(rule, json("{}"), 2, 100);
        assertThatThrownBy(() -> walk(
                        pager, items, request -> switch (request.path("Page").asInt()) {
                            case 1 -> "{\"Total\":4,\"Items\":[3,4]}";
                            default -> "{\"Total\":4,\"Items\":[]}";
                        }))
                .isInstanceOfSatisfying(TencentException.class, e -> {
                    assertThat(e.getCode()).isEqualTo("PAGES_MISSING");
                    assertThat(e).hasMessageContaining("Page: 0");
                });
        assertThat(items).as("what came is kept").containsExactly("3", "4");
    }

    @Test
    void tokensAreSentBackUntilThereIsNone() {
        PageRule rule = TABLE.rule("alb", "2025-10-30", "DescribeListeners");
        assertThat(walk(new Pager(rule, json("{}"), 10, 100), request -> switch (request.path("NextToken")
                        .asText()) {
                    case "" -> "{\"Listeners\":[1],\"NextToken\":\"a\"}";
                    case "a" -> "{\"Listeners\":[2],\"NextToken\":\"b\"}";
                    default -> "{\"Listeners\":[3],\"NextToken\":\"\"}";
                }))
                .containsExactly("1", "2", "3");
        assertThat(asked.get(2)).isEqualTo("{\"MaxResults\":10,\"NextToken\":\"b\"}");
    }

    @Test
    void aTokenThatStaysTheSameIsTheEnd() {
        PageRule rule = TABLE.rule("alb", "2025-10-30", "DescribeListeners");
        assertThat(walk(new Pager(rule, json("{}"), null, 100), request -> "{\"Listeners\":[1],\"NextToken\":\"a\"}"))
                .containsExactly("1", "1");
    }

    @Test
    void theFlagForTheLastPageIsHeard() {
        for (String[] flag : new String[][] {{"Listover", "true"}, {"IsTruncated", "false"}, {"HasMore", "0"}}) {
            PageRule rule = new PageRule(
                    PageStyle.TOKEN, "Context", "Limit", "Context", null, List.of("Results"), null, flag[0]);
            assertThat(walk(
                            new Pager(rule, json("{}"), null, 100),
                            request -> "{\"Results\":[1],\"Context\":\"more\",\"" + flag[0] + "\":" + flag[1] + "}"))
                    .as(flag[0])
                    .containsExactly("1");
        }
    }

    @Test
    void anOffsetTakesOverWhereThereIsNoTokenAlthoughThereIsMore() {
        PageRule rule = TABLE.rule("vpc", "2017-03-12", "DescribeSubnets");
        assertThat(walk(
                        new Pager(rule, json("{}"), null, 100),
                        request -> request.path("Offset").asInt() == 0
                                ? "{\"TotalCount\":2,\"SubnetSet\":[1]}"
                                : "{\"TotalCount\":2,\"SubnetSet\":[2]}"))
                .containsExactly("1", "2");
    }

    @Test
    void ofSeveralListsTheOneOfObjectsIsTaken() {
        PageRule rule = TABLE.rule("adp", "2026-05-20", "DescribeAuditLogList");
        assertThat(walk(
                        new Pager(rule, json("{}"), null, 100),
                        request -> "{\"SearchAfter\":[1,2,3],\"AuditLogList\":[{\"Id\":1}]}"))
                .startsWith("{\"Id\":1}");
    }

    @Test
    void aListThatIsNotKnownIsFound() {
        PagingConfiguration options = new PagingConfiguration();
        options.setPageStyle(PageStyle.OFFSET);
        PageRule rule = PageRule.of(null, options, "new/Action");
        assertThat(walk(
                        new Pager(rule, json("{}"), null, 100),
                        request -> "{\"TotalCount\":1,\"Data\":{\"Things\":[{\"Id\":1}]},\"RequestId\":\"r\"}"))
                .containsExactly("{\"Id\":1}");
    }

    @Test
    void whereThereIsNoListTheRouteIsToldWhatToSay() {
        PagingConfiguration options = new PagingConfiguration();
        options.setPageStyle(PageStyle.OFFSET);
        Pager pager = new Pager(PageRule.of(null, options, "new/Action"), json("{}"), null, 100);
        assertThatThrownBy(() -> pager.page(json("{\"Count\":1}"))).hasMessageContaining("pageItems");
        assertThatThrownBy(() -> PageRule.of(null, new PagingConfiguration(), "new/Action"))
                .hasMessageContaining("pageStyle");
    }

    @Test
    void aListThatIsNotWhereItShouldBeIsNoEmptyList() {
        PageRule rule = TABLE.rule("cvm", "2017-03-12", "DescribeInstances");
        Pager pager = new Pager(rule, json("{}"), null, 100);
        assertThatThrownBy(() -> pager.page(json("{\"TotalCount\":500,\"Instances\":[1]}")))
                .isInstanceOfSatisfying(
                        TencentException.class, e -> assertThat(e.getCode()).isEqualTo("NO_ITEMS"));
        assertThat(new Pager(rule, json("{}"), null, 100).page(json("{\"TotalCount\":0}")))
                .as("nothing is there, as the total says")
                .isEmpty();
    }

    @Test
    void aPageThatTheServiceCutsShortIsNotTheLastWhileTheTotalSaysMore() {
        PageRule rule =
                new PageRule(PageStyle.PAGE, "PageNumber", "PageSize", null, "Total", List.of("Items"), null, null);
        assertThat(walk(
                        new Pager(rule, json("{\"PageNumber\":1}"), 1000, 100),
                        request -> switch (request.path("PageNumber").asInt()) {
                            case 1 -> "{\"Total\":3,\"Items\":[1,2]}";
                            case 2 -> "{\"Total\":3,\"Items\":[3]}";
                            default -> "{\"Total\":3,\"Items\":[]}";
                        }))
                .containsExactly("1", "2", "3");
    }

    @Test
    void aServiceThatGivesNoMoreAlthoughThereIsMoreIsNoticed() {
        PageRule rule = TABLE.rule("cvm", "2017-03-12", "DescribeInstances");
        List<String> items = new ArrayList<>();
        Pager pager = new Pager(rule, json("{}"), 2, 100);
        assertThatThrownBy(() -> walk(
                        pager,
                        items,
                        request -> request.path("Offset").asInt() == 0
                                ? "{\"TotalCount\":5000,\"InstanceSet\":[1,2]}"
                                : "{\"TotalCount\":5000,\"InstanceSet\":[]}"))
                .hasMessageContaining("none after the first 2");
        assertThat(items).hasSize(2);
    }

    @Test
    void aFlagCanBeText() {
        PageRule rule =
                new PageRule(PageStyle.TOKEN, "Context", "Limit", "Context", null, List.of("Results"), null, "HasMore");
        assertThat(walk(
                        new Pager(rule, json("{}"), null, 100),
                        request -> request.has("Context")
                                ? "{\"Results\":[2],\"Context\":\"b\",\"HasMore\":\"0\"}"
                                : "{\"Results\":[1],\"Context\":\"a\",\"HasMore\":\"1\"}"))
                .containsExactly("1", "2");
    }

    @Test
    void aListThatIsNullIsEmpty() {
        assertThat(walk("cvm", "2017-03-12", "DescribeInstances", "{}", request -> "{\"InstanceSet\":null}"))
                .isEmpty();
    }

    @Test
    void numbersOfItemsKeepTheirDigits() {
        String item = "{\"Id\":12345678901234567890,\"Price\":1.10,\"Rate\":0.12345678901234567890123}";
        assertThat(walk(
                        "cvm",
                        "2017-03-12",
                        "DescribeInstances",
                        "{}",
                        request -> "{\"TotalCount\":1,\"InstanceSet\":[" + item + "]}"))
                .containsExactly(item);
    }

    @Test
    void pagesWithoutEndAreEnded() {
        PageRule rule = TABLE.rule("cvm", "2017-03-12", "DescribeInstances");
        List<String> items = new ArrayList<>();
        Pager pager = new Pager(rule, json("{}"), null, 3);
        assertThatThrownBy(() -> walk(pager, items, request -> "{\"InstanceSet\":[1]}"))
                .hasMessageContaining("maxPages=3");
        assertThat(items).hasSize(3);
    }

    @Test
    void optionsHaveTheLastWord() {
        PagingConfiguration options = new PagingConfiguration();
        options.setPageItems("Data.Items");
        options.setPageTotal("Data.Count");
        PageRule rule = PageRule.of(TABLE.rule("cvm", "2017-03-12", "DescribeInstances"), options, "cvm/X");
        assertThat(rule)
                .isEqualTo(new PageRule(
                        PageStyle.OFFSET, "Offset", "Limit", null, "Data.Count", List.of("Data.Items"), null, null));
    }

    @Test
    void everyRowOfTheTableIsUnderstood() throws IOException {
        int rows = 0;
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(
                new java.util.zip.GZIPInputStream(PageTable.class.getResourceAsStream("cloud-paging.gz")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] row = line.split(",", -1);
                if (rows++ % 50 == 0) {
                    assertThat(TABLE.rule(row[0], row[1], row[2])).as(line).isNotNull();
                }
            }
        }
        assertThat(rows).isEqualTo(2682);
        assertThat(TABLE.rule("cvm", "2017-03-12", "RunInstances")).isNull();
    }

    private List<String> walk(
            String product, String version, String action, String body, Function<ObjectNode, String> service) {
        return walk(new Pager(TABLE.rule(product, version, action), json(body), null, 100), service);
    }

    private List<String> walk(Pager pager, Function<ObjectNode, String> service) {
        List<String> items = new ArrayList<>();
        walk(pager, items, service);
        return items;
    }

    private void walk(Pager pager, List<String> items, Function<ObjectNode, String> service) {
        for (ObjectNode request = pager.next(); request != null; request = pager.next()) {
            asked.add(request.toString());
            pager.page(json(service.apply(request))).stream()
                    .map(JsonNode::toString)
                    .forEach(items::add);
        }
    }

    private static ObjectNode json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return (ObjectNode) CloudJson.tree(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
