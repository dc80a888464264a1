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
package io.github.cameltencent.transport;

import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** A wait that ends once: with its time, or before that when the transport ends. */
final class Pause implements Runnable {

    private final Set<Pause> pauses;
    private final Runnable then;
    private final Runnable otherwise;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Future<?> timer;

    Pause(Set<Pause> pauses, Runnable then, Runnable otherwise) {
        this.pauses = pauses;
        this.then = then;
        this.otherwise = otherwise;
    }

    /** What will run it with its time; not needed any more when it ends before. */
    void timer(Future<?> timer) {
        this.timer = timer;
        if (over.get()) {
            timer.cancel(false);
        }
    }

    @Override
    public void run() {
        end(then);
    }

    void cut() {
        end(otherwise);
    }

    /** Ends it without going on; false when it has ended already. */
    boolean take() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        pauses.remove(this);
        Future<?> waiting = timer;
        if (waiting != null) {
            waiting.cancel(false);
        }
        return true;
    }

    private void end(Runnable next) {
        if (take()) {
            next.run();
        }
    }
}
