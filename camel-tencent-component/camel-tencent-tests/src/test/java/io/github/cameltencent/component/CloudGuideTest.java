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

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of docs/cloud.md call what they say, in each language, with the page's properties. */
class CloudGuideTest {

    private static final Guide GUIDE = new Guide("cloud.md");

    private final TencentEmulator emulator = TencentEmulator.start();
    private final Main camel = new Main();

    @BeforeEach
    void start() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(GUIDE.snippet("properties", 0)));
        properties.replaceAll((name, value) -> name.toString().endsWith("base-uri") ? emulator.baseUri() : value);
        camel.setOverrideProperties(properties);
        camel.setDefaultPropertyPlaceholderLocation("false");
    }

    @AfterEach
    void stop() {
        camel.stop();
        emulator.close();
    }

    @Test
    void theYamlRouteAsksForInstances() throws Exception {
        camel.start();
        PluginHelper.getRoutesLoader(camel.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("route.yaml", GUIDE.snippet("yaml", 0)));
        assertInstancesArrive();
    }

    @Test
    void theXmlRouteAsksForInstances() throws Exception {
        camel.start();
        PluginHelper.getRoutesLoader(camel.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("route.xml", GUIDE.snippet("xml", 0)));
        assertInstancesArrive();
    }

    @Test
    void theJavaRoutesAskForInstancesAndAddresses() throws Exception {
        assertThat(GUIDE.snippet("java", 0))
                .contains(".to(\"tencent:cloud/cvm/DescribeInstances?application=shop&responseType=map\")");
        assertThat(GUIDE.snippet("java", 1))
                .contains(
                        ".to(\"tencent:cloud/eip/DescribeEip?application=shop&apiGeneration=2&region=ap-guangzhou\")");
        camel.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:instances")
                        .to("tencent:cloud/cvm/DescribeInstances?application=shop&responseType=map")
                        .to("seda:instances");
                from("direct:eips")
                        .to("tencent:cloud/eip/DescribeEip?application=shop&apiGeneration=2&region=ap-guangzhou")
                        .to("seda:eips");
            }
        });
        camel.start();
        assertInstancesArrive();
        camel.getCamelTemplate().sendBody("direct:eips", Map.of("limit", 1));
        assertThat(emulator.requests()).hasSize(2).allMatch(RecordedRequest::accepted);
    }

    @Test
    void theListIsSplitItemByItem() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 250);
        load(1);
        camel.getCamelTemplate().sendBody("direct:all-instances", null);
        assertThat(received("seda:instance", 250)).allMatch(Map.class::isInstance);
    }

    @Test
    void alarmsArePolled() throws Exception {
        emulator.cloud().items("monitor/DescribeAlarmHistories", 3);
        load(2);
        assertThat(received("seda:alarm", 3)).allMatch(Map.class::isInstance);
    }

    @Test
    void aChatIsStreamed() throws Exception {
        emulator.cloud().stream(4, Duration.ZERO);
        load(3);
        camel.getCamelTemplate()
                .sendBody(
                        "direct:chat",
                        Map.of(
                                "Model",
                                "hunyuan-lite",
                                "Stream",
                                true,
                                "Messages",
                                List.of(Map.of("Role", "user", "Content", "Hello"))));
        assertThat(received("seda:token", 4)).allMatch(Map.class::isInstance);
    }

    @Test
    void filesAreUploadedAndLogsWritten(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("scan.png"), "picture");
        camel.start();
        load(GUIDE.snippet("yaml", 4).replace("file:scans", "file:" + folder));
        assertThat(received("seda:uploaded", 1)).hasSize(1);
        camel.getCamelTemplate().sendBody("direct:log", new byte[] {1, 2, 3});
        assertThat(emulator.requests())
                .hasSize(2)
                .allMatch(RecordedRequest::accepted)
                .extracting(RecordedRequest::operation)
                .containsExactly("cii/UploadMedicalFile", "cls/UploadLog");
    }

    @Test
    void aMessageThatSomeNumbersGotIsHandedOnItemByItem() throws Exception {
        emulator.cloud()
                .answer(
                        "sms/SendSms",
                        "{\"SendStatusSet\":[{\"PhoneNumber\":\"+8613800000001\",\"Code\":\"Ok\"},"
                                + "{\"PhoneNumber\":\"+8613800000002\",\"Code\":\"FailedOperation.PhoneNumberInBlacklist\"}]}");
        load(5);
        camel.getCamelTemplate()
                .sendBody("direct:sms", Map.of("PhoneNumberSet", List.of("+8613800000001", "+8613800000002")));

        assertThat(received("seda:failed", 1)).hasSize(1);
        assertThat(emulator.requests()).hasSize(1);
    }

    private void load(int snippet) throws Exception {
        camel.start();
        load(GUIDE.snippet("yaml", snippet));
    }

    private void load(String routes) throws Exception {
        PluginHelper.getRoutesLoader(camel.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("route.yaml", routes));
    }

    private List<Object> received(String uri, int count) throws Exception {
        List<Object> bodies = new ArrayList<>();
        try (var consumer = camel.getCamelContext().createConsumerTemplate()) {
            while (bodies.size() < count) {
                Object body = consumer.receiveBody(uri, 10_000);
                assertThat(body).as("after " + bodies.size()).isNotNull();
                bodies.add(body);
            }
        }
        return bodies;
    }

    private void assertInstancesArrive() throws Exception {
        camel.getCamelTemplate().sendBody("direct:instances", null);
        try (var consumer = camel.getCamelContext().createConsumerTemplate()) {
            assertThat(consumer.receiveBody("seda:instances", 10_000, Map.class))
                    .containsKey("InstanceSet");
        }
        assertThat(emulator.requests()).hasSize(1).allMatch(RecordedRequest::accepted);
    }
}
