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

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps docs/codes.md equal to the tables of codes in the jar; {@code -Ddocs.update=true} rewrites it. */
class CodeTablesTest {

    private static final String HEAD = """
            # Codes

            Made from the tables in the jar by the build: Tencent's codes, and those of the chat. By them an answer gets its [outcome](errors-and-outcomes.md), and an exception its text. `tencent:cloud/…` with
            `language=zh-CN` says it in Chinese, all else in English. A code of Tencent's that is not here is `REJECTED`, and `isCodeKnown()` is false.

            错误码、结果与处理建议。
            """;

    private static final String ENGLISH = "[\\p{ASCII}…]+";

    @Test
    void theTablesInTheDocsAreThoseOfTheJar() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        table(
                page,
                "Cloud API 云 API",
                "A code counts for its sub-codes too: `FailedOperation` for `FailedOperation.Anything`;"
                        + " `RequestLimitExceeded.*` for sub-codes alone.",
                CodeTables.cloud());
        table(page, "IM and TIMPush 即时通信与推送", null, CodeTables.im());
        table(page, "TPNS 移动推送", null, CodeTables.tpns());
        table(page, "The chat 聊天", null, CodeTables.chat());
        GeneratedPage.assertIs("codes.md", page.toString());
    }

    @Test
    void everyCodeIsExplainedInBothLanguages() {
        for (List<String[]> table :
                List.of(CodeTables.cloud(), CodeTables.im(), CodeTables.tpns(), CodeTables.chat())) {
            assertThat(table).hasSizeGreaterThan(9).allSatisfy(row -> {
                assertThat(row).hasSize(4);
                assertThat(row[2]).matches(ENGLISH).endsWith(".");
                assertThat(row[3]).matches(".*\\p{IsHan}.*").endsWith("。");
            });
        }
    }

    private static void table(StringBuilder page, String title, String words, List<String[]> rows) {
        page.append("\n## ").append(title).append("\n\n");
        if (words != null) {
            page.append(words).append("\n\n");
        }
        page.append("| code | outcome | meaning, and what to do | 含义与处理 |\n| --- | --- | --- | --- |\n");
        for (String[] row : rows) {
            String outcome = CodeTables.outcome(row);
            page.append("| `").append(row[0]).append("` | `").append(outcome).append("` | ");
            page.append(row[2]).append(" | ").append(row[3]).append(" |\n");
        }
    }
}
