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
package io.github.cameltencent.faults;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.SynchronizationAdapter;

/** A marked call that was sent: how often it ended, after which time and how. */
final class SentCall {

    private final AtomicInteger ends = new AtomicInteger();
    private final long start = System.nanoTime();
    private volatile long end;
    private CompletableFuture<Exchange> exchange;

    private SentCall() {}

    static SentCall send(ProducerTemplate template, String uri, MarkedCall call, String mark) {
        SentCall sent = new SentCall();
        sent.exchange = template.asyncSend(uri, exchange -> {
            call.prepare(exchange, mark);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    sent.end = System.nanoTime();
                    sent.ends.incrementAndGet();
                }
            });
        });
        return sent;
    }

    MarkedOutcome await(long millis) {
        return MarkedOutcome.of(
                exchange.orTimeout(millis, TimeUnit.MILLISECONDS).join());
    }

    int ends() {
        return ends.get();
    }

    long nanos() {
        return end - start;
    }
}
