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
 * Takes the messages of a dialogue through the route, each when the one before is handled, on whichever thread that
 * happens. Never two threads at once.
 */
public final class DialogueRun implements Runnable {

    private static final int CALLED = 1;
    private static final int DONE = 2;

    private final List<MsgChat> batch;
    private final ChatRoute.Progress progress;
    private final Handler handler;
    private final BooleanSupplier mayGoOn;
    private final boolean stopOnFailure;
    private int next;

    /** Takes one message; tells when it is handled, perhaps before it returns. */
    public interface Handler {

        void handle(MsgChat message, Consumer<Boolean> done);
    }

    public DialogueRun(
            List<MsgChat> batch,
            ChatRoute.Progress progress,
            Handler handler,
            BooleanSupplier mayGoOn,
            boolean stopOnFailure) {
        this.batch = batch;
        this.progress = progress;
        this.handler = handler;
        this.mayGoOn = mayGoOn;
        this.stopOnFailure = stopOnFailure;
    }

    @Override
    public void run() {
        while (next < batch.size() && mayGoOn.getAsBoolean()) {
            MsgChat message = batch.get(next);
            // handled before the call returns: the loop goes on; later: whoever handled it does
            AtomicInteger state = new AtomicInteger();
            boolean[] failed = new boolean[1];
            handler.handle(message, well -> {
                if (!well && stopOnFailure) {
                    failed[0] = true;
                } else {
                    next++;
                    progress.done(message, well);
                }
                if (!state.compareAndSet(0, DONE)) {
                    goOn(failed[0]);
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

    private void goOn(boolean failed) {
        if (failed) {
            finished(true);
        } else {
            run();
        }
    }

    private void finished(boolean failed) {
        progress.finished(batch.subList(next, batch.size()), failed);
    }
}
