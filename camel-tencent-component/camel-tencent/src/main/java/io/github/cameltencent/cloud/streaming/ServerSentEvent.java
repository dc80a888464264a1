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
package io.github.cameltencent.cloud.streaming;

/**
 * One event of a {@code text/event-stream}.
 *
 * @param id the last event id, null for none
 * @param name the value of {@code event:}, null for none
 * @param data the values of {@code data:}, joined by line feeds
 */
record ServerSentEvent(String id, String name, String data) {

    /** Does not contain the data, which is content. */
    @Override
    public String toString() {
        return "ServerSentEvent[" + name + ", " + data.length() + " characters]";
    }
}
