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
package io.github.cameltencent.examples.cloudops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The guarantees to whoever is on call; the routes in Java and in YAML do the same. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class OpsRoutesTest {

    private static final String INSTANCES = "cvm/DescribeInstances";
    private static final String ALARMS = "monitor/DescribeAlarmHistories";
    private static final String PUSH = "/v3/push/app";
    private static final String PHONE = "0ca1100000000000000000000000000000a1";
    private static final JsonMapper JSON = new JsonMapper();

    private final TencentEmulator emulator = TencentEmulator.start();
    private final OpsStatistics statistics = new OpsStatistics();
    private final boolean yaml;
    private Ops ops;

    @TempDir
    Path folder;

    OpsRoutesTest(boolean yaml) {
        this.yaml = yaml;
    }

    @AfterEach
    void close() {
        if (ops != null) {
            ops.close();
        }
        emulator.close();
    }

    @Test
    void anAlarmRingsOnceAndItsEndOnceMoreAlsoAfterARestart() {
        emulator.cloud().items(INSTANCES, 0);
        emulator.cloud().answer(ALARMS, history("ALARM"));
        start(PHONE);
        await().until(() -> statistics.accepted() == 1);
        ops.close();
        emulator.cloud().answer(ALARMS, history("OK"));
        start(PHONE);
        await().until(() -> statistics.accepted() == 2);
        long polls = polls();
        await().until(() -> polls() > polls + 2);

        assertThat(titles()).containsExactly("Alarm: db-1", "OK again: db-1");
    }

    @Test
    void aRefusedPushIsInTheDeadLettersWithOutcomeCodeAndReason() {
        fault(PUSH, "\"fault\":\"code\",\"code\":1008007");
        emulator.cloud().items(ALARMS, 1);
        start(PHONE);
        await().until(() -> statistics.rejected() == 1 && !letters().isEmpty());

        JsonNode letter = letters().get(0);
        assertThat(letter.path("about").asText()).isEqualTo("alarm alarm-0-ALARM, instance 0: CPU utilization > 90 %");
        assertThat(letter.path("outcome").asText()).isEqualTo("REJECTED");
        assertThat(letter.path("code").asText()).isEqualTo("1008007");
        assertThat(letter.path("reason").asText()).contains("A parameter is not valid");
        assertThat(letter.path("next").asText()).isEqualTo("not retried");
    }

    @Test
    void anAlarmThatCouldNotBePushedIsRetriedWithTheNextPolls() {
        fault(PUSH, "\"fault\":\"code\",\"code\":1008028,\"count\":8"); // two pushes with their retries
        emulator.cloud().items(ALARMS, 1);
        start(PHONE);
        await().until(() -> statistics.accepted() == 1);

        assertThat(statistics.waiting()).isZero();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.path("outcome").asText()).isEqualTo("THROTTLED");
            assertThat(letter.path("next").asText()).isEqualTo("retried with the next poll");
        });
    }

    @Test
    void theFirstFailedPollRingsAndTheFirstGoodOneAfterwards() {
        fault(ALARMS, "\"fault\":\"code\",\"code\":\"UnauthorizedOperation\",\"count\":3");
        emulator.cloud().items(ALARMS, 0);
        start(PHONE);
        await().until(() -> statistics.pollReports() == 2);

        assertThat(statistics.failedPolls()).isEqualTo(3);
        assertThat(titles()).containsExactly("Not watching", "Watching again");
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.path("about").asText()).isEqualTo("poll of alarms");
            assertThat(letter.path("outcome").asText()).isEqualTo("AUTH");
            assertThat(letter.path("code").asText()).isEqualTo("UnauthorizedOperation");
            assertThat(letter.path("requestId").asText()).isNotEmpty();
        });
    }

    @Test
    void aPartialListOfInstancesDoesNotReplaceACompleteOne() throws IOException {
        emulator.cloud().items(ALARMS, 0);
        emulator.cloud().items(INSTANCES, 250);
        start(PHONE);
        await().until(() -> statistics.lists() > 0);
        emulator.cloud().items(INSTANCES, 350);
        fault(INSTANCES, "\"rate\":0.6,\"seed\":5,\"fault\":\"code\",\"code\":\"UnauthorizedOperation\"");
        await().until(() -> statistics.failedPolls() > 5);
        ops.close();

        List<String> lines = Files.readAllLines(folder.resolve(InstanceList.NAME));
        assertThat(lines.size()).as("the old list or the new one, complete").isIn(251, 351);
        assertThat(lines).startsWith(Instance.HEAD.strip());
        assertThat(letters())
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(letter.path("about").asText()).isEqualTo("poll of instances"));
    }

    @Test
    void aPhoneThatIsGoneIsInTheDeadLettersOnceWhileTheOthersRing() {
        emulator.deadTokens().add("gone");
        emulator.cloud().items(ALARMS, 3);
        start(PHONE, "gone");
        await().until(() -> statistics.accepted() == 3);

        assertThat(letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("about").asText()).isEqualTo("phone gone"));
    }

    @Test
    void aNameWithCommaQuoteOrFormulaStaysOneField() {
        assertThat(Instance.line(Map.of("InstanceId", "ins-1", "InstanceName", "=a, \"b\"", "CPU", 2)))
                .isEqualTo("ins-1,\"'=a, \"\"b\"\"\",,,,2,,\r\n");
    }

    private void start(String... phones) {
        Map<String, String> properties = new HashMap<>(Ops.emulated(emulator.baseUri()));
        properties.put("ops.instances-delay", "50");
        properties.put("ops.alarms-delay", "50");
        ops = Ops.start(folder, List.of(phones), statistics, yaml, properties);
    }

    private static String history(String status) {
        return "{\"TotalCount\":1,\"Histories\":[{\"AlarmId\":\"a-1\",\"AlarmObject\":\"db-1\",\"Content\":\"full\","
                + "\"AlarmStatus\":\"" + status + "\"}]}";
    }

    private void fault(String path, String rule) {
        emulator.faults().replace("{\"match\":{\"path\":\"" + path + "\"}," + rule + "}");
    }

    private long polls() {
        return emulator.requests().stream()
                .filter(request -> request.operation().equals(ALARMS))
                .count();
    }

    private List<String> titles() {
        return emulator.requests().stream()
                .filter(request -> request.service().equals("tpns"))
                .map(request -> request.json().at("/message/title").asText())
                .toList();
    }

    private List<JsonNode> letters() {
        try {
            return Files.readAllLines(folder.resolve(DeadLetters.FILE)).stream()
                    .map(OpsRoutesTest::json)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
