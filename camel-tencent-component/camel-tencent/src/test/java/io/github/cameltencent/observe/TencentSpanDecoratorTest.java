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
package io.github.cameltencent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.testing.CapturingAppender;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.telemetrydev.TelemetryDevTracer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Camel's telemetry finds the decorator, and the spans of calls have their results. */
@Tag("telemetry")
class TencentSpanDecoratorTest {

    private final ObservedRoutes routes = new ObservedRoutes();
    private final Queue<String> traces = new ConcurrentLinkedQueue<>();
    private final CapturingAppender collector = new CapturingAppender(traces);
    private final Logger logger = (Logger) LogManager.getLogger("LOG_TRACE");
    private final Level before = logger.getLevel();

    @BeforeEach
    void startTracing() {
        collector.start();
        logger.addAppender(collector);
        logger.setLevel(Level.INFO);
        TelemetryDevTracer tracer = new TelemetryDevTracer();
        tracer.setTraceFormat("json");
        tracer.init(routes.context);
        routes.start();
    }

    @AfterEach
    void stop() {
        routes.close();
        logger.removeAppender(collector);
        logger.setLevel(before);
    }

    private String trace() {
        await().until(() -> !traces.isEmpty());
        return String.join("\n", traces);
    }

    @Test
    void theSpanOfAnAcceptedCallHasItsOperationAndRequestId() {
        routes.send("tencent:cloud/cvm/DescribeInstances?application=orders&region=ap-guangzhou", "{}");

        assertThat(trace())
                .contains("\"camel.tencent.operation\":\"cvm/DescribeInstances\"")
                .contains("\"camel.tencent.outcome\":\"ACCEPTED\"")
                .contains("\"camel.tencent.attempts\":\"1\"")
                .containsPattern("\"camel.tencent.request.id\":\"[0-9a-f-]{36}\"")
                .doesNotContain("camel.tencent.code");
    }

    @Test
    void theSpanOfAFailedCallHasItsCode() {
        routes.pushInline();

        assertThat(trace())
                .contains("\"camel.tencent.outcome\":\"AUTH\"")
                .contains("\"camel.tencent.code\":\"1008035\"")
                .contains("\"error\":\"true\"")
                .doesNotContain(ObservedRoutes.INLINE_KEY)
                .doesNotContain(ObservedRoutes.TOKEN);
    }

    @Test
    void aSpanWithoutACallHasNoSuchTags() {
        routes.send("log:other", "text");

        assertThat(List.copyOf(traces)).noneMatch(line -> line.contains("camel.tencent."));
    }
}
