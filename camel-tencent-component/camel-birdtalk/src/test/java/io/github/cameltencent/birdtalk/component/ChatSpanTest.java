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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.testing.CapturingAppender;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.telemetrydev.TelemetryDevTracer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Camel's telemetry finds the decorator of the chat. */
@Tag("telemetry")
class ChatSpanTest extends ChatRoutesFixture {

    private final Queue<String> traces = new ConcurrentLinkedQueue<>();
    private final CapturingAppender collector = new CapturingAppender(traces);
    private final Logger logger = (Logger) LogManager.getLogger("LOG_TRACE");
    private final Level before = logger.getLevel();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        collector.start();
        logger.addAppender(collector);
        logger.setLevel(Level.INFO);
        TelemetryDevTracer tracer = new TelemetryDevTracer();
        tracer.setTraceFormat("json");
        tracer.init(context);
        return context;
    }

    @AfterEach
    void restoreLog() {
        logger.removeAppender(collector);
        logger.setLevel(before);
    }

    @Test
    void theSpanOfAMessageHasItsResult() {
        write("a text that nobody else reads");

        await().untilAsserted(() -> assertThat(String.join("", traces))
                .contains("\"camel.birdtalk.operation\":\"send\"")
                .contains("\"camel.birdtalk.outcome\":\"ACCEPTED\"")
                .doesNotContain("nobody else reads"));
    }
}
