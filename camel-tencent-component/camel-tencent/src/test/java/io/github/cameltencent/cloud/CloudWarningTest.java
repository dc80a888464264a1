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
package io.github.cameltencent.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.testing.CapturingAppender;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The warning about a deprecated action is logged once, for each kind of call. */
class CloudWarningTest extends CloudTestSupport {

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final CapturingAppender collector = new CapturingAppender(logged);
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);

    @BeforeEach
    void warn() {
        collector.start();
        logging.getConfiguration().getRootLogger().addAppender(collector, Level.WARN, null);
        logging.updateLoggers();
        emulator.cloud()
                .answer(
                        "cvm/DescribeInstances",
                        "{\"TotalCount\":1,\"InstanceSet\":[{}],\"DeprecatedWarning\":\"use\\nanother\"}");
    }

    @AfterEach
    void stopListening() {
        logging.getConfiguration().getRootLogger().removeAppender("collector");
        logging.updateLoggers();
    }

    @Test
    void ofACall() {
        send(DESCRIBE, "{}");
        send(DESCRIBE + "&responseType=map", "{}");
        assertThatItIsLoggedOnce();
    }

    @Test
    void ofAListInPages() {
        sendOpen(DESCRIBE + "&paginate=true", "{}");
        sendOpen(DESCRIBE + "&paginate=true", "{}");
        assertThatItIsLoggedOnce();
    }

    @Test
    void ofAPoll() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(DESCRIBE + "&splitItems=true&initialDelay=0&delay=1").to("mock:polled");
            }
        });
        await().until(() -> requests().size() > 2);
        assertThatItIsLoggedOnce();
    }

    private void assertThatItIsLoggedOnce() {
        assertThat(logged.stream().filter(text -> text.contains("DescribeInstances")))
                .singleElement()
                .asString()
                .contains("cvm/DescribeInstances 2017-03-12 is deprecated")
                .endsWith("use another");
    }
}
