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
package io.github.cameltencent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.CallListener;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a step of a producer throws, the exchange completes once with the right outcome. */
class ServiceProducerTest {

    private static final CallResult ACCEPTED = new CallResult(Outcome.ACCEPTED, 1, null, null, "r-1", null, false);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final EndpointOptions options = new EndpointOptions();
    private final AtomicInteger ends = new AtomicInteger();
    private final List<CallListener> sent = new ArrayList<>();

    /** The step that throws; null for none. */
    private String faulty;

    private Throwable thrown;
    private int parts = 2;
    private boolean waits;
    private Consumer<TencentException> waiting;

    @AfterEach
    void stop() {
        context.stop();
    }

    private void step(String name) {
        if (name.equals(faulty)) {
            ServiceProducerTest.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    private final class Sender implements CallSender {

        @Override
        public void send(HttpCall call, CallListener listener) {
            if (sent.size() == 1) { // the second call of the batch; the first is in flight
                step("send");
            }
            sent.add(listener);
        }

        @Override
        public void resume(Runnable continuation) {
            continuation.run();
        }
    }

    private final class Producer extends ServiceProducer {

        Producer() {
            super(context.getEndpoint("direct:any", DirectEndpoint.class), "any", options, new Sender());
        }

        @Override
        protected String operation() {
            return "thing";
        }

        @Override
        protected ServiceRequest prepare(Exchange exchange) {
            step("prepare");
            return new ServiceRequest() {
                @Override
                public String operation() {
                    return "thing";
                }

                @Override
                public boolean await(Consumer<TencentException> then) {
                    step("await");
                    waiting = then;
                    return waits;
                }

                @Override
                public List<HttpCall> calls() {
                    step("calls");
                    HttpCall call = new HttpCall("any", "thing", "app", null, options, false, false, null, null);
                    return java.util.Collections.nCopies(parts, call);
                }

                @Override
                public void finish(Exchange done, List<CallResult> results) {
                    step("finish");
                    results.stream()
                            .map(CallResult::failure)
                            .filter(java.util.Objects::nonNull)
                            .findFirst()
                            .ifPresentOrElse(
                                    failure -> OutcomeHeaders.setFailed(done, failure, true),
                                    () -> OutcomeHeaders.setAccepted(done, "any", "thing", ACCEPTED));
                }
            };
        }
    }

    private Exchange process() {
        Exchange exchange = new DefaultExchange(context);
        new Producer().process(exchange, sync -> ends.incrementAndGet());
        if (waits && waiting != null) {
            waiting.accept(null);
        }
        List.copyOf(sent).forEach(listener -> listener.ended(ACCEPTED));
        return exchange;
    }

    @Test
    void anExchangeCompletesWithItsLastCall() {
        Exchange exchange = new DefaultExchange(context);

        assertThat(new Producer().process(exchange, sync -> {
                    assertThat(sync).isFalse();
                    ends.incrementAndGet();
                }))
                .isFalse();
        sent.get(1).ended(ACCEPTED);
        assertThat(ends).hasValue(0);
        sent.get(0).ended(ACCEPTED);

        assertThat(ends).hasValue(1);
        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
    }

    @Test
    void aSecondNotificationOfACallIsIgnored() {
        process();
        sent.forEach(listener -> listener.ended(ACCEPTED));

        assertThat(ends).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "prepare, REJECTED, TRANSIENT",
        "await, REJECTED, TRANSIENT",
        "calls, REJECTED, TRANSIENT",
        "send, REJECTED, TRANSIENT",
        "finish, AMBIGUOUS, AMBIGUOUS"
    })
    void anExceptionInAnyStepCompletesTheExchangeOnce(String step, Outcome forException, Outcome forError) {
        for (boolean wait : new boolean[] {false, true}) {
            for (Throwable each : List.of(
                    new IllegalStateException("secret text"),
                    new OutOfMemoryError("secret text"),
                    new StackOverflowError())) {
                faulty = step;
                thrown = each;
                waits = wait;
                waiting = null;
                sent.clear();
                ends.set(0);

                Exchange exchange = process();

                assertThat(ends).as("%s at %s", each, step).hasValue(1);
                TencentException failure = exchange.getException(TencentException.class);
                assertThat(failure.getOutcome()).isEqualTo(each instanceof Error ? forError : forException);
                assertThat(failure.getCode()).isEqualTo("INTERNAL");
                assertThat(failure).hasMessageNotContaining("secret text").hasNoCause();
                assertThat(exchange.getMessage().getHeader(TencentConstants.SERVICE))
                        .isEqualTo("any");
                assertThat(exchange.getMessage().getHeader(TencentConstants.OPERATION))
                        .isEqualTo("thing");
            }
        }
    }

    @Test
    void aTencentExceptionOfTheServiceKeepsItsOutcome() {
        faulty = "prepare";
        thrown = TencentException.of(Outcome.AUTH, "NO_KEYS", "there are none").build();

        assertThat(process().getException(TencentException.class).getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(ends).hasValue(1);
        assertThat(sent).isEmpty();
    }

    @Test
    void throwExceptionOnFailureFalseSetsOnlyTheHeaders() {
        options.setThrowExceptionOnFailure(false);
        faulty = "calls";
        thrown = new IllegalStateException();

        Exchange exchange = process();

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TencentConstants.ERROR_CODE)).isEqualTo("INTERNAL");
    }

    @Test
    void aRequestWithoutCallsCompletesAtOnce() {
        parts = 0;

        Exchange exchange = process();

        assertThat(ends).hasValue(1);
        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
    }

    @Test
    void aFailedWaitFailsTheExchange() {
        waits = true;
        Exchange exchange = new DefaultExchange(context);
        new Producer().process(exchange, sync -> ends.incrementAndGet());
        waiting.accept(TencentException.of(Outcome.THROTTLED, "LOCAL_LIMIT", "too long")
                .build());

        assertThat(ends).hasValue(1);
        assertThat(exchange.getException(TencentException.class).getOutcome()).isEqualTo(Outcome.THROTTLED);
    }
}
