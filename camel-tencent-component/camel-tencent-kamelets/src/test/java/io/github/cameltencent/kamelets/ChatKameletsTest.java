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
package io.github.cameltencent.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.TencentAuthException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code birdtalk-source} and {@code birdtalk-sink} against the emulator. */
class ChatKameletsTest {

    private static final String SOURCE = "birdtalk-source";
    private static final String SINK = "birdtalk-sink";

    private final KameletFixture fixture = new KameletFixture();
    private final long bot = Long.parseLong(KameletFixture.CHAT.id());
    private final long friend = Long.parseLong(KameletFixture.FRIEND.id());

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Map<String, String> account() {
        return Map.of(
                "serverUri", fixture.emulator.chatUri(), "userId", KameletFixture.CHAT.id(), "stateStore", "memory");
    }

    @Test
    void aMessageOfAFriendIsReceived() throws Exception {
        fixture.secret(SOURCE, "password", KameletFixture.SECRET).from(SOURCE, account());
        for (String asked : new String[] {"group", "query"}) { // then messages are delivered at once
            await().until(() ->
                    fixture.emulator.requests().stream().anyMatch(request -> asked.equals(request.operation())));
        }
        fixture.emulator.chat().write(friend, bot, "hello");

        Exchange received = fixture.next(10_000);
        assertThat(received).isNotNull();
        assertThat(received.getMessage().getBody()).isEqualTo("hello");
        assertThat(received.getMessage().getHeader("CamelBirdtalkFromId")).isEqualTo(friend);
    }

    @Test
    void anAccountWithAWrongPasswordReceivesNothing() throws Exception {
        fixture.secret(SOURCE, "password", "not-the-password").from(SOURCE, account());

        await().until(() -> fixture.emulator.requests().stream().anyMatch(request -> !request.accepted()));
        assertThat(fixture.emulator.chat().isOnline(bot)).isFalse();
        assertThat(fixture.next(1)).isNull();
    }

    @Test
    void aTextIsSentToTheUserOfTheHeader() throws Exception {
        fixture.secret(SINK, "password", KameletFixture.SECRET).to(SINK, account());
        Exchange done = fixture.send("hello", Map.of("CamelBirdtalkToId", friend));

        assertThat(done.getException()).isNull();
        assertThat(fixture.emulator.chat().messages(friend)).singleElement().satisfies(message -> assertThat(
                        message.getData().toStringUtf8())
                .isEqualTo("hello"));
    }

    @Test
    void aSinkWithAWrongPasswordIsAnAuthException() throws Exception {
        fixture.secret(SINK, "password", "not-the-password").to(SINK, account());

        assertThat(fixture.send("hello", Map.of("CamelBirdtalkToId", friend)).getException())
                .isInstanceOf(TencentAuthException.class);
        assertThat(fixture.emulator.chat().messages(friend)).isEmpty();
    }
}
