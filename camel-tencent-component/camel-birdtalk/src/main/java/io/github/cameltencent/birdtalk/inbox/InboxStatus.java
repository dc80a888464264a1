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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Describes an inbox for the dev console, by numbers only. On the connection's thread. */
final class InboxStatus {

    private InboxStatus() {}

    static Map<String, Object> of(
            Collection<MessageStream> streams, InboxBuffer buffer, int dialogues, int inFlight, boolean paused) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("streams", streams.size());
        status.put(
                "streamsBehind",
                streams.stream().filter(MessageStream::isBehind).count());
        status.put("dialogues", dialogues);
        status.put(
                "staleDialogues",
                streams.stream().mapToInt(stream -> stream.stale().size()).sum());
        status.put("bufferedMessages", buffer.messages());
        status.put("bufferedBytes", buffer.bytes());
        status.put("batchesInFlight", inFlight);
        status.put("paused", paused);
        return status;
    }
}
