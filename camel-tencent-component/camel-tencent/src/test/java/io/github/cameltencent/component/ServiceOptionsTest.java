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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.exchange.OptionNames;
import io.github.cameltencent.exchange.ServiceType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service has its own options, and refuses those of others when the endpoint is created. */
class ServiceOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static JsonNode schema() throws IOException {
        try (InputStream in =
                TencentComponent.class.getResourceAsStream("/META-INF/io/github/cameltencent/component/tencent.json")) {
            return new JsonMapper().readTree(in).get("properties");
        }
    }

    private ServiceType type(String service) {
        return context.getComponent("tencent", TencentComponent.class).serviceType(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "tpns", "im", "cloud", "usersig"})
    void theOptionsOfAServiceAreThoseWhoseLabelsNameIt(String service) throws IOException {
        Set<String> labelled = new TreeSet<>();
        schema().fields().forEachRemaining(option -> {
            Set<String> labels = Set.copyOf(
                    Arrays.asList(option.getValue().path("label").asText().split(",")));
            boolean ofCamel = OptionNames.SCHEDULER.contains(option.getKey());
            if (labels.contains(service) || (ofCamel && service.equals("cloud"))) {
                labelled.add(option.getKey());
            }
        });

        assertThat(new TreeSet<>(type(service).options())).isEqualTo(labelled);
    }

    @Test
    void everyOptionBelongsToAServiceOrToAll() throws IOException {
        Set<String> known = new TreeSet<>(OptionNames.COMMON);
        for (String service : Set.of("push", "tpns", "im", "cloud", "usersig")) {
            known.addAll(type(service).options());
        }
        known.addAll(Set.of("service", "operation"));

        assertThat(schema().fieldNames()).toIterable().allMatch(known::contains);
    }

    /** Camel's generator drops all other characters from descriptions without a word. */
    @Test
    void descriptionsHaveOnlyCharactersThatCamelsGeneratorKeeps() throws IOException {
        Pattern description = Pattern.compile("description\\s*=\\s*\"([^\"]*)\"");
        List<String> descriptions = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                description
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(found -> descriptions.add(found.group(1)));
            }
        }

        assertThat(descriptions)
                .hasSizeGreaterThan(100)
                .allMatch(text -> text.matches("[\\w .,\\-='/\\\\!&%():;#${}]*"));
    }

    @ParameterizedTest
    @CsvSource({
        "usersig?title=x, tencent:usersig has no option title",
        "usersig?maxRetries=1, tencent:usersig has no option maxRetries",
        "usersig?baseUri=http://localhost, tencent:usersig has no option baseUri",
        "push?privileges=1, tencent:push has no option privileges",
        "push?responseType=map, tencent:push has no option responseType",
        "push?delay=5s, tencent:push has no option delay",
        "push?titel=x, tencent:push has no option titel; did you mean title?",
        "push?max-retrys=1, tencent:push has no option max-retrys; did you mean maxRetries?",
        "tpns/device/tag?title=x, tencent:tpns has no option title",
        "tpns/device/tag?toAccount=x, tencent:tpns has no option toAccount",
        "im/openim/sendmsg?tokens=x, tencent:im has no option tokens",
        "im/openim/sendmsg?paginate=true, tencent:im has no option paginate",
        "im?scheduler=quartz, tencent:im has no option scheduler",
        "cloud/cvm/DescribeInstances?expire=60, tencent:cloud has no option expire",
        "cloud/cvm/DescribeInstances?accessId=1, tencent:cloud has no option accessId",
        "cloud/cvm/DescribeInstances?pagesize2=1, tencent:cloud has no option pagesize2; did you mean pageSize?"
    })
    void anOptionOfAnotherServiceIsRefused(String uri, String message) {
        assertThatThrownBy(() -> context.getEndpoint("tencent:" + uri))
                .rootCause()
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lazyStartProducer=true",
                "lazy-start-producer=true",
                "LAZYSTARTPRODUCER=true",
                "exchangePattern=InOnly",
                "throwExceptionOnFailure=false"
            })
    void commonOptionsOfCamelAreAccepted(String option) {
        assertThat(context.getEndpoint("tencent:usersig?sdkAppId=1400000001&secretKey=invented&" + option))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "expire=1h, 3600",
        "expire=60, 60",
        "expire=60s, 60",
        "expire=PT1H, 3600",
        "expire=P1D, 86400",
        "expire=1d12h, 129600"
    })
    void secondsAreSecondsWhateverTheirUnit(String option, long seconds) {
        TencentEndpoint endpoint = context.getEndpoint(
                "tencent:usersig?sdkAppId=1400000001&secretKey=invented&" + option, TencentEndpoint.class);

        assertThat(endpoint.getShared().expireSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"60s, 60", "1h, 3600", "3600, 3600", "PT10M, 600"})
    void theTimeToLiveOfAPushIsInSecondsToo(String value, long seconds) throws Exception {
        Exchange exchange = context.createProducerTemplate()
                .send(
                        "tencent:push?accessId=1500001048&secretKey=invented&title=T&tokens=t1&dryRun=true&timeToLive="
                                + value,
                        each -> each.getMessage().setBody("hi"));

        assertThat(exchange.getMessage().getBody(Map.class).get("body").toString())
                .contains("\"expire_time\":" + seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"expire=abc", "expire=1.5", "expire=500ms", "expire=P1Y", "expire=1x", "expire=PT0.5S"})
    void invalidTimesAreRefused(String option) {
        assertThatThrownBy(
                        () -> context.getEndpoint("tencent:usersig?sdkAppId=1400000001&secretKey=invented&" + option))
                .rootCause()
                .hasMessageStartingWith(option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeToLive=abc",
                "badge=abc",
                "badge=1.5",
                "maxRetries=many",
                "maxInFlight=1h",
                "requestTimeout=abc",
                "requestTimeout=7 s",
                "rateLimitShare=half",
                "maxTargets="
            })
    void anInvalidNumberIsRefusedWithItsOption(String option) {
        assertThatThrownBy(() -> context.getEndpoint(
                        "tencent:push?accessId=1500000001&secretKey=invented&provider=tpns&title=T&" + option))
                .rootCause()
                .hasMessageStartingWith(option.substring(0, option.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"requestTimeout=7s", "requestTimeout=7000", "requestTimeout=PT7S"})
    void durationsAreAcceptedInEachSpelling(String option) {
        TencentEndpoint endpoint = context.getEndpoint(
                "tencent:push?accessId=1500000001&secretKey=invented&provider=tpns&title=T&" + option,
                TencentEndpoint.class);

        assertThat(endpoint.getShared().getRequestTimeout()).isEqualTo(7000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tpns/device/tagg?", "im/openim/sendmsgg?", "cloud/cvm/DescribeInstancess?version=2017-03-12&"})
    void validateOperationNoneChecksNothing(String operation) {
        String keys = operation.startsWith("im")
                ? "sdkAppId=1400000001&secretKey=invented"
                : operation.startsWith("tpns")
                        ? "accessId=1500000001&secretKey=invented"
                        : "secretId=AKIDinvented&secretKey=invented";
        String uri = "tencent:" + operation + keys;

        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessageContaining("did you mean");
        assertThat(context.getEndpoint(uri + "&validateOperation=none")).isNotNull();
    }

    @Test
    void validateOperationNoneNeedsAVersionForAnUnknownAction() {
        assertThatThrownBy(() -> context.getEndpoint("tencent:cloud/cvm/DescribeInstancess?secretId=AKIDinvented"
                        + "&secretKey=invented&validateOperation=none"))
                .rootCause()
                .hasMessageContaining("needs the option version");
    }
}
