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

/** A page of the docs that is made of data; {@code -Ddocs.update=true} rewrites it. */
final class GeneratedPage {

    private GeneratedPage() {}

    static void assertIs(String name, String text) throws IOException {
        Path page = Path.of("..", "..", "docs", name);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, text);
        }
        assertThat(page)
                .as("docs/" + name + " is stale: run the tests with -Ddocs.update=true")
                .hasContent(text);
    }
}
