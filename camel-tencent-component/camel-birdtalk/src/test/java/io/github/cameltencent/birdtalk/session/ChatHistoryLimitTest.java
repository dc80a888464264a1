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
package io.github.cameltencent.birdtalk.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.frame.MessageFrames;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import io.github.cameltencent.birdtalk.protocol.SynType;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bounds of the emulator's history. */
class ChatHistoryLimitTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static final long NOW = 1_718_700_000_000L;

    private final MessageFrames frames = new MessageFrames(ALPHA, "device");

    @Test
    void theNewestMessagesAreKeptByNumberAndSize() {
        try (TencentEmulator emulator = TencentEmulator.start();
                SessionDriver session = new SessionDriver(
                        emulator.chatUri(),
                        ChatLogin.byId(ALPHA, EmulatorOptions.CHAT_ALPHA.key().toCharArray()),
                        null,
                        ChatCipher.AES_CTR)) {
            session.settle();
            emulator.chat().historyLimit(3, 1000);
            for (int i = 1; i <= 5; i++) {
                send(session, i, "text");
            }
            assertThat(history(session)).containsExactly(3L, 4L, 5L);
            send(session, 6, "x".repeat(994));
            assertThat(history(session)).containsExactly(5L, 6L);
            send(session, 7, "x".repeat(1001));
            assertThat(history(session)).containsExactly(7L);
        }
    }

    private void send(SessionDriver session, long sendId, String text) {
        session.send(frames.message(NOW, sendId, Dialogue.user(BETA), ChatMsgType.TEXT, text.getBytes(UTF_8), 0));
        session.next(MessageCase.CHATREPLY);
    }

    private List<Long> history(SessionDriver session) {
        session.send(frames.history(NOW, ChatType.ChatTypeP2P, 0, SynType.SynTypeForward, 0, 0));
        return session.next(MessageCase.COMMONQUERYRET).getPlainMsg().getCommonQueryRet().getChatDataListList().stream()
                .map(MsgChat::getSendId)
                .toList();
    }
}
