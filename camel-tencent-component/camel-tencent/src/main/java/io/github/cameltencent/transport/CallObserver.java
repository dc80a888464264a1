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

import io.github.cameltencent.TencentCall;

/**
 * Observes calls, for listeners, meters and the dev console. Called on any thread, including I/O threads: must not block
 * and must not throw.
 */
public interface CallObserver {

    /** A limit at which a call can wait. */
    enum WaitLimit {
        /** The calls in flight of an application. */
        IN_FLIGHT,
        /** The calls per second. */
        RATE
    }

    /**
     * A call has ended.
     *
     * @param requestId the request id of the service, null for none
     */
    void ended(TencentCall call, String requestId);

    /**
     * A call has passed a limit.
     *
     * @param application the label of the application
     * @param nanos how long the call waits, 0 if it does not
     */
    default void waited(String application, WaitLimit limit, long nanos) {}
}
