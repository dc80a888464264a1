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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.testing.LogCapture;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An unexpected exception at each step of a call: the exchange ends once with the right outcome, its slot is
 * released, and the exception is logged once.
 */
class BirdtalkCompletionTest extends ChatRoutesFixture {

    private static final Map<String, Supplier<Throwable>> THROWN = Map.of(
            "an exception", () -> new IllegalStateException("a secret of the body"),
            "an error", () -> new AssertionError("a secret of the body"));

    /** The steps of a call at which user code, or the message, can throw. */
    private enum Step {
        CLEAR(false),
        HEADER(false),
        BODY(false),
        FRAME(false),
        RESULT(true);

        private final boolean sent;

        Step(boolean sent) {
            this.sent = sent;
        }
    }

    private final BrittleClock clock = new BrittleClock();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final long filesBefore = BirdtalkFilesTest.temporaryFiles();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();

    static Stream<Arguments> steps() {
        return Stream.of("chat", "friend", "upload", "download").flatMap(operation -> Stream.of(Step.values())
                .flatMap(step -> THROWN.keySet().stream().map(thrown -> Arguments.of(operation, step, thrown))));
    }

    @ParameterizedTest(name = "birdtalk:{0}, {1}, {2}")
    @MethodSource("steps")
    void anExchangeEndsOnceWhateverIsThrown(String operation, Step step, String what) throws Exception {
        context.getRegistry().bind("clock", clock);
        String stored = stored();
        AsyncProducer producer = context.getEndpoint(uri(
                        operation,
                        ALPHA,
                        EmulatorOptions.CHAT_ALPHA.key(),
                        "&clock=#clock&maxInFlight=1&onSaturation=reject"))
                .createAsyncProducer();
        producer.start();
        // the log-in reads the clock, too, and must not take the exception of the exchange
        assertThat(ended(producer, exchange(operation, new DefaultMessage(context), stored)))
                .isNull();

        BrittleMessage message = new BrittleMessage(context, step, THROWN.get(what));
        Exchange exchange = exchange(operation, message, stored);
        AtomicInteger ends = new AtomicInteger();
        try (LogCapture log = LogCapture.into(logged)) {
            clock.thrown.set(step == Step.FRAME ? THROWN.get(what) : null);
            message.armed = true;
            producer.process(exchange, doneSync -> ends.incrementAndGet());
            await().until(() -> ends.get() > 0);
        }
        message.armed = false;

        TencentException failure = exchange.getException(TencentException.class);
        assertThat(failure).isNotNull();
        assertThat(failure.getCode()).isEqualTo("INTERNAL");
        assertThat(failure.getOutcome()).isEqualTo(outcome(step, what));
        assertThat(failure.getOperation()).startsWith(operation.equals("chat") ? "send" : operation);
        assertThat(failure).hasMessageNotContaining("secret").hasNoCause();
        assertThat(logged.stream().filter(line -> line.contains("report this defect")))
                .hasSize(1);

        assertThat(ended(producer, exchange(operation, new DefaultMessage(context), stored)))
                .as("the slot is free, and the connection serves")
                .isNull();
        assertThat(ends).hasValue(1);
        producer.stop();
    }

    /** What Camel does with an exchange that has left its route. */
    @AfterEach
    void completeExchanges() {
        exchanges.forEach(exchange -> UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions()));
        await().until(() -> BirdtalkFilesTest.temporaryFiles() <= filesBefore);
    }

    /** Returns the exception of an exchange after its end. */
    private static Exception ended(AsyncProducer producer, Exchange exchange) {
        AtomicInteger ends = new AtomicInteger();
        producer.process(exchange, doneSync -> ends.incrementAndGet());
        await().until(() -> ends.get() > 0);
        return exchange.getException();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"an exception", "an error"})
    void aStoreThatThrowsOnceDelaysAMessageOnly(String what) throws Exception {
        AtomicInteger saves = new AtomicInteger();
        MemoryChatStateStore kept = new MemoryChatStateStore();
        context.getRegistry().bind("brittle", new ChatStateStore() {
            @Override
            public ChatState load(ChatAccount account) {
                return kept.load(account);
            }

            @Override
            public void save(ChatAccount account, ChatState state) {
                if (saves.incrementAndGet() <= 2) {
                    raise(THROWN.get(what).get());
                }
                kept.save(account, state);
            }
        });
        Exchange sent = template.request(
                alpha("&toId=" + BETA).replace("stateStore=memory", "stateStore=#brittle"),
                exchange -> exchange.getMessage().setBody("hello"));
        assertThat(sent.getException()).isNull();
        assertThat(saves).hasValueGreaterThan(2);
    }

    private static Outcome outcome(Step step, String what) {
        if (step.sent) {
            return Outcome.AMBIGUOUS;
        }
        return what.equals("an error") ? Outcome.TRANSIENT : Outcome.REJECTED;
    }

    private String stored() {
        Exchange upload = template.request(
                uri("upload", BETA, EmulatorOptions.CHAT_BETA.key(), ""),
                exchange -> fill(exchange, "content", Map.of(Exchange.FILE_NAME, "a.txt")));
        return upload.getMessage().getBody(String.class);
    }

    private Exchange exchange(String operation, DefaultMessage message, String stored) {
        Exchange exchange = new DefaultExchange(context);
        exchanges.add(exchange);
        exchange.setMessage(message);
        switch (operation) {
            case "chat" -> fill(exchange, "hello", Map.of(BirdtalkConstants.TO_ID, BETA));
            case "friend" -> fill(exchange, Map.of("mode", "friends"), Map.of(BirdtalkConstants.ACTION, "list"));
            case "upload" -> fill(exchange, "content", Map.of(Exchange.FILE_NAME, "b.txt"));
            default -> fill(exchange, stored, Map.of());
        }
        return exchange;
    }

    private static void fill(Exchange exchange, Object body, Map<String, Object> headers) {
        exchange.getMessage().setBody(body);
        headers.forEach(exchange.getMessage()::setHeader);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Throws once at a step. */
    private static final class BrittleMessage extends DefaultMessage {

        private final Step step;
        private final Supplier<Throwable> thrown;
        private volatile boolean armed;

        BrittleMessage(CamelContext context, Step step, Supplier<Throwable> thrown) {
            super(context);
            this.step = step;
            this.thrown = thrown;
        }

        private void at(Step reached) {
            if (armed && step == reached) {
                armed = false;
                raise(thrown.get());
            }
        }

        @Override
        public boolean hasHeaders() {
            at(Step.CLEAR);
            return super.hasHeaders();
        }

        @Override
        public Object getHeader(String name) {
            at(Step.HEADER);
            return super.getHeader(name);
        }

        @Override
        public Object getBody() {
            at(Step.BODY);
            return super.getBody();
        }

        @Override
        public void setHeader(String name, Object value) {
            at(Step.RESULT);
            super.setHeader(name, value);
        }
    }

    /** Throws once, on the connection's thread. */
    private static final class BrittleClock extends Clock {

        private final AtomicReference<Supplier<Throwable>> thrown = new AtomicReference<>();

        @Override
        public long millis() {
            if (Thread.currentThread().getName().endsWith("Birdtalk")) {
                Supplier<Throwable> next = thrown.getAndSet(null);
                if (next != null) {
                    raise(next.get());
                }
            }
            return System.currentTimeMillis();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
