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
 * Processes the HTTP requests of a {@code webhook:tencent:im} consumer: refuses those that are not valid callbacks, routes the others
 * on a thread pool, and replies with the route's body, or with {@code timeoutReply} if the route takes longer than
 * {@code replyTimeout}; the route then still completes. Never blocks the HTTP server's thread. Thread-safe.
 */
public final class CallbackProcessor extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackProcessor.class);

    private final CamelContext context;
    private final Processor next;
    private final CallbackConfiguration options;
    private final CallbackTokens tokens;
    private final CallbackReader reader;
    private final CallbackExchangeFactory exchangeFactory;
    private final ReplayCache replayCache;
    private final TimeoutReply timeoutReply;
    private final CallbackExecutors executors;
    private final InFlightCallbacks inFlight = new InFlightCallbacks();
    private final CallbackShutdown shutdown;

    private volatile CallbackRoute route;
    private volatile FailureReporter failures;

    /**
     * Creates a processor.
     *
     * @param next the first processor of the route
     * @param asMaps whether the bodies of the route's exchanges are Maps instead of text
     * @throws IllegalArgumentException if an option has an invalid value
     */
    public CallbackProcessor(
            CamelContext context,
            Processor next,
            CallbackConfiguration options,
            CallbackTokens tokens,
            Clock clock,
            boolean asMaps) {
        if (options.getCallbackWindow() < 1 || options.getReplyTimeout() < 1 || options.getMaxBodySize() < 1) {
            throw new IllegalArgumentException("callbackWindow, replyTimeout and maxBodySize must be positive");
        }
        this.context = context;
        this.next = next;
        this.options = options;
        this.tokens = tokens;
        Duration window = Duration.ofMillis(options.getCallbackWindow());
        this.reader = new CallbackReader(
                new CallbackCheck(tokens, window, options.isVerifySign()), options.getMaxBodySize(), clock);
        this.exchangeFactory = new CallbackExchangeFactory(options.isSplitEvents(), asMaps);
        this.replayCache = options.isReplayCheck() ? new ReplayCache(window.multipliedBy(2), clock) : null;
        this.timeoutReply = new TimeoutReply(options.getTimeoutReply());
        this.executors = new CallbackExecutors(context);
        this.shutdown = new CallbackShutdown(context, inFlight, executors);
    }

    @Override
    protected void doStart() throws Exception {
        if (options.isVerifySign() && !tokens.isAny()) {
            throw new IllegalArgumentException(
                    "There is no callback token: set callbackToken on the endpoint or im.callback-token of the application to"
                            + " the token of the IM console, or set verifySign=false to let anybody send callbacks");
        }
        route = new CallbackRoute(context, next);
        failures = new FailureReporter(route.exceptionHandler());
        route.deferShutdown(shutdown);
        executors.start();
        ServiceHelper.startService(shutdown);
        StaleRestServices.remove(context, other -> other.next == next && other.isStopped());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(shutdown);
        executors.stop();
        inFlight.completeWithTimeoutReply();
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        StaleRestServices.remove(context, other -> other == this);
    }

    @Override
    public boolean process(Exchange http, AsyncCallback done) {
        if (http.getProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, false, boolean.class)) {
            return route.process(http, done); // a failure that bridgeErrorHandler passes to the route
        }
        Runnable end = inFlight.requestReceived(http);
        boolean thrown = true;
        try {
            boolean sync = serve(http, end, done);
            thrown = false;
            return sync;
        } finally {
            if (thrown) {
                end.run();
            }
        }
    }

    private boolean serve(Exchange http, Runnable end, AsyncCallback done) {
        long start = System.nanoTime();
        if (!isStarted() || shutdown.isRefusing()) {
            return refuse(http, 503, "STOPPING", done);
        }
        PendingReply pending;
        try {
            ReceivedCallback callback = reader.read(http);
            pending = route(callback, exchangeFactory.create(http.getMessage(), callback, route::createExchange));
        } catch (TencentException e) {
            failures.refused(e);
            return refuse(http, status(e.getCode()), e.getCode(), done);
        } catch (RuntimeException e) {
            failures.bug("A callback could not be read", e);
            return refuse(http, 500, "INTERNAL", done);
        }
        if (pending == null) {
            return refuse(http, 503, "BUSY", done);
        }
        sendReply(http, pending, start, end, done);
        return false;
    }

    /** Routes the callback unless its reply is cached. Returns the reply, or null if the queue is full. */
    private PendingReply route(ReceivedCallback callback, Iterator<Exchange> exchanges) {
        PendingReply reply = new PendingReply(callback.command(), timeoutReply);
        String key = replayCache == null ? null : ReplayCache.key(callback);
        CompletableFuture<byte[]> cached = replayCache == null ? null : replayCache.putIfAbsent(key, reply.bytes());
        if (cached != null) {
            PendingReply copy = new PendingReply(callback.command(), timeoutReply);
            copy.completeWith(cached);
            return copy;
        }
        if (execute(exchanges, callback, reply)) {
            return reply;
        }
        if (replayCache != null) {
            replayCache.remove(key);
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
        setResponse(http, status, CallbackReply.refusal(code));
        done.done(true);
        return true;
    }

    /** Starts routing on the thread pool; returns false if too many callbacks are being routed. */
    private boolean execute(Iterator<Exchange> exchanges, ReceivedCallback callback, PendingReply reply) {
        Runnable release = executors.acquire();
        boolean started = release != null && start(exchanges, callback, reply, release);
        if (!started) {
            LOG.warn(
                    "Callbacks arrive faster than the route processes them: {} is refused with 503",
                    callback.command());
            reply.complete(timeoutReply.bytes()); // for a replay that has found it in the cache
        }
        return started;
    }

    private boolean start(
            Iterator<Exchange> exchanges, ReceivedCallback callback, PendingReply reply, Runnable release) {
        inFlight.routingStarted();
        Runnable end = () -> {
            release.run();
            inFlight.routingEnded();
        };
        try {
            executors.execute(new RoutingTask(route, failures, callback, exchanges, reply, end));
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the latter if no thread can be started
            end.run();
            return false;
        }
    }

    private void sendReply(Exchange http, PendingReply reply, long start, Runnable end, AsyncCallback done) {
        inFlight.add(reply);
        long remaining = TimeUnit.MILLISECONDS.toNanos(options.getReplyTimeout()) - (System.nanoTime() - start);
        Future<?> timeout = executors.schedule(() -> timeOut(reply), remaining, TimeUnit.NANOSECONDS);
        reply.onReply(bytes -> {
            timeout.cancel(false);
            setResponse(http, 200, bytes);
            try {
                done.done(false);
            } catch (RuntimeException e) {
                end.run();
                failures.replyNotSent(reply.command(), e);
            }
        });
    }

    private void timeOut(PendingReply reply) {
        if (reply.completeWithTimeoutReply()) {
            LOG.info(
                    "The route was too slow for {}: timeoutReply was sent after {} ms",
                    reply.command(),
                    options.getReplyTimeout());
        }
    }

    private static void setResponse(Exchange http, int status, byte[] body) {
        Message message = http.getMessage();
        message.removeHeaders("*"); // otherwise the request's headers would be sent back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setBody(Arrays.copyOf(body, body.length));
    }
}
