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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.streaming.EventIterator;
import io.github.cameltencent.component.TencentEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Server-sent events reach the route as soon as they arrive. */
class CloudStreamingTest extends CloudTestSupport {

    private static final String CHAT =
            "tencent:cloud/hunyuan/ChatCompletions?application=shop&streaming=true&responseType=map";
    private static final String ASKED =
            "{\"Model\":\"hunyuan-lite\",\"Stream\":true,\"Messages\":[{\"Role\":\"user\",\"Content\":\"Hello\"}]}";

    @Test
    void theBodyIsAnIteratorOverTheEvents() {
        emulator.cloud().stream(5, Duration.ZERO);

        Exchange exchange = sendOpen(CHAT, ASKED);

        List<Object> events = all(exchange);
        assertThat(events).hasSizeGreaterThanOrEqualTo(5).allMatch(Map.class::isInstance);
        assertThat(events.get(events.size() - 1).toString()).contains("stop");
        assertThat(exchange.getMessage().getHeader(TencentConstants.REQUEST_ID, String.class))
                .isNotBlank();
        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME, String.class))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void theFirstEventIsThereBeforeTheLastIsSent() {
        emulator.cloud().stream(100, Duration.ofMillis(50));

        Iterator<?> events = (Iterator<?>) sendOpen(CHAT, ASKED).getMessage().getBody();

        assertThat(events.next()).isNotNull();
        assertThat(inFlight()).as("the stream goes on").isEqualTo(1);
        ((EventIterator) events).close();
    }

    @Test
    void aRefusalBeforeTheStreamIsAnOrdinaryOne() {
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"AuthFailure.UnauthorizedOperation\"}");

        assertThat(sendOpen(CHAT, ASKED).getException())
                .isInstanceOfSatisfying(TencentException.class, e -> assertThat(e.getCode())
                        .isEqualTo("AuthFailure.UnauthorizedOperation"));
    }

    @Test
    void aFailureInTheStreamEndsItAfterTheEventsBefore() {
        emulator.cloud().failingStream(3, Duration.ZERO, "InternalError", "broken");
        List<Object> events = new ArrayList<>();

        assertThatThrownBy(() ->
                        ((Iterator<?>) sendOpen(CHAT, ASKED).getMessage().getBody()).forEachRemaining(events::add))
                .isInstanceOfSatisfying(TencentException.class, e -> {
                    assertThat(e.getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
                    assertThat(e.getCode()).isEqualTo("InternalError");
                    assertThat(e.getRequestId()).isNotBlank();
                });
        assertThat(events).hasSize(3);
    }

    @Test
    void aStreamThatIsCutIsAmbiguous() {
        emulator.cloud().stream(20, Duration.ofMillis(5));
        emulator.faults().addScript("{\"match\":{\"service\":\"cloud\"},\"fault\":\"cut\"}");
        List<Object> events = new ArrayList<>();

        assertThatThrownBy(() ->
                        ((Iterator<?>) sendOpen(CHAT, ASKED).getMessage().getBody()).forEachRemaining(events::add))
                .isInstanceOfSatisfying(
                        TencentException.class, e -> assertThat(e.getOutcome()).isEqualTo(Outcome.AMBIGUOUS));
        assertThat(events).hasSizeLessThan(21);
    }

    @Test
    void anAnswerThatIsNotStreamedComesWhole() {
        Exchange exchange = send(CHAT, ASKED.replace("true", "false"));

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Map.class);
    }

    @Test
    void anExchangeThatEndsClosesItsStream() throws Exception {
        emulator.cloud().stream(100_000, Duration.ofMillis(10));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").to(CHAT).process(exchange -> {
                    Iterator<?> events = exchange.getMessage().getBody(Iterator.class);
                    exchange.getMessage().setBody(events.next());
                });
            }
        });

        Exchange exchange = send("direct:first", ASKED);

        assertThat(exchange.getException()).isNull();
        await().until(() -> inFlight() == 0);
    }

    @Test
    void aConsumerMakesAnExchangeOfEachEvent() throws Exception {
        emulator.cloud().stream(5, Duration.ofMillis(20));
        List<Object> events = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("asked", ASKED);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(CHAT + "&repeatCount=1&initialDelay=0&requestBody=#bean:asked")
                        .process(exchange -> events.add(exchange.getMessage().getBody()));
            }
        });

        await().until(() -> events.size() >= 5);
        assertThat(events).allMatch(Map.class::isInstance);
    }

    private int inFlight() {
        return ((TencentEndpoint) context.getEndpoint(CHAT)).getInFlight();
    }

    private static List<Object> all(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        List<Object> all = new ArrayList<>();
        ((Iterator<?>) exchange.getMessage().getBody()).forEachRemaining(all::add);
        return all;
    }
}
