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

import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The endpoint DSL of docs/tools.md sends what the page says. */
class ToolsGuideTest {

    private static final Guide PAGE = new Guide("tools.md");
    private static final Path SOURCE = Path.of("src/test/java/io/github/cameltencent/component/EndpointDslRoutes.java");

    private static String squeezed(String java) {
        return java.replace("static class", "class")
                .replaceAll("\\s+", " ")
                .replace(" .", ".")
                .strip();
    }

    @Test
    void thePageShowsTheRoutesOfTheTest() throws IOException {
        String compiled = squeezed(Files.readString(SOURCE));

        assertThat(compiled).contains(squeezed(PAGE.snippet("java", 0)), squeezed(PAGE.snippet("java", 1)));
    }

    @Test
    void theRouteOfThePagePushes() throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start();
                CamelContext context = new DefaultCamelContext()) {
            TencentApplication orders = new TencentApplication();
            orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
            orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
            orders.tpns("android").setBaseUri(emulator.baseUri());
            context.getRegistry().bind("orders", orders);
            context.addRoutes(new EndpointDslRoutes.Pushes());
            context.start();

            context.createProducerTemplate().sendBody("direct:order", "Your order 4711 is on its way");

            assertThat(emulator.requests())
                    .singleElement()
                    .matches(request -> request.accepted())
                    .satisfies(request ->
                            assertThat(request.targets()).containsExactly("05da87c0ae0a1b2c3d4e5f60718293a4b5c6"));
        }
    }
}
