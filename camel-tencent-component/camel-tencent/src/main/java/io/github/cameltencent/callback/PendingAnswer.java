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

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The answer to a callback: the route's, or {@code timeoutReply} where that comes first. Thread-safe. */
final class PendingAnswer {

    private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    private final String command;
    private final TimeoutReply timeoutReply;

    PendingAnswer(String command, TimeoutReply timeoutReply) {
        this.command = command;
        this.timeoutReply = timeoutReply;
    }

    String command() {
        return command;
    }

    CompletableFuture<byte[]> bytes() {
        return bytes;
    }

    /** Answers, unless that has been done. */
    void complete(byte[] answer) {
        bytes.complete(answer);
    }

    /** Answers with {@code timeoutReply}; false when there is an answer already. */
    boolean completeLate() {
        boolean late = bytes.complete(timeoutReply.bytes());
        if (late) {
            timeoutReply.used(command);
        }
        return late;
    }

    /** Takes the answer that another callback gets. */
    void completeWith(CompletableFuture<byte[]> other) {
        other.thenAccept(this::complete);
    }

    void onAnswer(Consumer<byte[]> taker) {
        bytes.thenAccept(taker);
    }
}
