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

/** Takes the exchanges of a callback through the route, one after the other; that of the last is the answer. */
final class CallbackRouting implements Runnable {

    private final CallbackRoute route;
    private final CallbackFailures failures;
    private final ReceivedCallback callback;
    private final Iterator<Exchange> exchanges;
    private final PendingAnswer answer;
    private final Runnable end;
    private final AtomicBoolean ended = new AtomicBoolean();

    CallbackRouting(
            CallbackRoute route,
            CallbackFailures failures,
            ReceivedCallback callback,
            Iterator<Exchange> exchanges,
            PendingAnswer answer,
            Runnable end) {
        this.route = route;
        this.failures = failures;
        this.callback = callback;
        this.exchanges = exchanges;
        this.answer = answer;
        this.end = end;
    }

    /** Without recursion, since there may be many. */
    @Override
    public void run() {
        boolean thrown = true;
        try {
            boolean sync = true;
            while (sync && exchanges.hasNext()) {
                Exchange exchange = exchanges.next();
                sync = route.begin(exchange, doneSync -> routed(exchange, doneSync));
            }
            thrown = false;
        } catch (Exception e) {
            failures.defect("The exchanges of " + callback.command() + " could not all be routed", e);
        } finally {
            if (thrown) { // by an Error, too
                end(null);
            }
        }
    }

    private void routed(Exchange exchange, boolean sync) {
        byte[] said;
        try {
            said = said(exchange);
        } finally {
            route.release(exchange);
        }
        if (!exchanges.hasNext()) {
            end(said);
        } else if (!sync) {
            run();
        }
    }

    /** What the route said, null where it failed. */
    private byte[] said(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure != null) {
            failures.routeFailed(callback.command(), exchange, failure);
            return null;
        }
        if (!route.isAnswering()) {
            return CallbackReply.allow();
        }
        try {
            return CallbackReply.of(callback, exchange.getMessage());
        } catch (RuntimeException e) {
            failures.answerUnreadable(callback.command(), exchange, e);
            return null;
        }
    }

    private void end(byte[] said) {
        if (ended.compareAndSet(false, true)) {
            if (said == null) {
                answer.completeLate();
            } else {
                answer.complete(said);
            }
            end.run();
        }
    }
}
