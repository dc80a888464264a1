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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.engine.Counters;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The record under load and when it is full. */
class EmulatorRecordTest {

    @Test
    void everyAcceptedAnswerIsInTheRecordDespiteFaults() {
        try (TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().latency(Duration.ofMillis(2)))) {
            emulator.faults().addScript("""
                    {"rate":0.05,"fault":"reset_before"}
                    {"rate":0.05,"fault":"reset_after"}
                    {"rate":0.05,"fault":"cut"}
                    {"rate":0.05,"fault":"code","code":1008028}
                    {"rate":0.05,"fault":"status","status":503}
                    {"rate":0.05,"fault":"close_idle","delay":0}
                    """);
            Set<String> reported = new TreeSet<>(sendConcurrently(emulator, 2000));
            Set<String> accepted = new TreeSet<>();
            emulator.requests().stream().filter(RecordedRequest::accepted).forEach(r -> accepted.addAll(r.targets()));
            assertThat(reported).hasSizeBetween(1200, 1999);
            assertThat(accepted).containsAll(reported).hasSizeGreaterThan(reported.size());
            Counters counters = emulator.counters();
            assertThat(counters.accepted() + counters.refused()).isEqualTo(counters.received());
            assertThat(counters.faulted()).isBetween(300L, 900L);
        }
    }

    @Test
    void messagesRepeatedWithinASecondCountOnceDespiteFaults() throws IOException {
        try (TencentEmulator emulator = TencentEmulator.start()) {
            emulator.faults().addScript("{\"match\":{\"service\":\"im\"},\"rate\":0.3,\"fault\":\"reset_after\"}");
            ImClient client = new ImClient(emulator);
            int doubles = 0;
            for (int i = 0; i < 200; i++) {
                for (int attempt = 0; ; attempt++) {
                    try {
                        client.call("openim/sendmsg", ImClient.text("u" + i, i, "x"));
                        doubles += attempt;
                        break;
                    } catch (IOException expected) {
                        assertThat(attempt).isLessThan(20);
                    }
                }
            }
            assertThat(doubles).isPositive();
            assertThat(emulator.requests()).hasSize(200 + doubles).allMatch(RecordedRequest::accepted);
            assertThat(emulator.requests().stream()
                            .flatMap(request -> request.ids().stream())
                            .distinct())
                    .hasSize(200);
        }
    }

    private static List<String> sendConcurrently(TencentEmulator emulator, int pushes) {
        TpnsClient client = TpnsClient.android(emulator);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<String> reported = new CopyOnWriteArrayList<>();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < pushes; i++) {
            String token = "token" + i;
            calls.add(http.sendAsync(
                            client.signed("/v3/push/app", TpnsClient.toToken(token, "t", "c"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .handle((answer, failure) ->
                            failure == null && answer.body().contains("\"ret_code\":0,") && reported.add(token)));
        }
        calls.forEach(CompletableFuture::join);
        return reported;
    }

    @Test
    void theOldestRequestsAreDroppedAndReported() throws IOException {
        List<String> log = new CopyOnWriteArrayList<>();
        EmulatorOptions options = new EmulatorOptions().records(10, 1_000_000).log(log::add);
        try (TencentEmulator emulator = TencentEmulator.start(options)) {
            TpnsClient client = TpnsClient.android(emulator);
            for (int i = 0; i < 25; i++) {
                client.push(TpnsClient.toToken("token" + i, "t", "c"));
            }
            assertThat(emulator.requests()).hasSize(10);
            assertThat(emulator.requests().get(9).targets()).containsExactly("token24");
            assertThat(emulator.counters()).isEqualTo(new Counters(25, 25, 0, 0, 15));
            assertThat(log).singleElement().asString().contains("dropped");
        }
    }

    @Test
    void theRecordIsLimitedInBytes() throws IOException {
        try (TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().records(1000, 10_000))) {
            TpnsClient client = TpnsClient.android(emulator);
            for (int i = 0; i < 40; i++) {
                client.push(TpnsClient.toToken("token" + i, "t", "x".repeat(900)));
            }
            assertThat(emulator.requests()).hasSizeBetween(8, 10);
            assertThat(emulator.requests().stream()
                            .mapToInt(RecordedRequest::bodyLength)
                            .sum())
                    .isLessThanOrEqualTo(10_000);
            assertThat(emulator.counters().dropped())
                    .isEqualTo(40 - emulator.requests().size());
        }
    }

    @Test
    void aRecordHasAllPartsOfItsRequest() throws IOException {
        try (TencentEmulator emulator = TencentEmulator.start()) {
            String body = TpnsClient.toToken("token1", "hello", "c");
            TpnsClient.android(emulator).push(body);
            RecordedRequest request = emulator.requests().get(0);
            assertThat(request.body()).isEqualTo(body);
            assertThat(request.json().at("/message/title").asText()).isEqualTo("hello");
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.status()).isEqualTo(200);
            assertThat(request.headers()).containsKey("AccessId");
            assertThat(request.steps())
                    .extracting(step -> step.name() + " " + step.ok())
                    .containsExactly("AccessId true", "TimeStamp true", "Sign true", "Fields true");
            assertThat(request.toString())
                    .contains("/v3/push/app", "signature ok")
                    .doesNotContain("hello");
        }
    }
}
