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
package io.github.cameltencent.birdtalk.send;

import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.MessageFrames;

/** A connection without answers, whose time is set by tests. */
public class SilentOutbound implements MessageSender.Outbound {

    public static final long ALPHA = 10001;

    public long now = 1;
    private long ids;

    @Override
    public long sendId() {
        return ++ids;
    }

    @Override
    public ChatFrame frame(OutgoingMessage send) {
        return send.frame(now, new MessageFrames(ALPHA, "device"));
    }

    @Override
    public long highestMessageId() {
        return 0;
    }

    @Override
    public void send(ChatFrame frame) {
        // no answer
    }

    @Override
    public void search(OutgoingMessage send) {
        // nobody answers
    }

    @Override
    public long monotonicMillis() {
        return now;
    }
}
