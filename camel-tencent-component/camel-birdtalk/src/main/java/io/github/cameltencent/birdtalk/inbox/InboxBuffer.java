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
package io.github.cameltencent.birdtalk.inbox;

import io.github.cameltencent.birdtalk.protocol.MsgChat;

/** Counts the messages that wait for the route or are in it. Used by the connection's thread. */
final class InboxBuffer {

    /** How many bytes all of them may have together, but for a single one. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final int most;
    private int messages;
    private long bytes;

    InboxBuffer(int most) {
        this.most = most;
    }

    void add(MsgChat message) {
        messages++;
        bytes += message.getData().size();
    }

    void remove(MsgChat message) {
        messages--;
        bytes -= message.getData().size();
    }

    boolean isFull() {
        return messages >= most || bytes >= MOST_BYTES;
    }

    /** Whether it is worth while to fetch more. */
    boolean hasRoom() {
        return messages <= most / 2 && bytes <= MOST_BYTES / 2;
    }
}
