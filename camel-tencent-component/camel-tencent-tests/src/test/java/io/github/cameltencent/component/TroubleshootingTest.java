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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.DataTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the pages of troubleshooting equal to the tables of codes in the jars and the advice beside this class; {@code
 * -Ddocs.update=true} rewrites them.
 */
class TroubleshootingTest {

    private static final int ENGLISH = 0;
    private static final int CHINESE = 1;

    private static final String[] HEAD = {"""
            # Troubleshooting

            This page says for each code of a failed call what it means and what to do. The code is in the header `CamelTencentErrorCode`, in `TencentException.getCode()` and in the text of the exception. [中文](zh/troubleshooting.md)

            ```
            java -jar camel-tencent-examples/doctor/target/doctor.jar --online src/main/resources/application.properties
            ```

            The [doctor](../camel-tencent-examples/doctor/README.md) finds wrong keys, clocks, proxies and certificates by itself.

            The build makes this page from the tables of codes in the jars. A code of Tencent's that is not here is `REJECTED`, and `isCodeKnown()` is false: please report it.

            ## By outcome

            | outcome | what to do with the message |
            | --- | --- |
            """, """
            # 故障排查

            本页按错误码说明调用失败的含义与处理办法。错误码见消息头 `CamelTencentErrorCode`、`TencentException.getCode()` 以及异常信息。[English](../troubleshooting.md)

            ```
            java -jar camel-tencent-examples/doctor/target/doctor.jar --online src/main/resources/application.properties
            ```

            [doctor](../../camel-tencent-examples/doctor/README.md) 可自动检查密钥、时钟、代理与证书。

            本页由构建根据 jar 中的错误码表生成。未列出的腾讯云错误码按 `REJECTED` 处理，且 `isCodeKnown()` 为 false，欢迎反馈。

            ## 按结果处理

            | 结果 | 消息如何处理 |
            | --- | --- |
            """};

    private static final String[] COLUMNS = {
        "| code | outcome | meaning | what to do |\n| --- | --- | --- | --- |\n",
        "| 错误码 | 结果 | 含义 | 处理办法 |\n| --- | --- | --- | --- |\n"
    };

    private static final String[] OWN = {"""

            ## The component's own codes

            These are in capitals. An outcome that depends on whether the call had been sent is `AMBIGUOUS` if it had, see [errors and outcomes](errors-and-outcomes.md#our-own-codes).

            """, """

            ## 组件自身的错误码

            这些错误码均为大写字母。若结果取决于请求是否已发出，则已发出时为 `AMBIGUOUS`，参见 [errors and outcomes](../errors-and-outcomes.md#our-own-codes)。

            """};

    private static final String[] OTHERS = {
        "| `HTTP_` and a number | | The status of an answer without a code: 429 is `THROTTLED`, 401 and 403 are `AUTH`, 408 and 5xx `AMBIGUOUS`, others"
                + " `REJECTED`. | A gateway answered more often than not: look at its log. |\n"
                + "| all others | | Mostly `REJECTED`: a field of the message is missing or wrong, and nothing was sent. | The text of the exception names the"
                + " field: correct the producer of the message, and redeliver from the dead-letter queue. |\n",
        "| `HTTP_` 加数字 | | 响应没有错误码时的 HTTP 状态：429 为 `THROTTLED`，401、403 为 `AUTH`，408、5xx 为 `AMBIGUOUS`，其余为 `REJECTED`。 |"
                + " 多为网关返回：请查看其日志。 |\n"
                + "| 其他 | | 多为 `REJECTED`：消息中的字段缺失或有误，请求未发出。 | 异常信息会指出字段：修正消息的生产方，再从死信队列重新投递。 |\n"
    };

    private static final Map<String, String[]> TITLES = Map.of(
            "cloud", new String[] {"Cloud API", "云 API"},
            "im", new String[] {"IM and TIMPush", "即时通信 IM 与 TIMPush"},
            "tpns", new String[] {"TPNS", "移动推送 TPNS"},
            "chat", new String[] {"The BirdTalk chat", "BirdTalk 聊天"});

    private final Remedies remedies = new Remedies();

    /** Codes that share everything else share a line. */
    private record Entry(String outcome, String meaning, String advice) {}

    private static Map<String, List<String[]>> tables() {
        Map<String, List<String[]>> tables = new LinkedHashMap<>();
        tables.put("cloud", CodeTables.cloud());
        tables.put("im", CodeTables.im());
        tables.put("tpns", CodeTables.tpns());
        tables.put("chat", CodeTables.chat());
        return tables;
    }

    private static List<String[]> ownCodes() {
        return DataTable.read(TroubleshootingTest.class, "own-codes.txt");
    }

    private static List<String[]> outcomes() {
        return DataTable.read(TroubleshootingTest.class, "outcomes.txt");
    }

