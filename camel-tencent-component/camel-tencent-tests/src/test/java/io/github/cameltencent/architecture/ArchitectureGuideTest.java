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
package io.github.cameltencent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md names exists, so that a rename is not forgotten there. */
class ArchitectureGuideTest {

    private static final Path TOP = Path.of("..", "..");
    private static final Path FAMILY = TOP.resolve("camel-tencent-component");
    private static final String ROOT = "io/github/cameltencent";
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final Pattern METHOD = Pattern.compile("([A-Z]\\w*)\\.([a-z]\\w*)\\(\\)");
    private static final Pattern FILE = Pattern.compile("[a-z-]+\\.(txt|csv|html|js)");
    private static final Pattern SCHEME = Pattern.compile("[a-z]+:([a-z]*)");
    /** Words with a capital inside, which are types in the picture. */
    private static final Pattern TYPE_IN_PICTURE = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\\b");
    /** Names of Camel's and of the page's own. */
    private static final Set<String> OTHERS =
            Set.of("process", "Retry-After", "code letters", "io.github.cameltencent.");

    private final String page = read(TOP.resolve("docs/architecture.md"));
    private final Set<Path> sources = files(path -> path.toString().endsWith(".java"));
    private final Set<String> types = sources.stream()
            .map(path -> path.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    private final Set<String> packages = sources.stream()
            .map(path -> path.getParent().toString().replace('\\', '/'))
            .filter(folder -> folder.contains("src/main/java/" + ROOT + "/"))
            .map(folder ->
                    folder.substring(folder.indexOf(ROOT) + ROOT.length() + 1).replace('/', '.'))
            .collect(Collectors.toSet());
    private final Set<String> data = files(
                    path -> FILE.matcher(path.getFileName().toString()).matches())
            .stream()
            .map(path -> path.getFileName().toString())
            .collect(Collectors.toSet());

    @Test
    void everythingThatThePageNamesExists() {
        Set<String> missing = new TreeSet<>();
        Matcher names = CODE.matcher(page.replaceAll("(?s)```.*?```", ""));
        int found = 0;
        while (names.find()) {
            found++;
            String name = names.group(1);
            if (!exists(name)) {
                missing.add(name);
            }
        }
        assertThat(found).isGreaterThan(150);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTypeOfThePictureExists() {
        Matcher picture = Pattern.compile("(?s)```mermaid\n(.*?)```").matcher(page);
        assertThat(picture.find()).isTrue();
        assertThat(TYPE_IN_PICTURE.matcher(picture.group(1)).results().map(type -> type.group()))
                .hasSizeGreaterThanOrEqualTo(8)
                .allMatch(types::contains);
    }

    /** A row for each module, so that a new one is not forgotten. */
    @Test
    void everyModuleIsDescribed() {
        assertThat(Pattern.compile("<module>([^<]+)</module>")
                        .matcher(read(FAMILY.resolve("pom.xml")))
                        .results()
                        .map(module -> module.group(1)))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(page).contains("\n| `" + module + "` |"));
    }

    @Test
    void everyPackageIsInALayer() {
        assertThat(packages.stream()
                        .filter(name -> !name.matches(
                                "birdtalk|birdtalk\\.(protocol|dsl)|(dsl|emulator|kamelets|springboot)\\b.*"))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private boolean exists(String name) {
        Matcher method = METHOD.matcher(name);
        if (method.matches()) {
            return text(method.group(1)).contains(" " + method.group(2) + "(");
        }
        if (TYPE.matcher(name).matches()) {
            return types.contains(name);
        }
        if (FILE.matcher(name).matches()) {
            return data.contains(name);
        }
        if (SCHEME.matcher(name).matches()) {
            String[] parts = name.split(":");
            String component = "@Component(\"" + parts[0] + "\")";
            boolean known = Stream.of("TencentComponent", "BirdtalkComponent")
                    .anyMatch(type -> text(type).contains(component));
            return known && (parts.length == 1 || packages.contains(parts[1]));
        }
        if (name.startsWith("camel-")) {
            return Files.isDirectory(TOP.resolve(name)) || Files.isDirectory(FAMILY.resolve(name));
        }
        return OTHERS.contains(name) || packages.contains(name) || isWordOfTheCode(name);
    }

    /** An outcome, a code, a thread pool or the value of an option. */
    private boolean isWordOfTheCode(String name) {
        return text("Outcome").contains(name + ",")
                || text("RetryingCall").contains("\"" + name + "\"")
                || Stream.of("CallOptions", "EndpointOptions")
                        .anyMatch(type -> text(type).matches("(?s).*\\b" + name + "\\b.*"))
                || Stream.of("TransportThreadPools").anyMatch(type -> text(type).contains("\"" + name + "\""))
                || isPoolOfTheChat(name);
    }

    /** Its pools are named by a prefix and their purpose. */
    private boolean isPoolOfTheChat(String name) {
        return name.startsWith("birdtalk")
                && text("ChatThreadPools").contains("\"" + name.substring("birdtalk".length()) + "\"");
    }

    private String text(String type) {
        return sources.stream()
                .filter(path -> path.getFileName().toString().equals(type + ".java"))
                .filter(path -> path.toString().replace('\\', '/').contains("src/main/"))
                .findFirst()
                .map(ArchitectureGuideTest::read)
                .orElse("");
    }

    private static Set<Path> files(Predicate<Path> wanted) {
        try (Stream<Path> all = Files.find(
                FAMILY,
                20,
                (path, is) -> is.isRegularFile()
                        && path.toString().replace('\\', '/').matches(".*/src/(main|test)/.*")
                        && wanted.test(path))) {
            return all.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
