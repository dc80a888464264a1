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

/** Is notified once of the result of an attempt, on the thread that ended it. */
@FunctionalInterface
public interface AttemptListener {

    /**
     * Called when the attempt has ended.
     *
     * @param answer null if there was none
     * @param leased when the connection was leased, in nanoseconds of the transport's clock; the time of the end if it
     *     never was
     */
    void ended(AttemptResult result, HttpAnswer answer, long leased);
}
