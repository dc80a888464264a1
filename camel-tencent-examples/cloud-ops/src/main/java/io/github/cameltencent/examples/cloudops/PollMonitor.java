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
package io.github.cameltencent.examples.cloudops;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.push.PushMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Reports failing polls: pushes a message after the first failed poll, and another after the next successful one, so that silence
 * means that there are no alarms. Called by one thread at a time.
 */
class PollMonitor implements PollingConsumerPollStrategy {

    private static final String PUSH = "tencent:push?application=ops&retryAmbiguous=true";

    private final String subject;
    private final String[] phones;
    private final OpsStatistics statistics;
    private boolean failing;

    /**
     * Creates a monitor.
     *
     * @param phones the devices to push to; none to write dead letters only
     */
    PollMonitor(String subject, OpsStatistics statistics, String... phones) {
        this.subject = subject;
        this.phones = phones.clone();
        this.statistics = statistics;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polled) {
        if (failing) {
            failing = false;
            push(endpoint, "Watching again", subject + " can be read again");
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception failure) {
        if (ServiceHelper.isStopped(consumer)) {
            return false; // the program is stopping
        }
        statistics.failedPoll();
        if (!failing) {
            failing = true;
            report(endpoint, "poll of " + subject, failure, "polled again after the delay");
            push(endpoint, "Not watching", subject + " cannot be read: " + code(failure));
        }
        return false;
    }

    private void push(Endpoint endpoint, String title, String content) {
        if (phones.length == 0) {
            return;
        }
        PushMessage message = PushMessage.builder()
                .tokens(phones)
                .title(title)
                .content(content)
                .build();
        try {
            send(endpoint, PUSH, message);
            statistics.pollReport();
        } catch (CamelExecutionException e) {
            report(endpoint, "push about polls", e.getCause(), "not retried");
        }
    }

    private static void report(Endpoint endpoint, String about, Throwable failure, String next) {
        send(endpoint, "direct:dead-letter", DeadLetters.of(Instant.now(), about, failure, next));
    }

    private static void send(Endpoint endpoint, String uri, Object body) {
        try (ProducerTemplate template = endpoint.getCamelContext().createProducerTemplate()) {
            template.sendBody(uri, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Exception failure) {
        return failure instanceof TencentException known
                ? known.getOutcome() + " " + known.getCode()
                : failure.getClass().getSimpleName();
    }
}
