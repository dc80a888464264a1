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
package io.github.cameltencent.push.batch;

import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;

/** Sends one record: to the push endpoint, then to the dead letters if no retry can help. */
public final class BatchSender {

    private final AsyncProducer pushes;
    private final AsyncProducer deadLetters;

    /** Creates a sender to two started producers. */
    public BatchSender(AsyncProducer pushes, AsyncProducer deadLetters) {
        this.pushes = pushes;
        this.deadLetters = deadLetters;
    }

    void send(BatchRecord record, Runnable done) {
        if (record.needsDeadLetter()) {
            sendDeadLetter(record, done);
            return;
        }
        process(pushes, record.nextAttempt(), attempt -> {
            record.pushed();
            if (record.needsDeadLetter()) {
                sendDeadLetter(record, done);
            } else {
                done.run();
            }
        });
    }

    private void sendDeadLetter(BatchRecord record, Runnable done) {
        process(deadLetters, record.deadLetter(), letter -> {
            record.deadLettered(letter.getException());
            done.run();
        });
    }

    private static void process(AsyncProducer producer, Exchange exchange, Consumer<Exchange> done) {
        producer.process(exchange, synchronous -> done.accept(exchange));
    }
}
