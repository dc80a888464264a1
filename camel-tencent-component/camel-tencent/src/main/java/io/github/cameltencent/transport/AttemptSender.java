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

/** Sends the attempts of calls. Thread-safe. */
public interface AttemptSender {

    /**
     * Starts an attempt. Neither blocks nor throws.
     *
     * @param leaseUntil the deadline for leasing a connection, in nanoseconds of the transport's clock
     * @param until the deadline for the answer; it is moved forward to {@code requestTimeout} after the lease if that is
     *     earlier
     */
    void send(HttpCall call, SignedRequest signed, long leaseUntil, long until, AttemptListener listener);

    /** Aborts the attempts that wait for a connection. */
    void abortWaiting();

    /** Aborts all attempts, including those that are started later. */
    void abortAll();
}
