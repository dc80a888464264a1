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

/** Time as the transport sees it; tests bring their own. */
public interface TransportClock {

    /** The time for stamps and signatures: the clock of the options, else the system's. */
    Instant now(EndpointOptions options);

    /** The time for waits, as of {@link System#nanoTime()}. */
    long nanos();

    /** Runs a task later, on a thread that must not be blocked. */
    Future<?> schedule(Runnable task, long millis);
}
