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
package io.github.cameltencent.examples.imbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The guarantees to users; the routes in Java and in YAML do the same. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class BotRoutesTest {

    private static final String BEFORE = "C2C.CallbackBeforeSendMsg";
    private static final String AFTER = "C2C.CallbackAfterSendMsg";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final BotStatistics statistics = new BotStatistics();
    private final int port = freePort();
    private final Bot bot;

    BotRoutesTest(boolean yaml) {
        bot = Bot.start(statistics, port, yaml, Bot.emulated(emulator.baseUri()));
    }

    @AfterEach
    void close() {
        bot.close();
        emulator.close();
    }

    @Test
    void aMessageIsAnsweredByTheBotWithTheKeyOfTheMessage() {
        assertThat(callback(AFTER, "Where is my order?", 1).send().status()).isEqualTo(200);
        await().until(() -> statistics.answered() == 1);

        RecordedRequest answer = answers().get(0);
        assertThat(answer.accepted()).isTrue();
        assertThat(answer.json().path("From_Account").asText()).isEqualTo(Bot.ACCOUNT);
        assertThat(answer.json().path("To_Account").asText()).isEqualTo("customer-1");
        assertThat(answer.json().at("/MsgBody/0/MsgContent/Text").asText()).isEqualTo("Your order is on its way.");
        assertThat(answer.json().path("CloudCustomData").asText()).isEqualTo("{\"answers\":\"1_7_1700000000\"}");
    }

    @Test
    void aRepeatedCallbackIsAnsweredOnce() {
        callback(AFTER, "hello", 1).send();
        callback(AFTER, "hello", 1).requestTime(Instant.now().minusSeconds(5)).send(); // no replay: another Sign
        callback(AFTER, "hello again", 2).send();
        await().until(() -> statistics.answered() == 2);

        assertThat(statistics.callbacks()).isEqualTo(3);
        assertThat(answers()).hasSize(2);
    }

    @Test
    void theBotDoesNotAnswerItselfNorMessagesToOthers() {
        callback(AFTER, "hello", 1)
                .field("From_Account", Bot.ACCOUNT)
                .field("To_Account", "customer-1")
                .send();
        callback(AFTER, "hello", 2).field("To_Account", "customer-2").send();
        callback(AFTER, "hello", 3).send();
        await().until(() -> statistics.answered() == 1);

        assertThat(answers()).hasSize(1);
    }

    @Test
    void aMessageWithACardNumberIsBlockedAndOthersAreNot() {
        assertThat(callback(BEFORE, "my card is 4111-1111-1111-1111", 1)
                        .send()
                        .json()
                        .path("ErrorCode")
                        .asInt())
                .isEqualTo(120001);
        assertThat(callback(BEFORE, "order 4711 of 2026", 2)
                        .send()
                        .json()
                        .path("ErrorCode")
                        .asInt(-1))
                .isZero();
        assertThat(statistics.blocked()).isEqualTo(1);
        assertThat(answers()).isEmpty();
    }

    @Test
    void aForgedCallbackIsNotAnswered() {
        assertThat(callback(AFTER, "hello", 1)
                        .forged(ImForgery.WRONG_SIGN)
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(statistics.callbacks()).isZero();
    }

    @Test
    void aThrottledAnswerIsRetriedAndARejectedOneIsReported() {
        emulator.faults().replace(fault("\"code\":60018,\"count\":6")); // more than the component retries
        callback(AFTER, "hello", 1).send();
        await().until(() -> statistics.answered() == 1);
        assertThat(answers()).hasSize(7);

        emulator.faults().replace(fault("\"code\":20003"));
        callback(AFTER, "hello", 2).send();
        await().until(() -> statistics.unanswered() == 1);
        assertThat(statistics.reasons()).containsOnlyKeys("REJECTED 20003");
    }

    @Test
    void anAnswerInFlightIsCountedAlthoughTheBotIsStopped() {
        emulator.faults().replace("{\"match\":{\"path\":\"/v4/openim/sendmsg\"},\"fault\":\"delay\",\"delay\":2000}");
        callback(AFTER, "hello", 1).send();
        await().until(() -> bot.context().getInflightRepository().size("answers") == 1);
        bot.close();

        assertThat(answers()).hasSize(1);
        assertThat(statistics.answered()).isEqualTo(1);
    }

    private static String fault(String more) {
        return "{\"match\":{\"path\":\"/v4/openim/sendmsg\"},\"fault\":\"code\"," + more + "}";
    }

    private ImCallback callback(String command, String text, int number) {
        return emulator.im()
                .callback(EmulatorOptions.IM.id(), command)
                .token(Bot.EMULATED_TOKEN)
                .to("http://127.0.0.1:" + port + "/im")
                .platform("iOS")
                .field("From_Account", "customer-1")
                .field("To_Account", Bot.ACCOUNT)
                .field("MsgKey", number + "_7_1700000000")
                .body("{\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"" + text + "\"}}]}");
    }

    private List<RecordedRequest> answers() {
        return emulator.requests().stream()
                .filter(request -> request.path().endsWith("/openim/sendmsg"))
                .toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
