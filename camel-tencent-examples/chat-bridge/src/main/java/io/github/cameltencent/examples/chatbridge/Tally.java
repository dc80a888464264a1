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
package io.github.cameltencent.examples.chatbridge;

import io.github.cameltencent.TencentConstants;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;

/** Counts what the routes do. Thread-safe. */
final class Tally {

    private final AtomicLong fromChat = new AtomicLong();
    private final AtomicLong fromTopic = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong pushes = new AtomicLong();
    private final AtomicLong failedPushes = new AtomicLong();

    void fromChat(Exchange exchange) {
        fromChat.incrementAndGet();
    }

    void fromTopic(Exchange exchange) {
        fromTopic.incrementAndGet();
    }

    void answered(Exchange exchange) {
        answers.incrementAndGet();
    }

    void pushed(Exchange exchange) {
        boolean accepted = "ACCEPTED".equals(exchange.getMessage().getHeader(TencentConstants.OUTCOME));
        (accepted ? pushes : failedPushes).incrementAndGet();
    }

    long fromChat() {
        return fromChat.get();
    }

    long fromTopic() {
        return fromTopic.get();
    }

    long answers() {
        return answers.get();
    }

    long pushes() {
        return pushes.get();
    }

    long failedPushes() {
        return failedPushes.get();
    }

    /** Changes with everything that happens. */
    long all() {
        return fromChat() + fromTopic() + answers() + pushes() + failedPushes();
    }
}
