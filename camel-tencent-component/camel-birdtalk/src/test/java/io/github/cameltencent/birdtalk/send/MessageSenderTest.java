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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The message sender, without a server. */
class MessageSenderTest {

    private static final long BETA = 10002;
    private static final long TIMEOUT = 1000;

    private final ChatExceptions exceptions = new ChatExceptions();
    private final SilentOutbound outbound = new SilentOutbound();
    private final MessageSender sender = new MessageSender(outbound, exceptions);
    private final List<String> told = new ArrayList<>();

    @Test
    void aListenerThatThrowsDoesNotAffectOtherMessages() {
        sender.add(send("first", true));
        sender.add(send("second", false));
        sender.failAll(exceptions.notSent("STOPPED", "stopped"));
        assertThat(told).containsExactly("first STOPPED", "second STOPPED");
    }

    @Test
    void aListenerThatThrowsDoesNotAffectOthersWhenTheConnectionEnds() {
        sender.ready();
        sender.add(send("first", true));
        sender.add(send("second", false));
        sender.failAll(exceptions.notSent("STOPPED", "stopped"));
        assertThat(told).containsExactly("first NO_REPLY", "second NO_REPLY");
    }

    @Test
    void aListenerThatThrowsDoesNotAffectOthersThatTimeOut() {
        sender.add(send("first", true));
        sender.add(send("second", false));
        outbound.now += TIMEOUT;
        sender.expire();
        assertThat(told).containsExactly("first NOT_CONNECTED", "second NOT_CONNECTED");
    }

    private OutgoingMessage send(String name, boolean throwing) {
        return new OutgoingMessage(
                Dialogue.user(BETA),
                ChatMsgType.TEXT,
                new byte[] {1},
                0,
                outbound.now + TIMEOUT,
                1,
                (sent, failure) -> {
                    told.add(name + " " + code(failure));
                    if (throwing) {
                        throw new IllegalStateException("a listener's defect");
                    }
                });
    }

    private static String code(TencentException failure) {
        return failure == null ? "sent" : failure.getCode();
    }
}
