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
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the docs, whose snippets tests run. */
record Guide(String page) {

    /** A snippet of a language, by its number on the page from 0 on. */
    String snippet(String language, int number) throws IOException {
        Matcher snippets = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "..", "docs", page)).replace("\r\n", "\n"));
        for (int i = 0; i <= number; i++) {
            assertThat(snippets.find()).isTrue();
        }
        return snippets.group(1);
    }

    /** The properties of a snippet, by its number among those of properties. */
    Properties properties(int number) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(snippet("properties", number)));
        return properties;
    }
}
