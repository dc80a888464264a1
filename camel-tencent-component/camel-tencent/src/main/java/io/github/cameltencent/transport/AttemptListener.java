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

/** Told once how an attempt ended, on the thread that brought the end. */
@FunctionalInterface
public interface AttemptListener {

    /**
     * The attempt ended.
     *
     * @param answer null where there was none
     * @param leased when a connection was there, in nanoseconds of the transport's clock; the end where there never was
     */
    void ended(Verdict verdict, HttpAnswer answer, long leased);
}
