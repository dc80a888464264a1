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

/** Knows how long ago the context began to stop. */
final class ShutdownTimer {

    private volatile Long begun;

    void begin() {
        begun = System.nanoTime();
    }

    /** The context has not begun to stop, or was started again. */
    void reset() {
        begun = null;
    }

    /** Milliseconds since the beginning, 0 when it has not begun. */
    long elapsedMillis() {
        Long since = begun;
        return since == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }
}
