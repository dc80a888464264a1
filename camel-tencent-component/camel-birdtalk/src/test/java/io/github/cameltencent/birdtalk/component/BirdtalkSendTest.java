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
package io.github.cameltencent.birdtalk.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentAmbiguousException;
import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.TencentTransientException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that a route sends, with all outcomes. */
class BirdtalkSendTest extends CamelTestSupport {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static TencentEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = TencentEmulator.start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @AfterEach
    void reset() {
        emulator.reset();
    }

    @Test
    void anAcceptedMessageHasTheIdOfTheServer() {
        Exchange sent = send(uri(""), "hello 🐦", Map.of(BirdtalkConstants.TO_ID, BETA));
        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
        assertThat(sent.getMessage().getHeader(BirdtalkConstants.MSG_ID, Long.class))
                .isEqualTo(history().get(0).msgId());
        assertThat(sent.getMessage().getBody()).isEqualTo("hello 🐦");
        assertThat(history()).extracting(Stored::text).containsExactly("hello 🐦");
    }

    @Test
    void messagesAreSentOverOneConnectionInOrder() throws Exception {
        AsyncProducer producer = context.getEndpoint(uri("&toId=" + BETA)).createAsyncProducer();
        producer.start();
        for (int i = 0; i < 50; i++) {
            producer.process(createExchangeWithBody("m" + i), doneSync -> {});
        }
        await().until(() -> history().size() == 50);
        assertThat(history().get(0).text()).isEqualTo("m0");
        assertThat(history().get(49).text()).isEqualTo("m49");
        assertThat(emulator.chat().connections()).isEqualTo(1);
        producer.stop();
        await().until(() -> emulator.chat().connections() == 0);
    }

    @Test
    void aSenderWhomTheReceiverDoesNotFollowIsRejected() {
        emulator.chat().addUser(10003, "gamma", "gamma-password");
        Exchange sent = send(
                "birdtalk:chat?serverUri=" + emulator.chatUri()
                        + "&userId=10003&password=gamma-password&stateStore=memory",
                "hi",
                Map.of(BirdtalkConstants.TO_ID, BETA));
        assertThat(sent.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(((TencentException) sent.getException()).getCode()).isEqualTo("21");
        assertThat(sent.getException()).hasMessageContaining("does not follow");
    }

    @Test
    void aMessageWhoseReplyIsLostIsFoundInTheHistoryAndNotSentTwice() {
        fault("message", "reset_after");
        Exchange sent = send(uri(""), "once", Map.of(BirdtalkConstants.TO_ID, BETA));
        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(1);
        assertThat(sent.getMessage().getHeader(BirdtalkConstants.MSG_ID, Long.class))
                .isEqualTo(history().get(0).msgId());
        assertThat(history()).hasSize(1);
    }

    @Test
    void aMessageThatTheServerDidNotReceiveIsSentAgain() {
        fault("message", "reset_before");
        Exchange sent = send(uri(""), "again", Map.of(BirdtalkConstants.TO_ID, BETA));
        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(2);
        assertThat(history()).extracting(Stored::text).containsExactly("again");
    }

    @Test
    void aMessageWithoutReplyAndHistoryIsAmbiguous() {
        fault("message", "reset_after");
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"chat\",\"path\":\"query\"},\"fault\":\"code\",\"code\":\"silent\"}");
        Exchange sent = send(uri("&requestTimeout=1500"), "lost?", Map.of(BirdtalkConstants.TO_ID, BETA));
        assertThat(sent.getException()).isInstanceOf(TencentAmbiguousException.class);
        assertThat(sent.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo(Outcome.AMBIGUOUS.name());
    }

    @Test
    void anUnreachableServerIsTransient() {
        Exchange sent = send(
                "birdtalk:chat?serverUri=ws://127.0.0.1:1/ws&userId=10001&password=any&stateStore=memory"
                        + "&requestTimeout=300&toId=10002",
                "never sent",
                Map.of());
        assertThat(sent.getException()).isInstanceOf(TencentTransientException.class);
        assertThat(((TencentException) sent.getException()).getCode()).isEqualTo("NOT_CONNECTED");
    }

    @Test
    void aWrongPasswordFailsAtOnceAndIsNotRetried() {
        String uri = "birdtalk:chat?serverUri=" + emulator.chatUri()
                + "&userId=10001&password=wrong&stateStore=memory&toId=10002";
        Exchange first = send(uri, "x", Map.of());
        Exchange second = send(uri, "y", Map.of());
        assertThat(first.getException())
                .isInstanceOf(TencentAuthException.class)
                .hasMessageNotContaining("wrong");
        assertThat(second.getException()).isInstanceOf(TencentAuthException.class);
        assertThat(emulator.requests())
                .filteredOn(request -> request.operation().equals("login"))
                .hasSize(1);
    }

    @Test
    void anEndpointStartedAfterALogoutHasANewConnection() throws Exception {
        String uri = uri("&toId=" + BETA);
        template.requestBody(uri, "first");
        template.requestBodyAndHeader(
                uri.replace("birdtalk:chat?", "birdtalk:user?").replace("&toId=" + BETA, "&action=logout"),
                Map.of(),
                "x",
                "y");
        await().until(() -> send(uri, "refused", Map.of()).getException() != null);
        AsyncProducer later = context.getEndpoint(uri).createAsyncProducer();
        later.start();
        Exchange sent = createExchangeWithBody("second");
        later.process(sent);
        assertThat(sent.getException()).isNull();
        later.stop();
    }

    @Test
    void aLogoutWhileDisconnectedStopsReconnecting() {
        String nobody = "birdtalk:%s?serverUri=ws://127.0.0.1:1/ws&userId=10001&password=any"
                + "&stateStore=memory&reconnectDelay=60000%s";
        String sending = String.format(nobody, "chat", "&toId=10002&requestTimeout=300");
        assertThat(((TencentException) send(sending, "x", Map.of()).getException()).getCode())
                .isEqualTo("NOT_CONNECTED");
        template.requestBody(String.format(nobody, "user", "&action=logout"), Map.of());
        assertThat(((TencentException) send(sending, "y", Map.of()).getException()).getCode())
                .isEqualTo("LOGGED_OUT");
    }

    private String uri(String more) {
        return "birdtalk:chat?serverUri=" + emulator.chatUri() + "&userId=" + ALPHA + "&password=RAW{"
                + EmulatorOptions.CHAT_ALPHA.key() + "}&stateStore=memory&reconnectDelay=50" + more;
    }

    private static void fault(String path, String kind) {
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"chat\",\"path\":\"" + path + "\"},\"fault\":\"" + kind
                        + "\",\"count\":1}");
    }

    private Exchange send(String uri, String body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private static List<Stored> history() {
        return emulator.chat().messages(ALPHA).stream()
                .map(message -> new Stored(message.getMsgId(), message.getData().toString(UTF_8)))
                .toList();
    }

    private record Stored(long msgId, String text) {}
}
