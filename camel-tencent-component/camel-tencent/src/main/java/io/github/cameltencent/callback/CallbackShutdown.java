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

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Makes the shutdown of the route wait for the callbacks in progress and refuse new ones. Shortly before the shutdown timeout
 * expires and the HTTP server closes its connections, callbacks without a reply get {@code timeoutReply}. Thread-safe.
 */
final class CallbackShutdown extends ServiceSupport implements ShutdownAware {

    private static final long MARGIN_MILLIS = 1000;

    private final ShutdownStrategy strategy;
    private final InFlightCallbacks inFlight;
    private final CallbackExecutors executors;
    private volatile boolean refusing;

    CallbackShutdown(CamelContext context, InFlightCallbacks inFlight, CallbackExecutors executors) {
        this.strategy = context.getShutdownStrategy();
        this.inFlight = inFlight;
        this.executors = executors;
    }

    /** Whether new callbacks are refused: from the start of a shutdown until it is aborted. */
    boolean isRefusing() {
        return refusing && !strategy.hasTimeoutOccurred();
    }

    @Override
    protected void doStart() {
        refusing = false;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return inFlight.count();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        if (forced || !isStarted()) {
            inFlight.completeWithTimeoutReply();
            return;
        }
        refusing = true;
        long timeout = strategy.getTimeUnit().toMillis(strategy.getTimeout());
        long margin = Math.min(MARGIN_MILLIS, timeout / 4);
        executors.schedule(this::sendTimeoutReplies, timeout - margin, TimeUnit.MILLISECONDS);
        // the route keeps running if its shutdown is aborted
        executors.schedule(() -> refusing = false, timeout + MARGIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sendTimeoutReplies() {
        if (isRefusing()) {
            inFlight.completeWithTimeoutReply();
        }
    }
}
