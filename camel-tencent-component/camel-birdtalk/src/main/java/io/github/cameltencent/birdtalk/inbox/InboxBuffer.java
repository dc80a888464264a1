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

/** Counts the messages that wait or are in flight, and their bytes. On the connection's thread. */
final class InboxBuffer {

    /** The most bytes, unless it is a single message. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final int maxMessages;
    private int messages;
    private long bytes;

    InboxBuffer(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    void add(MsgChat message) {
        messages++;
        bytes += message.getData().size();
    }

    void remove(MsgChat message) {
        messages--;
        bytes -= message.getData().size();
    }

    int messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    boolean isFull() {
        return messages >= maxMessages || bytes >= MAX_BYTES;
    }

    /** Whether the buffer is half empty, so that fetching is worthwhile. */
    boolean hasRoom() {
        return messages <= maxMessages / 2 && bytes <= MAX_BYTES / 2;
    }
}
