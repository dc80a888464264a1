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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

/** Keeps the tables of options equal to the generated metadata; {@code -Ddocs.update=true} rewrites them. */
class OptionTablesTest {

    @Test
    void theOptionTablesInTheDocsAreThoseOfTheMetadata() throws IOException {
        GeneratedPage.assertIs(
                "options.md",
                page(
                        "Options of `tencent:`",
                        "Those of the BirdTalk chat are on [a page of their own](options-birdtalk.md).",
                        Schema.of("component/tencent")));
    }

    @Test
    void soAreThoseOfTheChat() throws IOException {
        GeneratedPage.assertIs(
                "options-birdtalk.md",
                page(
                        "Options of `birdtalk:`",
                        "[The BirdTalk chat](birdtalk.md) tells what they are for; those of `tencent:` are in [options](options.md).",
                        Schema.of("birdtalk/birdtalk")));
    }

    private static String page(String title, String about, ComponentModel model) {
        StringBuilder page = new StringBuilder("# ")
                .append(title)
                .append("\n\nMade from the component's metadata by the build. ")
                .append(about)
                .append("\n\nURI: `")
                .append(model.getSyntax())
                .append("[?options]`\n");
        table(page, "Component options", model.getComponentOptions());
        table(page, "Path", model.getEndpointPathOptions());
        endpointOptions(page, model);
        table(page, "Headers", model.getEndpointHeaders());
        return page.toString();
    }

    /** A table for each service, where the labels of the options name services; else one for all. */
    private static void endpointOptions(StringBuilder page, ComponentModel model) {
        List<? extends BaseOptionModel> all = model.getEndpointParameterOptions();
        List<String> services = model.getScheme().equals("tencent")
                ? model.getEndpointPathOptions().get(0).getEnums()
                : List.of();
        if (services.isEmpty()) {
            table(page, "Endpoint options", all);
            return;
        }
        table(
                page,
                "Options of every endpoint",
                of(
                        all,
                        labels -> Collections.disjoint(labels, services)
                                && !labels.contains("scheduler")
                                && !labels.equals(List.of("consumer"))));
        for (String service : services) {
            table(page, "Options of `tencent:" + service + "`", of(all, labels -> labels.contains(service)));
        }
        table(
                page,
                "Options of Camel's scheduler, for `from(\"tencent:cloud/…\")`",
                of(all, labels -> labels.contains("scheduler") || labels.equals(List.of("consumer"))));
    }

    private static List<? extends BaseOptionModel> of(
            List<? extends BaseOptionModel> options, Predicate<List<String>> wanted) {
        return options.stream()
                .filter(option -> wanted.test(List.of(option.getLabel().split(","))))
                .toList();
    }

    private static void table(StringBuilder page, String title, List<? extends BaseOptionModel> options) {
        page.append("\n## ")
                .append(title)
                .append("\n\n| Name | Group | Meaning | Default | Type |\n|---|---|---|---|---|\n");
        for (BaseOptionModel option : options) {
            page.append("| `").append(option.getName()).append('`');
            page.append(option.isRequired() ? " (required)" : "").append(" | ");
            page.append(option.getGroup()).append(" | ");
            page.append(description(option).replace("|", "\\|"));
            if (option.getEnums() != null) {
                page.append(" One of: ")
                        .append(String.join(", ", option.getEnums()))
                        .append('.');
            }
            page.append(option.isSecret() ? " Secret." : "").append(" | ");
            page.append(option.getDefaultValue() == null ? "" : "`" + option.getDefaultValue() + "`")
                    .append(" | ");
            page.append(option.getShortJavaType().replace("|", "\\|")).append(" |\n");
        }
    }

    /** The description, with a period if more text follows. */
    private static String description(BaseOptionModel option) {
        String text = option.getDescription();
        boolean more = option.getEnums() != null || option.isSecret();
        return more && !text.endsWith(".") ? text + '.' : text;
    }

    /** Reads the generated metadata. */
    static final class Schema {
        private Schema() {}

        static ComponentModel of(String name) throws IOException {
            try (InputStream in =
                    OptionTablesTest.class.getResourceAsStream("/META-INF/io/github/cameltencent/" + name + ".json")) {
                return JsonMapper.generateComponentModel(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
