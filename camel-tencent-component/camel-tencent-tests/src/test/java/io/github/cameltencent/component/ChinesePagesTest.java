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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Chinese pages show the snippets of the English ones, which other tests run, and use no name of the code and no number
 * that the English page does not have.
 */
class ChinesePagesTest {

    private static final Path TOP = Path.of("..", "..");
    private static final Path DOCS = TOP.resolve("docs");
    private static final Path CHINESE = DOCS.resolve("zh");
    private static final Path README = TOP.resolve("README.zh-CN.md");

    private static final Pattern BLOCK = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\n]+)`(?!`)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\((?!https?:)([^)#\\s]+)[^)\\s]*\\)");

    /** Spellings that Tencent's documentation does not use: a wrong character, or another word for the same thing. */
    private static final Pattern OTHER_TERMS = Pattern.compile("秘钥|限流|速率限制|令牌|帐号|登陆|缺省|其它|幂等号");

    private static final Pattern ASCII_PUNCTUATION = Pattern.compile("\\p{IsHan}[,;:?!.()]|[,;:?!()]\\p{IsHan}");

    private static final Pattern NO_SPACE = Pattern.compile("\\p{IsHan}[A-Za-z0-9`]|[A-Za-z0-9`]\\p{IsHan}");

    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(CHINESE)) {
            return Stream.concat(Stream.of(README), pages.sorted()).toList();
        }
    }

    @Test
    void thesePagesAreInChinese() throws IOException {
        assertThat(pages())
                .extracting(page -> page.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "README.zh-CN.md",
                        "getting-started.md",
                        "push.md",
                        "im.md",
                        "usersig.md",
                        "callbacks.md",
                        "troubleshooting.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageAndItsEnglishPageLinkToEachOtherAtTheTop(Path page) throws IOException {
        assertThat(top(page)).contains("[English](" + page.getParent().relativize(english(page)) + ")");
        assertThat(top(english(page)))
                .contains("[中文](" + english(page).getParent().relativize(page) + ")");
    }

    @Test
    void theListOfPagesHasThemAll() throws IOException {
        Path list = DOCS.resolve("README.md");
        for (Path page : pages()) {
            assertThat(targets(list)).as("docs/README.md").contains(page.normalize());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theSnippetsAreThoseOfTheEnglishPage(Path page) throws IOException {
        List<String> english = blocks(english(page));
        assertThat(blocks(page)).as(page.toString()).isNotEmpty().isSubsetOf(english);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesOfTheCodeAreThoseOfTheEnglishPage(Path page) throws IOException {
        String english = read(english(page));
        assertThat(CODE.matcher(prose(page)).results().map(code -> code.group(1)))
                .as(page.toString())
                .isNotEmpty()
                .allMatch(english::contains);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void numbersAreThoseOfTheEnglishPage(Path page) throws IOException {
        assertThat(numbers(prose(page)).filter(number -> number.length() > 1))
                .as(page.toString())
                .isSubsetOf(numbers(read(english(page))).collect(Collectors.toSet()));
    }

    /** A recipe first, as on the English pages. */
    @ParameterizedTest
    @MethodSource("pages")
    void aSnippetComesBeforeTheSecondHeading(Path page) throws IOException {
        String[] sections = read(page).split("\n## ");
        assertThat(page.equals(README) ? sections[1] : sections[0])
                .as(page.toString())
                .contains("```");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToTheChinesePageWhereThereIsOne(Path page) throws IOException {
        Set<Path> translated =
                pages().stream().map(each -> english(each).normalize()).collect(Collectors.toSet());
        assertThat(links(page)
                        .filter(link -> !link.group(1).equals("English"))
                        .map(link -> page.resolveSibling(link.group(2)).normalize()))
                .as(page.toString())
                .isNotEmpty()
                .doesNotContainAnyElementsOf(translated);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theSameWordsAndPunctuationAreUsedEverywhere(Path page) throws IOException {
        String text = prose(page).replaceAll("]\\([^)]*\\)", "]");
        for (Pattern wrong : List.of(OTHER_TERMS, ASCII_PUNCTUATION, NO_SPACE)) {
            assertThat(wrong.matcher(text).results().map(MatchResult::group))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    private static Path english(Path page) {
        return page.equals(README) ? TOP.resolve("README.md") : DOCS.resolve(page.getFileName());
    }

    private static String top(Path page) throws IOException {
        return read(page).lines().limit(4).collect(Collectors.joining("\n"));
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(read(page)).results().map(MatchResult::group).toList();
    }

    private static String prose(Path page) throws IOException {
        return BLOCK.matcher(read(page)).replaceAll("");
    }

    private static Stream<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(number -> number.group().replace(",", ""));
    }

    private static Stream<MatchResult> links(Path page) throws IOException {
        return LINK.matcher(prose(page)).results();
    }

    private static List<Path> targets(Path page) throws IOException {
        return links(page)
                .map(link -> page.resolveSibling(link.group(2)).normalize())
                .toList();
    }

    private static String read(Path page) throws IOException {
        return Files.readString(page).replace("\r\n", "\n");
    }
}
