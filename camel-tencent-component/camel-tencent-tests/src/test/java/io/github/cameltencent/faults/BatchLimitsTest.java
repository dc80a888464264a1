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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Case 16: lists at the limit of one request, which is 1000 tokens for TPNS and 500 users for IM and TIMPush. */
class BatchLimitsTest {

    private static final String PUSH = "tencent:push?application=shop&title=T&rateLimit=off&provider=";
    private static final String IM = "tencent:im/openim/batchsendmsg?application=shop&fromAccount=beta&rateLimit=off";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        MarkedCall.bind(context, emulator.port());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of(PUSH + "tpns", TencentConstants.TOKENS, 1000),
                Arguments.of(PUSH + "timpush", TencentConstants.ACCOUNTS, 500),
                Arguments.of(IM, TencentConstants.TO_ACCOUNT, 500));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void case16AListAboveTheLimitIsSplit(String uri, String header, int limit) {
        assertSent(uri, header, limit - 1, 1);
        assertSent(uri, header, limit, 1);
        assertSent(uri, header, limit + 1, 2);
    }

    private void assertSent(String uri, String header, int count, int requests) {
        emulator.reset();
        List<String> targets =
                IntStream.range(0, count).mapToObj(i -> "target-" + i).toList();

        Exchange done = send(uri, header, targets);

        assertThat(done.getException()).isNull();
        assertThat(emulator.requests())
                .hasSize(requests)
                .allMatch(RecordedRequest::accepted)
                .flatMap(RecordedRequest::targets)
                .hasSize(count)
                .containsExactlyInAnyOrderElementsOf(targets);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void case16AnEmptyListIsRejectedAndNotSent(String uri, String header, int limit) {
        Exchange done = send(uri, header, List.of());

        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("REJECTED");
        assertThat(emulator.requests()).isEmpty();
    }

    private Exchange send(String uri, String header, List<String> targets) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody("hi");
            exchange.getMessage().setHeader(header, targets);
        });
    }
}
