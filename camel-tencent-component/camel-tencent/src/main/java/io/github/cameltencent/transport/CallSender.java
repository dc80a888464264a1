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

/** Sends calls; the part of the transport that producers use. */
public interface CallSender {

    /**
     * Sends a call. With {@code onSaturation=block} the calling thread waits for an in-flight slot; I/O threads never wait.
     *
     * @param listener notified once of the result, also when the call could not be started
     */
    void send(HttpCall call, CallListener listener);

    /** Continues a route on a thread of the Camel thread pool, where it may block. */
    void resume(Runnable continuation);

    /** Returns the observer of calls; null if nothing observes them. */
    default CallObserver observer() {
        return null;
    }
}
