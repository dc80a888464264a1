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
package io.github.cameltencent.emulator.engine;

/**
 * How many requests came and what became of them, since the start or the last reset.
 *
 * @param received all requests to a service
 * @param accepted those that the service took
 * @param refused those that it did not take
 * @param faulted those that a fault met, accepted or not
 * @param dropped those whose record is gone because there were too many
 */
public record Counters(long received, long accepted, long refused, long faulted, long dropped) {}
