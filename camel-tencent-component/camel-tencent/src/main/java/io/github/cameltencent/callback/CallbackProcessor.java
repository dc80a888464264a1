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
package io.github.cameltencent.callback;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CallbackCheck;
import io.github.cameltencent.credential.CallbackTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between an HTTP server and a route: refuses what is no callback, hands the rest to the route on a thread of its own,
 * and answers with what the route says, in time also where the route is slower. The route goes on then. Thread-safe.
 */
public final class CallbackProcessor extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackProcessor.class);

    private final CamelContext context;
    private final Processor next;
    private final CallbackConfiguration options;
    private final CallbackTokens tokens;
    private final CallbackReader reader;
    private final CallbackExchanges exchanges;
    private final RecordedAnswers recorded;
    private final TimeoutReply timeoutReply;
    private final CallbackThreads threads;
    private final OpenCallbacks open = new OpenCallbacks();
    private final CallbackShutdown shutdown;

    private volatile CallbackRoute route;
    private volatile CallbackFailures failures;

    /**
     * A handler.
     *
     * @param next the route
     * @param asMaps whether the route gets bodies as Maps
     * @throws IllegalArgumentException when the options cannot work; its text says what to do
     */
    public CallbackProcessor(
            CamelContext context,
            Processor next,
            CallbackConfiguration options,
            CallbackTokens tokens,
            Clock clock,
            boolean asMaps) {
        if (options.getCallbackWindow() < 1 || options.getReplyTimeout() < 1 || options.getMaxBodySize() < 1) {
            throw new IllegalArgumentException("callbackWindow, replyTimeout and maxBodySize are 1 or more");
        }
        this.context = context;
        this.next = next;
        this.options = options;
        this.tokens = tokens;
        Duration window = Duration.ofMillis(options.getCallbackWindow());
        this.reader = new CallbackReader(
                new CallbackCheck(tokens, window, options.isVerifySign()), options.getMaxBodySize(), clock);
        this.exchanges = new CallbackExchanges(options.isSplitEvents(), asMaps);
        this.recorded = options.isReplayCheck() ? new RecordedAnswers(window.multipliedBy(2), clock) : null;
        this.timeoutReply = new TimeoutReply(options.getTimeoutReply());
        this.threads = new CallbackThreads(context);
        this.shutdown = new CallbackShutdown(context, open, threads);
    }

    @Override
    protected void doStart() throws Exception {
        if (options.isVerifySign() && !tokens.isAny()) {
            throw new IllegalArgumentException(
                    "There is no callback token: set callbackToken here or im.callback-token of the"
                            + " application, as the console has it, or say verifySign=false and let anybody send callbacks");
        }
        route = new CallbackRoute(context, next);
        failures = new CallbackFailures(route.exceptionHandler());
        route.stopAfter(shutdown);
        threads.start();
        ServiceHelper.startService(shutdown);
        StaleRestServices.remove(context, other -> other.next == next && other.isStopped());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(shutdown);
        threads.stop();
        open.completeLate();
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        StaleRestServices.remove(context, other -> other == this);
    }

    @Override
    public boolean process(Exchange http, AsyncCallback done) {
        if (http.getProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, false, boolean.class)) {
            return route.process(http, done); // a failure for the route's error handler, no callback
        }
        Runnable closed = open.opened(http);
        boolean thrown = true;
        try {
            boolean sync = serve(http, closed, done);
            thrown = false;
            return sync;
        } finally {
            if (thrown) {
                closed.run();
            }
        }
    }

    private boolean serve(Exchange http, Runnable closed, AsyncCallback done) {
        long began = System.nanoTime();
        if (!isStarted() || shutdown.isRefusing()) {
            return refuse(http, 503, "STOPPING", done);
        }
        PendingAnswer answer;
        try {
            ReceivedCallback callback = reader.read(http);
            answer = answer(callback, exchanges.of(http.getMessage(), callback, route::exchange));
        } catch (TencentException e) {
            failures.refused(e);
            return refuse(http, status(e.getCode()), e.getCode(), done);
        } catch (RuntimeException e) {
            failures.defect("A callback could not be read", e);
            return refuse(http, 500, "INTERNAL", done);
        }
        if (answer == null) {
            return refuse(http, 503, "BUSY", done);
        }
        reply(http, answer, began, closed, done);
        return false;
    }

    /** What will be the answer: the route's, or the one that was given before; null when too many callbacks wait. */
    private PendingAnswer answer(ReceivedCallback callback, Iterator<Exchange> routed) {
        PendingAnswer answer = new PendingAnswer(callback.command(), timeoutReply);
        String key = recorded == null ? null : RecordedAnswers.key(callback);
        CompletableFuture<byte[]> before = recorded == null ? null : recorded.known(key, answer.bytes());
        if (before != null) {
            PendingAnswer again = new PendingAnswer(callback.command(), timeoutReply);
            again.completeWith(before);
            return again;
        }
        if (begin(routed, callback, answer)) {
            return answer;
        }
        if (recorded != null) {
            recorded.forget(key);
        }
        return null;
    }

    private static int status(String code) {
        return switch (code) {
            case "BODY_TOO_LARGE", "TOO_MANY_EVENTS" -> 413;
            case "ENCODING_UNSUPPORTED" -> 415;
            default -> 403;
        };
    }

    private static boolean refuse(Exchange http, int status, String code, AsyncCallback done) {
        answer(http, status, CallbackReply.refusal(code));
        done.done(true);
        return true;
    }

    /** Hands the callback to the route; false when there are too many. */
    private boolean begin(Iterator<Exchange> routed, ReceivedCallback callback, PendingAnswer answer) {
        open.routingBegins();
        try {
            threads.execute(new CallbackRouting(route, failures, callback, routed, answer, open::routingEnds));
            return true;
        } catch (RejectedExecutionException e) {
            open.routingEnds();
            LOG.warn("Callbacks come faster than the route takes them: {} is answered with 503", callback.command());
            answer.complete(timeoutReply.bytes()); // for one that came again meanwhile
            return false;
        }
    }

    private void reply(Exchange http, PendingAnswer answer, long began, Runnable closed, AsyncCallback done) {
        open.add(answer);
        long left = TimeUnit.MILLISECONDS.toNanos(options.getReplyTimeout()) - (System.nanoTime() - began);
        Future<?> timeout = threads.schedule(() -> late(answer), left, TimeUnit.NANOSECONDS);
        answer.onAnswer(said -> {
            timeout.cancel(false);
            answer(http, 200, said);
            try {
                done.done(false);
            } catch (RuntimeException e) {
                closed.run();
                failures.answerNotSent(answer.command(), e);
            }
        });
    }

    private void late(PendingAnswer answer) {
        if (answer.completeLate()) {
            LOG.info(
                    "The route was too slow for {}: timeoutReply is the answer after {} ms",
                    answer.command(),
                    options.getReplyTimeout());
        }
    }

    private static void answer(Exchange http, int status, byte[] body) {
        Message message = http.getMessage();
        message.removeHeaders("*"); // what came in is not to go out
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setBody(Arrays.copyOf(body, body.length));
    }
}
