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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The deployment and the configuration of docs/scaling.md fit together and start. */
class ScalingGuideTest {

    private static final Path DEPLOYMENT = Path.of("..", "..", "docs", "kubernetes", "push-workers.yaml");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{env:(\\w+)}}");

    private final Map<String, Map<?, ?>> documents = new HashMap<>();
    private final Properties properties = new Properties();
    private final Main camel = new Main();

    @BeforeEach
    void read() throws Exception {
        Load yaml = new Load(LoadSettings.builder().build());
        for (Object each : yaml.loadAllFromString(Files.readString(DEPLOYMENT))) {
            Map<?, ?> document = (Map<?, ?>) each;
            documents.put((String) document.get("kind"), document);
        }
        properties.load(new StringReader(
                (String) map(documents.get("ConfigMap"), "data").get("application.properties")));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theFileHasSecretConfigurationAndDeployment() {
        assertThat(documents).containsOnlyKeys("Secret", "ConfigMap", "Deployment");
        Map<?, ?> deployment = map(documents.get("Deployment"), "spec");
        assertThat(map(map(deployment, "template"), "metadata").get("labels"))
                .isEqualTo(map(deployment, "selector").get("matchLabels"));
    }

    @Test
    void everyVariableOfTheConfigurationIsGivenToTheContainerAndSecretsAreInTheSecretOnly() {
        Set<String> used = new TreeSet<>();
        properties.values().forEach(value -> {
            Matcher matcher = ENVIRONMENT.matcher((String) value);
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        });
        Map<?, ?> secrets = map(documents.get("Secret"), "stringData");
        List<Object> given = new ArrayList<>(secrets.keySet());
        list(container(), "env").forEach(each -> given.add(((Map<?, ?>) each).get("name")));

        assertThat(used).contains("ORDERS_SECRET_KEY");
        assertThat(given).containsAll(used);
        assertThat(map((Map<?, ?>) list(container(), "envFrom").get(0), "secretRef")
                        .get("name"))
                .isEqualTo(map(documents.get("Secret"), "metadata").get("name"));
        assertThat(properties.toString())
                .doesNotContain(secrets.values().stream().map(Object::toString).toList());
    }

    @Test
    void theProbesAskTheHealthChecksOfCamelMain() throws Exception {
        JsonNode known;
        try (InputStream metadata =
                Main.class.getResourceAsStream("/META-INF/camel-main-configuration-metadata.json")) {
            known = new ObjectMapper().readTree(metadata).get("properties");
        }
        Map<String, String> defaults = new HashMap<>();
        known.forEach(each -> defaults.put(
                each.get("name").asText(), each.path("defaultValue").asText()));
        String health = defaults.get("camel.management.healthPath");

        assertThat(probe("livenessProbe").get("path")).isEqualTo(health + "/live");
        assertThat(probe("startupProbe").get("path")).isEqualTo(health + "/live");
        assertThat(probe("readinessProbe").get("path")).isEqualTo(health + "/ready");
        Map<?, ?> port = (Map<?, ?>) list(container(), "ports").get(0);
        assertThat(probe("readinessProbe").get("port")).isEqualTo(port.get("name"));
        assertThat(properties.getProperty("camel.management.port"))
                .isEqualTo(port.get("containerPort").toString());
        assertThat(defaults).containsKeys("camel.management.enabled", "camel.management.healthCheckEnabled");
        assertThat(properties).containsEntry("camel.management.health-check-enabled", "true");
    }

    @Test
    void thePodHasMoreTimeToStopThanCamel() {
        Map<?, ?> pod = map(map(map(documents.get("Deployment"), "spec"), "template"), "spec");
        assertThat((Integer) pod.get("terminationGracePeriodSeconds"))
                .isGreaterThan(Integer.parseInt(properties.getProperty("camel.main.shutdown-timeout")));
    }

    @Test
    void theTencentPropertiesOfTheFileStart() throws Exception {
        start(properties);
    }

    @Test
    void thePropertiesOfThePageStart() throws Exception {
        start(new Guide("scaling.md").properties(0));
    }

    private void start(Properties given) throws Exception {
        Properties used = new Properties();
        given.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("camel.component.kafka") && !name.startsWith("camel.management"))
                .forEach(name -> used.setProperty(
                        name, ENVIRONMENT.matcher(given.getProperty(name)).replaceAll("an-invented-key")));
        camel.setOverrideProperties(used);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.start();
        assertThat(camel.getCamelContext().getEndpoint("tencent:push?application=orders&title=T"))
                .isNotNull();
    }

    private Map<?, ?> container() {
        Map<?, ?> pod = map(map(map(documents.get("Deployment"), "spec"), "template"), "spec");
        return (Map<?, ?>) list(pod, "containers").get(0);
    }

    private Map<?, ?> probe(String name) {
        return map(map(container(), name), "httpGet");
    }

    private static Map<?, ?> map(Map<?, ?> parent, String name) {
        return (Map<?, ?>) parent.get(name);
    }

    private static List<?> list(Map<?, ?> parent, String name) {
        return (List<?>) parent.get(name);
    }
}
