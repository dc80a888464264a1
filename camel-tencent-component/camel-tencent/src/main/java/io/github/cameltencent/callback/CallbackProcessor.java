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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between an HTTP server and a route: refuses what is no callback, hands the rest to the route on a thread of its own,
 * and answers with what the route says, in time also where the route is slower. The route goes on then. Thread-safe.
 */
public final class CallbackProcessor extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackProcessor.class);

    private static final int THREADS = 20;
    private static final int MOST_WAITING = 1000;
    private static final Set<String> TOO_LARGE = Set.of("BODY_TOO_LARGE", "TOO_MANY_EVENTS");

    private final CamelContext context;
    private final AsyncProcessor route;
    private final CallbackConfiguration options;
    private final CallbackTokens tokens;
    private final CallbackReader reader;
    private final CallbackExchanges exchanges;
    private final RecordedAnswers recorded;
    private final byte[] late;

    private ExecutorService threads;
    private ScheduledExecutorService timer;

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
        this.route = AsyncProcessorConverterHelper.convert(next);
        this.options = options;
        this.tokens = tokens;
        Duration window = Duration.ofMillis(options.getCallbackWindow());
        this.reader = new CallbackReader(
                new CallbackCheck(tokens, window, options.isVerifySign()), options.getMaxBodySize(), clock);
        this.exchanges = new CallbackExchanges(options.isSplitEvents(), asMaps);
        this.recorded = options.isReplayCheck() ? new RecordedAnswers(window.multipliedBy(2), clock) : null;
        this.late = CallbackReply.of(options.getTimeoutReply());
    }

    @Override
    protected void doStart() throws Exception {
        if (options.isVerifySign() && !tokens.isAny()) {
            throw new IllegalArgumentException(
                    "There is no callback token: set callbackToken here or im.callback-token of the"
                            + " application, as the console has it, or say verifySign=false and let anybody send callbacks");
        }
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        ThreadPoolProfile profile = new ThreadPoolProfile("tencentCallbacks");
        profile.setPoolSize(THREADS);
        profile.setMaxPoolSize(THREADS);
        profile.setMaxQueueSize(MOST_WAITING);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        profile.setKeepAliveTime(60L);
        profile.setAllowCoreThreadTimeOut(true);
        threads = executors.newThreadPool(this, "TencentCallbacks", profile);
        ThreadPoolProfile one = new ThreadPoolProfile("tencentCallbackTimer");
        one.setPoolSize(1);
        one.setMaxPoolSize(1);
        one.setMaxQueueSize(-1); // bounded by the callbacks under way; Camel's default refuses the 1001st
        timer = executors.newScheduledThreadPool(this, "TencentCallbackTimer", one);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        if (threads != null) {
            executors.shutdownGraceful(threads);
        }
        if (timer != null) {
            executors.shutdownNow(timer);
        }
        threads = null;
        timer = null;
    }

    @Override
    public boolean process(Exchange http, AsyncCallback done) {
        long began = System.nanoTime();
        ReceivedCallback callback;
        Iterator<Exchange> routed;
        try {
            callback = reader.read(http);
            routed = exchanges.of(http, callback);
        } catch (TencentException e) {
            LOG.info("A callback was refused: {}", e.getMessage());
            answer(http, TOO_LARGE.contains(e.getCode()) ? 413 : 403, CallbackReply.refusal(e.getCode()));
            done.done(true);
            return true;
        } catch (RuntimeException e) {
            LOG.error("A callback could not be read: this is a defect", e);
            answer(http, 500, CallbackReply.refusal("INTERNAL"));
            done.done(true);
            return true;
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        String key = recorded == null ? null : RecordedAnswers.key(callback);
        CompletableFuture<byte[]> before = recorded == null ? null : recorded.known(key, answer);
        if (before == null && !begin(routed, callback, answer)) {
            if (recorded != null) {
                recorded.forget(key);
            }
            answer(http, 503, CallbackReply.refusal("BUSY"));
            done.done(true);
            return true;
        }
        reply(http, before == null ? answer : before.copy(), began, done);
        return false;
    }

    /** Hands the callback to the route; false when there are too many. */
    private boolean begin(Iterator<Exchange> routed, ReceivedCallback callback, CompletableFuture<byte[]> answer) {
        try {
            threads.execute(() -> route(routed, callback, answer));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.warn("Callbacks come faster than the route takes them: {} is answered with 503", callback.command());
            answer.complete(late); // for one that came again meanwhile
            return false;
        }
    }

    /** One after the other; the answer is that of the last. Without recursion, since there may be many. */
    private void route(Iterator<Exchange> routed, ReceivedCallback callback, CompletableFuture<byte[]> answer) {
        try {
            boolean sync = true;
            while (sync && routed.hasNext()) {
                Exchange exchange = routed.next();
                sync = route.process(exchange, doneSync -> {
                    if (!routed.hasNext()) {
                        answer.complete(exchange.getException() != null ? late : said(callback, exchange.getMessage()));
                    } else if (!doneSync) {
                        route(routed, callback, answer);
                    }
                });
            }
        } catch (RuntimeException e) {
            LOG.error("The events of {} could not all be routed: this is a defect", callback.command(), e);
            answer.complete(late);
        }
    }

    private byte[] said(ReceivedCallback callback, Message message) {
        try {
            return CallbackReply.of(callback, message);
        } catch (RuntimeException e) {
            LOG.warn("The route's answer to {} cannot be read, which counts as a failure", callback.command(), e);
            return late;
        }
    }

    private void reply(Exchange http, CompletableFuture<byte[]> answer, long began, AsyncCallback done) {
        long left = TimeUnit.MILLISECONDS.toNanos(options.getReplyTimeout()) - (System.nanoTime() - began);
        Future<?> tooLate = timer.schedule(() -> answer.complete(late), Math.max(0, left), TimeUnit.NANOSECONDS);
        answer.whenComplete((said, failure) -> {
            tooLate.cancel(false);
            answer(http, 200, failure == null ? said : late);
            done.done(false);
        });
    }

    private static void answer(Exchange http, int status, byte[] body) {
        Message message = http.getMessage();
        message.removeHeaders("*"); // what came in is not to go out
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setBody(Arrays.copyOf(body, body.length));
    }
}
