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

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;

/** Routes the exchanges of a callback, one after the other. The last one's body is the reply. */
final class RoutingTask implements Runnable {

    private final CallbackRoute route;
    private final FailureReporter failures;
    private final ReceivedCallback callback;
    private final Iterator<Exchange> exchanges;
    private final PendingReply reply;
    private final Runnable onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();

    RoutingTask(
            CallbackRoute route,
            FailureReporter failures,
            ReceivedCallback callback,
            Iterator<Exchange> exchanges,
            PendingReply reply,
            Runnable onEnd) {
        this.route = route;
        this.failures = failures;
        this.callback = callback;
        this.exchanges = exchanges;
        this.reply = reply;
        this.onEnd = onEnd;
    }

    /** Loops while the route completes synchronously: recursion could overflow the stack. */
    @Override
    public void run() {
        boolean thrown = true;
        try {
            boolean sync = true;
            while (sync && exchanges.hasNext()) {
                Exchange exchange = exchanges.next();
                sync = route.processInUnitOfWork(exchange, doneSync -> routed(exchange, doneSync));
            }
            thrown = false;
        } catch (Exception e) {
            failures.bug("Not all exchanges of " + callback.command() + " could be routed", e);
        } finally {
            if (thrown) { // an Exception or an Error
                end(null);
            }
        }
    }

    private void routed(Exchange exchange, boolean sync) {
        byte[] bytes;
        try {
            bytes = reply(exchange);
        } finally {
            route.release(exchange);
        }
        if (!exchanges.hasNext()) {
            end(bytes);
        } else if (!sync) {
            run();
        }
    }

    /** Returns the route's reply, or null if it failed. */
    private byte[] reply(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure != null) {
            failures.routeFailed(callback.command(), exchange, failure);
            return null;
        }
        if (!route.isOutCapable()) {
            return CallbackReply.allow();
        }
        try {
            return CallbackReply.of(callback, exchange.getMessage());
        } catch (RuntimeException e) {
            failures.replyUnreadable(callback.command(), exchange, e);
            return null;
        }
    }

    private void end(byte[] bytes) {
        if (ended.compareAndSet(false, true)) {
            if (bytes == null) {
                reply.completeWithTimeoutReply();
            } else {
                reply.complete(bytes);
            }
            onEnd.run();
        }
    }
}
