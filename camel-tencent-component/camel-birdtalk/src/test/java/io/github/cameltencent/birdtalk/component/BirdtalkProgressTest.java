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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stored progress of a consumer over stops and crashes. */
class BirdtalkProgressTest extends ChatRoutesFixture {

    private static final long GAMMA = 10003;

    private final CrashingStore store = new CrashingStore();

    @BeforeEach
    void remember() {
        context.getRegistry().bind("store", store);
    }

    @Test
    void aMessageDroppedByTheServerIsFetchedAfterARestartEvenIfALaterOneWasHandled() throws Exception {
        consume();
        write("one");
        await().until(() -> received.size() == 1);
        emulator.chat().loseNext(ALPHA, 1);
        write("dropped");
        write("later");
        await().until(() -> received.size() == 2);
        restart();
        write("last");
        await().until(() -> texts().contains("last"));
        assertThat(texts()).containsExactly("one", "later", "dropped", "last");
    }

    @Test
    void aCrashLosesNothingAndRepeatsOnlyMessagesInFlight() throws Exception {
        emulator.chat().addUser(GAMMA, "gamma", "gamma-password");
        emulator.chat().follow(ALPHA, GAMMA);
        CountDownLatch hold = new CountDownLatch(1);
        route("chat", consumer(""), exchange -> {
            received.add(copy(exchange));
            if (exchange.getMessage().getHeader(BirdtalkConstants.FROM_ID).equals(GAMMA)) {
                hold.await();
            }
        });
        awaitHistory();
        write("first"); // whose login is pushed to the other users, and would be lost instead
        emulator.chat().write(GAMMA, ALPHA, "slow");
        await().until(() -> received.size() == 2);
        emulator.chat().loseNext(ALPHA, 1);
        write("dropped");
        IntStream.range(0, 20).forEach(i -> write("m" + i));
        long last = history(ALPHA).get(22).getMsgId();
        await().until(() -> store.state()
                .handledBeyond()
                .getOrDefault(0L, java.util.Set.of())
                .contains(last));
        store.crash();
        hold.countDown();
        restart();
        write("last");
        await().until(() -> texts().contains("last"));
        await().until(() -> texts().stream().filter("slow"::equals).count() == 2);
        assertThat(texts().subList(22, 25)).containsExactlyInAnyOrder("slow", "dropped", "last");
        assertThat(texts()).hasSize(25);
    }

    @Test
    void theHistoryIsQueriedSoonerWhenManyMessagesArrive() throws Exception {
        consume();
        write("one");
        await().until(() -> received.size() == 1);
        emulator.chat().loseNext(ALPHA, 1);
        write("dropped");
        IntStream.range(0, 1001).forEach(i -> emulator.chat().write(BETA, ALPHA, "m" + i));
        await().until(() -> texts().contains("dropped"));
        await().until(() -> store.state().handledBeyond().isEmpty());
    }

    @Test
    void aGroupJoinedMeanwhileStartsAfterTheLastSeenMessage() throws Exception {
        long group = emulator.chat().addGroup("crew", BETA, List.of());
        Map<String, Object> toGroup = Map.of(BirdtalkConstants.TO_ID, group, BirdtalkConstants.CHAT_TYPE, "group");
        consume();
        write("before", toGroup);
        write("one");
        await().until(() -> received.size() == 1);
        context.getRouteController().stopRoute("chat");
        template.requestBody(
                uri("group", BETA, EmulatorOptions.CHAT_BETA.key(), "&action=invite"),
                Map.of("groupId", group, "members", List.of(ALPHA)));
        write("meanwhile", toGroup);
        write("to the user");
        context.getRouteController().startRoute("chat");
        await().until(() -> received.size() == 3);
        write("later", toGroup);
        await().until(() -> texts().contains("later"));
        assertThat(texts())
                .containsOnlyOnce("meanwhile", "to the user", "later")
                .doesNotContain("before");
    }

    @Test
    void anExchangeThatEndsAfterItsConsumerDoesNotResetProgress() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        AtomicInteger slow = new AtomicInteger();
        route("chat", consumer(""), exchange -> {
            if ("slow".equals(exchange.getMessage().getBody()) && slow.incrementAndGet() == 1) {
                hold.await();
            }
            received.add(copy(exchange));
        });
        awaitHistory();
        sendAsAlpha(); // the producer keeps the connection open
        write("slow");
        await().until(() -> slow.get() == 1);
        Consumer consumer = context.getRoute("chat").getConsumer();
        consumer.stop();
        consumer.start();
        write("two");
        await().untilAsserted(() -> assertThat(texts()).containsExactly("slow", "two"));
        hold.countDown();
        await().until(() -> received.size() == 3);
        sendAsAlpha();
        restart();
        write("three");
        await().until(() -> texts().contains("three"));
        assertThat(texts()).containsExactly("slow", "two", "slow", "three");
    }

    private void sendAsAlpha() {
        template.requestBodyAndHeader(consumer(""), "hi", BirdtalkConstants.TO_ID, BETA);
    }

    private void consume() throws Exception {
        route("chat", consumer(""), exchange -> received.add(copy(exchange)));
        awaitHistory();
    }

    /** Waits until the end of the history was queried: later messages arrive as pushes only. */
    private static void awaitHistory() {
        await().until(() -> emulator.requests().stream()
                        .filter(request -> "query".equals(request.operation()))
                        .count()
                >= 2);
    }

    private void restart() throws Exception {
        context.getRouteController().stopRoute("chat");
        context.getRouteController().startRoute("chat");
    }

    private static String consumer(String more) {
        return alpha(more).replace("stateStore=memory", "stateStore=#store");
    }

    /** A store that a crash leaves unchanged, whatever is saved while the process ends. */
    private static final class CrashingStore implements ChatStateStore {

        private final MemoryChatStateStore states = new MemoryChatStateStore();
        private volatile ChatAccount account;
        private volatile boolean crashed;

        /** Ignores saves until the next load. */
        void crash() {
            crashed = true;
        }

        ChatState state() {
            return states.load(account).withKey(null);
        }

        @Override
        public ChatState load(ChatAccount of) {
            account = of;
            crashed = false;
            return states.load(of);
        }

        @Override
        public void save(ChatAccount of, ChatState state) {
            if (!crashed) {
                states.save(of, state);
            }
        }
    }
}
