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
package io.github.cameltencent.transport.limit;

import io.github.cameltencent.credential.EndpointOptions;
import java.time.Instant;
import java.util.concurrent.Future;

/** The clock and timer of the transport; tests replace it. */
public interface TransportClock {

    /** Returns the time for timestamps and signatures, of the clock in the options or of the system. */
    Instant now(EndpointOptions options);

    /** Returns the time for timeouts, like {@link System#nanoTime()}. */
    long nanos();

    /** Schedules a task on the timer thread, which the task must not block. */
    Future<?> schedule(Runnable task, long millis);
}
