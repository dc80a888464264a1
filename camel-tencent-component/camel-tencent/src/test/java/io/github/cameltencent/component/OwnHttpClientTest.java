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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.testing.CapturingAppender;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A custom HTTP client is used only if it is configured; by default HttpClient would retry a POST after a 503. */
class OwnHttpClientTest {

    private static final String PUSH =
            "tencent:push?accessId=1500000001&secretKey=invented&provider=tpns&title=T&allowInsecure=true&maxRetries=0"
                    + "&throwExceptionOnFailure=false&baseUri=";

    private final ScriptedServer server = ScriptedServer.start();
    private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final CapturingAppender collector = new CapturingAppender(log);

    @BeforeEach
    void start() {
        client.start();
        collector.start();
        logger().addAppender(collector);
        server.then(ScriptedReplies.answer(503, "", "Retry-After: 0"));
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        logger().removeAppender(collector);
        client.close();
        server.close();
    }

    private static Logger logger() {
        return (Logger) LogManager.getLogger(TencentComponent.class);
    }

    private Exchange push() {
        context.start();
        return context.createProducerTemplate().request(PUSH + "http://localhost:" + server.port(), exchange -> {
            exchange.getMessage().setBody("hello");
            exchange.getMessage().setHeader(TencentConstants.TOKENS, "05da87c0ae0a1b2c3d4e5f60718293a4b5c6");
        });
    }

    @Test
    void aClientInTheRegistryIsNeverUsed() {
        context.getRegistry().bind("strangersClient", client);

        Exchange done = push();

        assertThat(server.requests()).hasSize(1);
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo(Outcome.AMBIGUOUS.name());
        assertThat(log).noneMatch(line -> line.contains("httpAsyncClient"));
    }

    @Test
    void aConfiguredClientIsUsedAndAWarningIsLoggedAtStart() {
        context.getComponent("tencent", TencentComponent.class).setHttpAsyncClient(client);

        push();

        assertThat(server.requests()).as("the default client repeats by itself").hasSize(2);
        assertThat(log)
                .singleElement()
                .asString()
                .contains("httpAsyncClient", "automatic retries", "redirects", "cannot be checked");
    }
}
