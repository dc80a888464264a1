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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionDescriptionsTest {

    private static final Pattern DESCRIPTION = Pattern.compile("description\\s*=\\s*\"([^\"]*)\"");

    /** Camel's generator drops all other characters from descriptions without a word. */
    @Test
    void descriptionsHaveOnlyCharactersThatCamelsGeneratorKeeps() throws IOException {
        List<String> descriptions = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                DESCRIPTION
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(found -> descriptions.add(found.group(1)));
            }
        }

        assertThat(descriptions)
                .hasSizeGreaterThan(50)
                .allMatch(text -> text.matches("[\\w .,\\-='/\\\\!&%():;#${}]*"));
    }
}
