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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.CapturingAppender;
import io.github.cameltencent.testing.PrefixGateway;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What docs/configuration.md shows works. */
class ConfigurationGuideTest {

    private static final Guide GUIDE = new Guide("configuration.md");

    private final Main camel = new Main();

    @AfterEach
    void stop() {
        camel.stop();
        System.clearProperty("https.proxyHost");
        System.clearProperty("https.proxyPort");
    }

    private CamelContext start(String... properties) throws Exception {
        Properties all = new Properties();
        for (String each : properties) {
            all.load(new StringReader(each));
        }
        camel.setOverrideProperties(all);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.start();
        return camel.getCamelContext();
    }

    @Test
    void aPlusStaysInATextThatIsWrittenRaw() throws Exception {
        CamelContext context = start("camel.component.tencent.applications[orders].tpns[android].access-id=1500000001\n"
                + "camel.component.tencent.applications[orders].tpns[android].secret-key=an-invented-key");
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("route.yaml", GUIDE.snippet("yaml", 0)));

        Map<?, ?> request = context.createProducerTemplate().requestBody("direct:plus", "hi", Map.class);
        assertThat(request.get("body").toString()).contains("\"title\":\"1+1\"");
        Map<?, ?> byHeader = context.createProducerTemplate()
                .requestBodyAndHeader("direct:plus", "hi", "CamelTencentTitle", "2+2", Map.class);
        assertThat(byHeader.get("body").toString()).contains("\"title\":\"2+2\"");
    }

    @Test
    void aGatewayMayRemoveAPrefixAndRewriteTheHost() throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start();
                PrefixGateway gateway = new PrefixGateway("/tencent", "cvm.tencentcloudapi.com", emulator.baseUri())) {
            CamelContext context = start("camel.component.tencent.applications[orders].cloud.secret-id="
                    + EmulatorOptions.CLOUD.id()
                    + "\ncamel.component.tencent.applications[orders].cloud.secret-key="
                    + EmulatorOptions.CLOUD.key());
            String route = GUIDE.snippet("yaml", 1).replace("https://gateway.example.com/tencent", gateway.baseUri());
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", route));

            assertThat(context.createProducerTemplate().requestBody("direct:gateway", "{}", String.class))
                    .contains("InstanceSet");
            assertThat(gateway.requests()).singleElement().satisfies(request -> assertThat(request.target())
                    .isEqualTo("/tencent/"));
        }
    }

    @Test
    void theProxyOfTheJvmIsUsedByReference() throws Exception {
        System.setProperty("https.proxyHost", "proxy.invalid");
        System.setProperty("https.proxyPort", "3128");
        TencentComponent component =
                start(GUIDE.snippet("properties", 1)).getComponent("tencent", TencentComponent.class);

        assertThat(component.getProxyHost()).isEqualTo("proxy.invalid");
        assertThat(component.getProxyPort()).isEqualTo(3128);
    }

    @Test
    void theProxyOfTheJvmThatIsNotUsedIsTold() throws Exception {
        System.setProperty("https.proxyHost", "proxy.invalid");
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        CapturingAppender collector = new CapturingAppender(logged);
        Logger logger = (Logger) LogManager.getLogger(TencentComponent.class);
        collector.start();
        logger.addAppender(collector);
        try {
            start().getComponent("tencent", TencentComponent.class);
        } finally {
            logger.removeAppender(collector);
        }
        assertThat(logged).anyMatch(line -> line.contains("https.proxyHost is not used"));
    }

    @Test
    void aPropertyGivesEachNodeOfAClusterItsShare() throws Exception {
        CamelContext context = start(GUIDE.snippet("properties", 3));

        assertThatThrownBy(() -> context.getEndpoint("tencent:tpns/device/tag?accessId=1500000001&secretKey=invented"))
                .rootCause()
                .hasMessageContaining("rateLimitShare=cluster needs a CamelClusterService in the CamelContext");
    }

    @Test
    @DisabledIfSystemProperty(named = "camel.threads.virtual.enabled", matches = "true") // there is no pool
    void aPropertyChangesTheThreadsThatContinueRoutes() throws Exception {
        CamelContext context = start(GUIDE.snippet("properties", 4));

        assertThat(routeThreads(context)).isEqualTo(40);
    }

    @Test
    @DisabledIfSystemProperty(named = "camel.threads.virtual.enabled", matches = "true") // there is no pool
    void aBeanChangesTheThreadsThatContinueRoutes() throws Exception {
        assertThat(GUIDE.snippet("java", 2)).isEqualTo("""
                ThreadPoolProfile routes = new ThreadPoolProfile("tencentRoutes");
                routes.setPoolSize(40);
                routes.setMaxPoolSize(40);
                context.getRegistry().bind("routes", routes);
                """);
        ThreadPoolProfile routes = new ThreadPoolProfile("tencentRoutes");
        routes.setPoolSize(40);
        routes.setMaxPoolSize(40);
        camel.bind("routes", routes);

        assertThat(routeThreads(start())).isEqualTo(40);
    }

    /** The size of the pool that the component makes when it starts. */
    private static int routeThreads(CamelContext context) throws Exception {
        AtomicReference<ThreadPoolExecutor> made = new AtomicReference<>();
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onThreadPoolAdd(
                    CamelContext camelContext,
                    ThreadPoolExecutor pool,
                    String id,
                    String sourceId,
                    String routeId,
                    String threadPoolProfileId) {
                if ("tencentRoutes".equals(threadPoolProfileId)) {
                    made.set(pool);
                }
            }
        });
        context.getComponent("tencent", TencentComponent.class);
        assertThat(made.get().getMaximumPoolSize()).isEqualTo(made.get().getCorePoolSize());
        return made.get().getCorePoolSize();
    }
}
