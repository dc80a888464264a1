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

/** The future reply to a callback: the route's or {@code timeoutReply}, whichever comes first. Thread-safe. */
final class PendingReply {

    private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    private final String command;
    private final TimeoutReply timeoutReply;

    PendingReply(String command, TimeoutReply timeoutReply) {
        this.command = command;
        this.timeoutReply = timeoutReply;
    }

    String command() {
        return command;
    }

    CompletableFuture<byte[]> bytes() {
        return bytes;
    }

    /** Sends a reply, unless one has been sent. */
    void complete(byte[] reply) {
        bytes.complete(reply);
    }

    /** Sends {@code timeoutReply}; returns false if a reply has been sent. */
    boolean completeWithTimeoutReply() {
        boolean completed = bytes.complete(timeoutReply.bytes());
        if (completed) {
            timeoutReply.used(command);
        }
        return completed;
    }

    /** Sends the reply to another callback as soon as there is one. */
    void completeWith(CompletableFuture<byte[]> other) {
        other.thenAccept(this::complete);
    }

    void onReply(Consumer<byte[]> listener) {
        bytes.thenAccept(listener);
    }
}
