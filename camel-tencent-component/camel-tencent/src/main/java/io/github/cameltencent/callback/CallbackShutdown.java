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
 * Makes a stop of the route wait for the callbacks in progress, while new ones are turned away. Shortly before the shutdown
 * timeout is over, those without an answer get {@code timeoutReply}, since the server cuts their connections then.
 */
final class CallbackShutdown extends ServiceSupport implements ShutdownAware {

    private static final long MARGIN_MILLIS = 1000;

    private final ShutdownStrategy strategy;
    private final OpenCallbacks open;
    private final CallbackThreads threads;
    private volatile boolean refusing;

    CallbackShutdown(CamelContext context, OpenCallbacks open, CallbackThreads threads) {
        this.strategy = context.getShutdownStrategy();
        this.open = open;
        this.threads = threads;
    }

    /** Whether new callbacks are turned away. No longer where a stop was given up. */
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
        return open.count();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        if (forced || !isStarted()) {
            open.completeLate();
            return;
        }
        refusing = true;
        long timeout = strategy.getTimeUnit().toMillis(strategy.getTimeout());
        long margin = Math.min(MARGIN_MILLIS, timeout / 4);
        threads.schedule(this::answerTheRest, timeout - margin, TimeUnit.MILLISECONDS);
        // a stop that was given up leaves the route running
        threads.schedule(() -> refusing = false, timeout + MARGIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void answerTheRest() {
        if (isRefusing()) {
            open.completeLate();
        }
    }
}
