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

/** What carries the attempts of calls. Thread-safe. */
public interface AttemptLayer {

    /**
     * Begins an attempt. Does not block, and does not throw.
     *
     * @param leaseUntil until when a connection may be waited for, in nanoseconds of the transport's clock
     * @param until until when the answer may be waited for; it is never waited for longer than {@code requestTimeout}
     *     from the moment that a connection was there
     */
    void begin(HttpCall call, SignedRequest signed, long leaseUntil, long until, AttemptListener listener);

    /** Ends the attempts that wait for a connection. */
    void cutWaiting();

    /** Ends all attempts, and those that begin later at once. */
    void cutAll();
}