    @Test
    void theEnglishPageIsThatOfTheTables() throws IOException {
        GeneratedPage.assertIs("troubleshooting.md", page(ENGLISH));
    }

    @Test
    void theChinesePageIsThatOfTheTables() throws IOException {
        GeneratedPage.assertIs("zh/troubleshooting.md", page(CHINESE));
    }

    @Test
    void everyCodeOfTheJarHasAdviceAndAllAdviceIsUsed() {
        tables().forEach((service, rows) -> assertThat(rows)
                .allSatisfy(row -> assertThat(remedies.find(service, row[0], CodeTables.outcome(row)))
                        .as(service + " " + row[0])
                        .isNotNull()));

        assertThat(remedies.unused()).isEmpty();
    }

    @Test
    void everyAdviceIsInBothLanguages() {
        Stream.of(
                        DataTable.read(Remedies.class, "remedies.txt").stream()
                                .map(row -> new String[] {row[2], row[3]}),
                        ownCodes().stream().map(row -> new String[] {row[2], row[3]}),
                        ownCodes().stream().map(row -> new String[] {row[4], row[5]}),
                        outcomes().stream().map(row -> new String[] {row[1], row[2]}))
                .flatMap(texts -> texts)
                .forEach(texts -> {
                    assertThat(texts[ENGLISH]).matches("[\\p{ASCII}…]+\\.");
                    assertThat(texts[CHINESE]).matches(".*\\p{IsHan}.*。");
                });
    }

    @Test
    void everyOutcomeButSuccessIsExplained() {
        assertThat(outcomes())
                .extracting(row -> Outcome.valueOf(row[0]))
                .doesNotContain(Outcome.ACCEPTED)
                .hasSize(Outcome.values().length - 1)
                .doesNotHaveDuplicates();
    }

    /** Another test holds the list of that page against the sources. */
    @Test
    void theOwnCodesOfThePageOfOutcomesAreAllExplained() throws IOException {
        String section = Files.readString(Path.of("..", "..", "docs", "errors-and-outcomes.md"))
                .split("## Our own codes")[1]
                .split("\n## ")[0];
        Set<String> listed = new TreeSet<>();
        section.lines().filter(line -> line.startsWith("| `")).forEach(line -> Pattern.compile("`([A-Z_]+)`")
                .matcher(line.split("\\|")[1])
                .results()
                .map(code -> code.group(1))
                .forEach(listed::add));

        assertThat(codes()).containsAll(listed);
    }

    @Test
    void theOtherOwnCodesAreInTheSources() throws IOException {
        String sources = sources("camel-tencent") + sources("camel-birdtalk");

        assertThat(codes()).allMatch(code -> Pattern.compile("\"" + code + "\"|^ +" + code + "[,;(]", Pattern.MULTILINE)
                .matcher(sources)
                .find());
    }

    private static List<String> codes() {
        return ownCodes().stream().flatMap(row -> Stream.of(row[0].split(", "))).toList();
    }

    private static String sources(String module) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.find(Path.of("..", module, "src/main/java"), 20, (file, is) -> file.toString()
                .endsWith(".java"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private String page(int language) {
        StringBuilder page = new StringBuilder(HEAD[language]);
        for (String[] row : outcomes()) {
            page.append("| `")
                    .append(row[0])
                    .append("` | ")
                    .append(row[1 + language])
                    .append(" |\n");
        }
        page.append(OWN[language]).append(COLUMNS[language]);
        for (String[] row : ownCodes()) {
            line(
                    page,
                    "`" + row[0].replace(", ", "`, `") + "`",
                    new Entry(row[1], row[2 + language], row[4 + language]));
        }
        page.append(OTHERS[language]);
        tables().forEach((service, rows) -> {
            page.append("\n## ")
                    .append(TITLES.get(service)[language])
                    .append("\n\n")
                    .append(COLUMNS[language]);
            table(service, rows, language).forEach((entry, codes) -> line(page, codes, entry));
        });
        return page.toString();
    }

    private Map<Entry, String> table(String service, List<String[]> rows, int language) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> entry(service, row, language),
                        LinkedHashMap::new,
                        Collectors.mapping(row -> "`" + row[0] + "`", Collectors.joining(", "))));
    }

    private Entry entry(String service, String[] row, int language) {
        String outcome = CodeTables.outcome(row);
        String[] advice = remedies.find(service, row[0], outcome);
        return new Entry(outcome, row[2 + language], advice == null ? "" : advice[language]);
    }

    private static void line(StringBuilder page, String codes, Entry entry) {
        page.append("| ").append(codes).append(" | `").append(entry.outcome()).append("` | ");
        page.append(entry.meaning()).append(" | ").append(entry.advice()).append(" |\n");
    }
}
