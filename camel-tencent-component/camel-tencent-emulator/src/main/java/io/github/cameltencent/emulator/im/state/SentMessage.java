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
package io.github.cameltencent.emulator.im.state;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** A message from one user to another. Guarded by the lock of the state. */
public final class SentMessage {

    public final String from;
    public final String to;
    public final long seq;
    public final long random;
    public final long time;
    public ArrayNode elements;
    public String custom;
    public boolean withdrawn;
    public boolean read;

    /** Whether the message counts as unread. */
    public boolean counted = true;

    public SentMessage(String from, String to, long seq, long random, long time, ArrayNode elements, String custom) {
        this.from = from;
        this.to = to;
        this.seq = seq;
        this.random = random;
        this.time = time;
        this.elements = elements;
        this.custom = custom;
    }

    public String key() {
        return seq + "_" + random + "_" + time;
    }

    boolean between(String one, String other) {
        return (from.equals(one) && to.equals(other)) || (from.equals(other) && to.equals(one));
    }
}
