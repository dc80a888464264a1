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
package io.github.cameltencent.component;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Measures the time since the context began to stop. Thread-safe. */
final class ShutdownTimer extends LifecycleStrategySupport {

    /** Null while the context is not stopping. */
    private volatile Long begun;

    @Override
    public void onContextStopping(CamelContext context) {
        begun = System.nanoTime();
    }

    /** Resets the timer when the context is started. */
    void reset() {
        begun = null;
    }

    /** Returns the milliseconds since the context began to stop, 0 if it has not. */
    long elapsedMillis() {
        Long since = begun;
        return since == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }
}
