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
package io.github.cameltencent.birdtalk.account;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks on the thread of a connection and reports whatever prevents one from completing. Thread-safe. */
final class ConnectionThread {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionThread.class);

    private final EventLoop loop;
    private final ChatExceptions exceptions;

    ConnectionThread(EventLoop loop, ChatExceptions exceptions) {
        this.loop = loop;
        this.exceptions = exceptions;
    }

    /** Runs a task that nobody waits for; a failure is logged. */
    void execute(Runnable task) {
        execute(task, stopped -> {}, failure -> LOG.error("Unexpected failure of the chat client", failure));
    }

    /**
     * Runs a task: now if called on the connection's thread, else later.
     *
     * @param stopped called instead if the thread accepts no tasks any more
     * @param failed called with what the task throws, or with what prevented it from being queued
     */
    @SuppressWarnings("checkstyle:IllegalCatch") // a call that the task belongs to must end
    void execute(Runnable task, Consumer<TencentException> stopped, Consumer<Throwable> failed) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                failed.accept(e);
            }
        };
        if (loop.inEventLoop()) {
            guarded.run();
            return;
        }
        try {
            loop.execute(guarded);
        } catch (RejectedExecutionException e) {
            stopped.accept(exceptions.notSent("STOPPED", "The chat connection was stopped"));
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }
}
