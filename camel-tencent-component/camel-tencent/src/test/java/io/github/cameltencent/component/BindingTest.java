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

import static io.github.cameltencent.dsl.StaticEndpointBuilders.tencent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.credential.TencentApplication;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** Options bind in all places where Camel users write them. Dry runs show the result, without a server. */
class BindingTest {

    private static final String CLOUD_CALL = "tencent:cloud/cvm/DescribeInstances?application=orders&dryRun=true";
    private static final String TAG_CALL = "tencent:tpns/device/tag?application=orders&dryRun=true";

    @Test
    void camelMainBindsApplicationsAndComponentOptions() throws Exception {
        Main main = new Main();
        main.addProperty("camel.component.tencent.applications[orders].tpns[android].access-id", "1500000001");
        main.addProperty("camel.component.tencent.applications[orders].tpns[android].secret-key", "invented-key");
        main.addProperty("camel.component.tencent.applications[orders].tpns[android].region", "shanghai");
        main.addProperty("camel.component.tencent.applications[orders].im.sdk-app-id", "1400000001");
        main.addProperty("camel.component.tencent.applications[orders].cloud.secret-id", "AKIDinvented");
        main.addProperty("camel.component.tencent.applications[orders].cloud.secret-key", "invented-key");
        main.addProperty("camel.component.tencent.applications[orders].cloud.region", "ap-shanghai");
        main.addProperty(
                "camel.component.tencent.applications[orders].cloud.previous-secret-key", "invented-key-before");
        main.addProperty("camel.component.tencent.applications[orders].cloud.previous-secret-id", "AKIDbefore");
        main.addProperty(
                "camel.component.tencent.applications[orders].tpns[android].previous-secret-key",
                "invented-key-before");
        main.addProperty(
                "camel.component.tencent.applications[orders].cloud.backup-base-uri", "https://gateway.example");
        main.addProperty("camel.component.tencent.max-idle-time", "7s");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(TAG_CALL);
            }
        });
        main.start();
        try {
            Map<String, Object> request = dryRun(main.getCamelContext());
            assertThat(request.get("uri")).isEqualTo("https://api.tpns.sh.tencent.com/v3/device/tag");
            TencentComponent component = main.getCamelContext().getComponent("tencent", TencentComponent.class);
            assertThat(main.getCamelContext()
                            .createProducerTemplate()
                            .requestBody(CLOUD_CALL, "{}", Map.class)
                            .get("headers"))
                    .asString()
                    .contains("X-TC-Region=ap-shanghai", "Authorization=xxxxxx")
                    .doesNotContain("invented-key");
            assertThat(component.getMaxIdleTime()).isEqualTo(7000);
            assertThat(component.getApplications().get("orders").getCloud().getPreviousSecretId())
                    .isEqualTo("AKIDbefore");
            assertThat(component
                            .getApplications()
                            .get("orders")
                            .getTpns()
                            .get("android")
                            .getPreviousSecretKey())
                    .isEqualTo("invented-key-before");
            assertThat(component.getApplications().get("orders").getIm().getSdkAppId())
                    .isEqualTo(1400000001L);
        } finally {
            main.stop();
        }
    }

    @Test
    void camelMainBindsNamesOfApplicationsBetweenDotsToo() throws Exception {
        Main main = new Main();
        main.addProperty("camel.component.tencent.applications.orders.im.sdk-app-id", "1400000001");
        main.addProperty("camel.component.tencent.applications.orders.im.secret-key", "invented-key");
        main.addProperty("camel.component.tencent.applications.orders.tpns.android.access-id", "1500000001");
        main.addProperty("camel.component.tencent.applications[orders].tpns[ios].access-id", "1600000001");
        main.addProperty("camel.component.tencent.applications[stock].im.sdk-app-id", "1400000002");
        main.start();
        try {
            Map<String, TencentApplication> applications = main.getCamelContext()
                    .getComponent("tencent", TencentComponent.class)
                    .getApplications();
            assertThat(applications).containsOnlyKeys("orders", "stock");
            assertThat(applications.get("orders").getIm().getSdkAppId()).isEqualTo(1400000001L);
            assertThat(applications.get("orders").getIm().getSecretKey()).isEqualTo("invented-key");
            assertThat(applications.get("orders").getTpns()).containsOnlyKeys("android", "ios");
            assertThat(applications.get("stock").getIm().getSdkAppId()).isEqualTo(1400000002L);
        } finally {
            main.stop();
        }
    }

    @Test
    void camelMainBindsAnApplicationOfIm() throws Exception {
        Main main = new Main();
        String im = "camel.component.tencent.applications[orders].im.";
        main.addProperty(im + "sdk-app-id", "1400000001");
        main.addProperty(im + "secret-key", "invented-key");
        main.addProperty(im + "previous-secret-key", "invented-key-before");
        main.addProperty(im + "region", "singapore");
        main.addProperty(im + "rate-limit", "50");
        main.addProperty(im + "callback-token", "invented-token");
        main.addProperty(im + "previous-callback-token", "invented-token-before");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("tencent:im/profile/portrait_get?application=orders&dryRun=true");
            }
        });
        main.start();
        try {
            assertThat(dryRun(main.getCamelContext()).get("uri").toString())
                    .startsWith("https://adminapisgp.im.qcloud.com/v4/profile/portrait_get?sdkappid=1400000001&")
                    .contains("&usersig=xxxxxx&");
            TencentComponent component = main.getCamelContext().getComponent("tencent", TencentComponent.class);
            assertThat(component.getApplications().get("orders").getIm().getPreviousCallbackToken())
                    .isEqualTo("invented-token-before");
        } finally {
            main.stop();
        }
    }

    @Test
    void camelMainRefusesAnUnknownComponentOption() {
        Main main = new Main();
        main.addProperty("camel.component.tencent.max-idel-time", "7s");
        assertThatThrownBy(main::start).hasStackTraceContaining("maxIdelTime");
        main.stop();
    }

    @Test
    void yamlRoutesBindServiceOperationAndOptions() throws Exception {
        assertRouteFrom("route.yaml", """
                - from:
                    uri: direct:in
                    steps:
                      - to:
                          uri: tencent
                          parameters:
                            service: tpns
                            operation: device/tag
                            application: orders
                            dryRun: true
                """);
    }

    @Test
    void xmlRoutesBindOptions() throws Exception {
        assertRouteFrom("route.xml", """
                <routes xmlns="http://camel.apache.org/schema/spring">
                  <route>
                    <from uri="direct:in"/>
                    <to uri="tencent:tpns/device/tag?application=orders&amp;dryRun=true"/>
                  </route>
                </routes>
                """);
    }

    @Test
    void theEndpointDslBindsOptions() throws Exception {
        try (CamelContext context = contextWithOrders()) {
            context.addRoutes(new EndpointRouteBuilder() {
                @Override
                public void configure() {
                    from(direct("in"))
                            .to(tencent("tpns/device/tag").application("orders").dryRun(true));
                }
            });
            context.start();
            assertThat(dryRun(context)).containsEntry("method", "POST");
        }
    }

    @Test
    void theEndpointDslBindsOptionsOfTheCloudApi() throws Exception {
        try (CamelContext context = contextWithOrders()) {
            context.addRoutes(new EndpointRouteBuilder() {
                @Override
                public void configure() {
                    from(direct("in"))
                            .to(tencent("cloud/cvm/DescribeInstances")
                                    .secretId("AKIDinvented")
                                    .secretKey("invented-key")
                                    .method("GET")
                                    .accessPoint("intl")
                                    .dryRun(true));
                }
            });
            context.start();
            assertThat(dryRun(context))
                    .containsEntry("method", "GET")
                    .containsEntry("uri", "https://cvm.intl.tencentcloudapi.com/?operator_type=1");
        }
    }

    @Test
    void anUnknownEndpointOptionIsRefused() throws Exception {
        assertRefused("tencent:tpns/device/tag?application=orders&maxRetris=1", "maxRetris");
    }

    @Test
    void aMistypedOperationIsRefusedWithTheRightName() throws Exception {
        assertRefused("tencent:tpns/device/tags?application=orders", "did you mean tencent:tpns/device/tag?");
        assertRefused("tencent:tpn/device/tag?application=orders", "did you mean tencent:tpns?");
    }

    @Test
    void aMistypedCommandOfImIsRefused() throws Exception {
        String keys = "?sdkAppId=1400000001&secretKey=RAW{invented}";
        assertRefused("tencent:im/openim/sendmsgs" + keys, "did you mean tencent:im/openim/sendmsg?");
        assertRefused("tencent:im/openim" + keys, "set service and command");
        assertRefused("tencent:im/a_svc/future_call" + keys + "&validateOperation=fail", "not in the lists");
    }

    @Test
    void bareImCanBeMadeAndSendsNothing() throws Exception {
        try (CamelContext context = contextWithOrders()) {
            context.start();
            assertThatThrownBy(() -> context.getEndpoint("tencent:im").createProducer())
                    .hasMessageContaining("tencent:im needs service and command");
        }
    }

    @Test
    void aCommandOfImWithoutKeysOrARegionIsRefused() throws Exception {
        String uri = "tencent:im/openim/sendmsg?";
        assertRefused(uri + "application=orders", "has no keys for IM");
        assertRefused(uri + "sdkAppId=1400000001", "no secretKey");
        assertRefused(uri + "sdkAppId=1400000001&secretKey=RAW{invented}&region=mars", "IM has no region mars");
        assertRefused(uri + "sdkAppId=1400000001&secretKey=RAW{invented}&rateLimit=fast", "rateLimit must be auto");
        assertRefused(uri + "sdkAppId=1400000001&secretKey=RAW{invented}&baseUri=http://a.example", "allowInsecure");
    }

    @Test
    void anUnknownApplicationIsRefusedNamingTheKnownOnes() throws Exception {
        assertRefused("tencent:tpns/device/tag?application=order", "Known: [orders]");
    }

    @Test
    void optionsOutOfRangeAreRefusedWithTheirRange() throws Exception {
        String uri = "tencent:tpns/device/tag?application=orders&";
        assertRefused(uri + "rateLimitShare=0", "rateLimitShare must be more than 0 and at most 1");
        assertRefused(uri + "rateLimitShare=1.1", "rateLimitShare must be more than 0 and at most 1");
        assertRefused(uri + "rateLimit=fast", "rateLimit must be auto, off or a number of calls per second");
        assertRefused(uri + "maxInFlight=0", "maxInFlight must be 1 to");
        assertRefused(uri + "maxRetries=-1", "maxRetries must be 0 to");
        assertRefused(uri + "requestTimeout=0", "requestTimeout must be 1 to");
    }

    @Test
    void halfAPairOfKeysIsRefused() throws Exception {
        assertRefused("tencent:tpns/device/tag?accessId=1500000001", "no secretKey");
        assertRefused("tencent:tpns/device/tag?secretKey=RAW{invented}", "no accessId");
        assertRefused("tencent:tpns/device/tag?application=orders&secretKey=RAW{invented}", "no accessId");
    }

    @Test
    void plainHttpToAnotherMachineIsRefusedUnlessAllowed() throws Exception {
        String uri = "tencent:tpns/device/tag?application=orders&baseUri=http://gateway.example";
        assertRefused(uri, "allowInsecure=true");
        try (CamelContext context = contextWithOrders()) {
            context.start();
            assertThat(context.getEndpoint(uri + "&allowInsecure=true")).isNotNull();
        }
    }

    @Test
    void theRuntimeCatalogKnowsTheComponent() throws Exception {
        try (CamelContext context = contextWithOrders()) {
            context.start();
            RuntimeCamelCatalog catalog = PluginHelper.getRuntimeCamelCatalog(context);
            assertThat(catalog.componentJSonSchema("tencent")).contains("\"scheme\": \"tencent\"");
            assertThat(catalog.validateProperties("tencent", Map.of("service", "tpns", "nope", "1"))
                            .getUnknown())
                    .containsExactly("nope");
        }
    }

    @Test
    void secretsAreKnownToToolingAndMaskedInUris() throws Exception {
        try (DefaultCamelContext context = (DefaultCamelContext) contextWithOrders()) {
            context.start();
            EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("tencent");
            assertThat(factory.secretPropertyNames()).contains("secretKey", "sessionToken");
            String uri = "tencent:tpns/device/tag?accessId=1500000001&secretKey=RAW{invented-key}";
            assertThat(context.getEndpoint(uri).toString()).doesNotContain("invented-key");
        }
    }

    private static void assertRefused(String uri, String text) throws Exception {
        try (CamelContext context = contextWithOrders()) {
            context.start();
            assertThatThrownBy(() -> context.getEndpoint(uri)).hasStackTraceContaining(text);
        }
    }

    private static void assertRouteFrom(String name, String text) throws Exception {
        try (CamelContext context = contextWithOrders()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
            context.start();
            assertThat(dryRun(context))
                    .containsEntry("uri", "https://api.tpns.tencent.com/v3/device/tag")
                    .extractingByKey("headers")
                    .asString()
                    .contains("AccessId=1500000001", "Sign=xxxxxx");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> dryRun(CamelContext context) {
        return context.createProducerTemplate().requestBody("direct:in", Map.of("operator_type", 1), Map.class);
    }

    private static CamelContext contextWithOrders() {
        DefaultCamelContext context = new DefaultCamelContext();
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId("1500000001");
        orders.tpns("android").setSecretKey("invented-key");
        context.getRegistry().bind("orders", orders);
        return context;
    }

    @Test
    void blanksAfterNumbersInPropertiesMeanNothing() throws Exception {
        Main main = new Main();
        main.addProperty("camel.component.tencent.max-idle-time", "7000 ");
        main.addProperty("camel.component.tencent.max-retries", " 2");
        main.start();
        try {
            TencentComponent component = main.getCamelContext().getComponent("tencent", TencentComponent.class);
            assertThat(component.getMaxIdleTime()).isEqualTo(7000);
            assertThat(component.getConfiguration().getMaxRetries()).isEqualTo(2);
        } finally {
            main.stop();
        }
    }

    @Test
    void textInsteadOfAnApplicationIsRefusedWithItsName() {
        Main main = new Main();
        main.addProperty("camel.component.tencent.applications[orders]", "x");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("tencent:usersig?application=orders");
            }
        });
        assertThatThrownBy(main::start)
                .hasStackTraceContaining("applications[orders] is not an application: set its options");
        main.stop();
    }
}
