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
package io.github.cameltencent.birdtalk.inbox;

import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Handles the messages of a batch one after the other, each on the thread that completed the one before. Never on two
 * threads at once.
 */
public final class DialogueBatch implements Runnable {

    private static final int CALLED = 1;
    private static final int DONE = 2;

    private final List<MsgChat> batch;
    private final InboxListener.Progress progress;
    private final Handler handler;
    private final BooleanSupplier mayContinue;
    private final boolean stopOnFailure;
    private int next;

    /** Handles a message, and reports when it is done, possibly before it returns. */
    public interface Handler {

        void handle(MsgChat message, Consumer<Boolean> done);
    }

    public DialogueBatch(
            List<MsgChat> batch,
            InboxListener.Progress progress,
            Handler handler,
            BooleanSupplier mayContinue,
            boolean stopOnFailure) {
        this.batch = batch;
        this.progress = progress;
        this.handler = handler;
        this.mayContinue = mayContinue;
        this.stopOnFailure = stopOnFailure;
    }

    @Override
    public void run() {
        while (next < batch.size() && mayContinue.getAsBoolean()) {
            MsgChat message = batch.get(next);
            // if it is done before the call returns, this loop continues; else the thread that completes it
            AtomicInteger state = new AtomicInteger();
            boolean[] failed = new boolean[1];
            handler.handle(message, succeeded -> {
                if (!succeeded && stopOnFailure) {
                    failed[0] = true;
                } else {
                    next++;
                    progress.messageDone(message, succeeded);
                }
                if (!state.compareAndSet(0, DONE)) {
                    resume(failed[0]);
                }
            });
            if (state.compareAndSet(0, CALLED)) {
                return;
            }
            if (failed[0]) {
                finished(true);
                return;
            }
        }
        finished(false);
    }

    private void resume(boolean failed) {
        if (failed) {
            finished(true);
        } else {
            run();
        }
    }

    private void finished(boolean failed) {
        progress.batchDone(batch.subList(next, batch.size()), failed);
    }
}
