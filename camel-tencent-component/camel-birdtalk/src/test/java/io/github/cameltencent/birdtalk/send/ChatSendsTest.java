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
import io.github.cameltencent.birdtalk.request.ChatFailures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages on their way, without a server. */
class ChatSendsTest {

    private static final long BETA = 10002;
    private static final long TIMEOUT = 1000;

    private final ChatFailures failures = new ChatFailures();
    private final QuietLine line = new QuietLine();
    private final ChatSends sends = new ChatSends(line, failures);
    private final List<String> told = new ArrayList<>();

    @Test
    void whoThrowsKeepsTheEndFromNobody() {
        sends.add(send("first", true));
        sends.add(send("second", false));
        sends.refuse(failures.notSent("STOPPED", "stopped"));
        assertThat(told).containsExactly("first STOPPED", "second STOPPED");
    }

    @Test
    void whoThrowsKeepsTheEndOfTheConnectionFromNobody() {
        sends.ready();
        sends.add(send("first", true));
        sends.add(send("second", false));
        sends.refuse(failures.notSent("STOPPED", "stopped"));
        assertThat(told).containsExactly("first NO_REPLY", "second NO_REPLY");
    }

    @Test
    void whoThrowsKeepsItFromNobodyThatTheTimeIsOver() {
        sends.add(send("first", true));
        sends.add(send("second", false));
        line.now += TIMEOUT;
        sends.sweep();
        assertThat(told).containsExactly("first NOT_CONNECTED", "second NOT_CONNECTED");
    }

    private ChatSend send(String name, boolean throwing) {
        return new ChatSend(
                Dialogue.user(BETA), ChatMsgType.TEXT, new byte[] {1}, 0, line.now + TIMEOUT, 1, (sent, failure) -> {
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
