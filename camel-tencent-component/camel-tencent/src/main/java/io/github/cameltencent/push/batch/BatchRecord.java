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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;

/** One exchange of a batch, from its first attempt to its outcome. Confined to one thread at a time. */
public final class BatchRecord {

    private final int index;
    private final Exchange exchange;
    private final Object key;
    private Exchange attempt;
    private Outcome outcome;
    private Exception failure;
    private boolean settled;
    private boolean committed;
    private int attempts;
    private long firstFailureNanos;

    /** Creates a record; without a key it has no order. */
    public BatchRecord(int index, Exchange exchange, Object key) {
        this.index = index;
        this.exchange = exchange;
        this.key = key;
    }

    int index() {
        return index;
    }

    Object key() {
        return key;
    }

    /** Returns the exchange as it was received. */
    public Exchange exchange() {
        return exchange;
    }

    /** Returns the outcome; null before the first attempt, and for a route that made no call. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns the exception of the last attempt, or null. */
    public Exception failure() {
        return failure;
    }

    /** Whether nothing is left to do: accepted, or sent to the dead letters. */
    public boolean isSettled() {
        return settled;
    }

    /** Whether the offset was committed. */
    public boolean isCommitted() {
        return committed;
    }

    void setCommitted() {
        committed = true;
    }

    /** Returns topic, partition, offset and timestamp; null if the exchange is not a Kafka record. */
    public String id() {
        Message message = exchange.getMessage();
        Object offset = message.getHeader(KafkaHeaders.OFFSET);
        return offset == null ? null : partition() + '@' + offset + '@' + message.getHeader(KafkaHeaders.TIMESTAMP);
    }

    String partition() {
        Message message = exchange.getMessage();
        return message.getHeader(KafkaHeaders.TOPIC) + "-" + message.getHeader(KafkaHeaders.PARTITION);
    }

    /** Settles the record by the outcome of an earlier delivery. */
    public void settle(Outcome earlier) {
        outcome = earlier;
        settled = true;
    }

    int attempts() {
        return attempts;
    }

    /** Returns how long ago the first attempt failed. */
    long failingNanos() {
        return System.nanoTime() - firstFailureNanos;
    }

    /** Whether only the dead letter remains to be sent. */
    boolean needsDeadLetter() {
        return outcome != null && !canRetry(outcome) && outcome != Outcome.ACCEPTED;
    }

    /** Creates the exchange of the next attempt; it keeps the progress of a split push. */
    Exchange nextAttempt() {
        Exchange next = copy();
        if (attempt != null) {
            for (Map.Entry<String, Object> property : attempt.getProperties().entrySet()) {
                if (property.getKey().startsWith(TencentConstants.HEADER_PREFIX)) {
                    next.setProperty(property.getKey(), property.getValue());
                }
            }
        }
        attempt = next;
        return next;
    }

    /** Creates the dead letter: the record as it was received, with the reason in headers that brokers keep. */
    Exchange deadLetter() {
        Exchange letter = copy();
        Message message = letter.getMessage();
        message.setHeader("TencentOutcome", outcome.name());
        if (failure instanceof TencentException known && known.getCode() != null) {
            message.setHeader("TencentCode", known.getCode());
        }
        Object reason =
                failure == null ? attempt.getMessage().getHeader(TencentConstants.ERROR_MESSAGE) : failure.getMessage();
        if (reason != null) {
            message.setHeader("TencentReason", reason.toString());
        }
        return letter;
    }

    private Exchange copy() {
        Exchange copy = ExchangeHelper.createCopy(exchange, false);
        copy.getMessage().removeHeader(KafkaHeaders.MANUAL_COMMIT);
        return copy;
    }

    void pushed() {
        failure = attempt.getException();
        outcome = outcomeOf(attempt);
        ended(outcome == null || outcome == Outcome.ACCEPTED);
    }

    void deadLettered(Exception thrown) {
        if (thrown != null) {
            failure = thrown;
        }
        ended(thrown == null);
    }

    private void ended(boolean isSettled) {
        settled = isSettled;
        if (!isSettled && attempts++ == 0) {
            firstFailureNanos = System.nanoTime();
        }
    }

    private static Outcome outcomeOf(Exchange attempt) {
        Exception thrown = attempt.getException();
        TencentException known = attempt.getException(TencentException.class);
        if (known != null) {
            return known.getOutcome();
        }
        String reported = attempt.getProperty(TencentConstants.OUTCOME, String.class);
        if (thrown == null && !attempt.isRollbackOnly()) {
            return reported == null ? null : Outcome.valueOf(reported);
        }
        if (reported != null && !canRetry(Outcome.valueOf(reported))) {
            return Outcome.AMBIGUOUS; // the route failed after the push
        }
        return thrown == null || thrown instanceof RejectedExecutionException ? Outcome.TRANSIENT : Outcome.REJECTED;
    }

    static boolean canRetry(Outcome outcome) {
        return outcome.isRetryable() || outcome == Outcome.AUTH;
    }
}
