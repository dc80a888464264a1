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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The consumer. */
class BirdtalkConsumerTest extends ChatRoutesFixture {

    @Test
    void aMessageBecomesAnExchangeWithAllItsHeaders() throws Exception {
        consume("");
        Exchange sent = write("hello 🐦", Map.of(BirdtalkConstants.TO_ID, ALPHA));
        await().until(() -> received.size() == 1);
        var message = received.get(0).getMessage();
        assertThat(message.getBody()).isEqualTo("hello 🐦");
        assertThat(message.getHeader(BirdtalkConstants.MSG_ID))
                .isEqualTo(sent.getMessage().getHeader(BirdtalkConstants.MSG_ID));
        assertThat(message.getHeader(BirdtalkConstants.FROM_ID)).isEqualTo(BETA);
        assertThat(message.getHeader(BirdtalkConstants.TO_ID)).isEqualTo(ALPHA);
        assertThat(message.getHeader(BirdtalkConstants.CHAT_TYPE)).isEqualTo("p2p");
        assertThat(message.getHeader(BirdtalkConstants.MSG_TYPE)).isEqualTo("TEXT");
        assertThat(message.getHeader(BirdtalkConstants.EVENT)).isEqualTo("message");
        assertThat(message.getBody(MsgChat.class).getFromId()).isEqualTo(BETA);
    }

    @Test
    void theSenderGetsAReceiptAfterTheExchangeHasCompleted() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        route("chat", alpha("&receipts=read"), exchange -> hold.await());
        awaitUpToDate(ALPHA);
        write("read me");
        assertThat(history(BETA).get(0).getRecvReply()).isZero();
        hold.countDown();
        await().until(() -> history(BETA).get(0).getReadReply() > 0);
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void receiptsNoneSendsNoReceipt() throws Exception {
        consume("&receipts=none");
        write("x");
        await().until(() -> received.size() == 1);
        context.getRouteController().stopRoute("chat");
        assertThat(history(BETA).get(0).getRecvReply()).isZero();
    }

    @Test
    void theFirstStartFetchesNothingAndTheNextFetchesNewMessages() throws Exception {
        write("before");
        consume("");
        write("one");
        await().until(() -> received.size() == 1);
        context.getRouteController().stopRoute("chat");
        write("two");
        write("three");
        context.getRouteController().startRoute("chat");
        await().until(() -> received.size() == 3);
        write("four");
        await().until(() -> received.size() == 4);
        assertThat(texts()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void syncAllFetchesTheWholeHistory() throws Exception {
        IntStream.range(0, 250).forEach(i -> write("m" + i));
        route("chat", alpha("&sync=all"), exchange -> received.add(copy(exchange)));
        await().until(() -> received.size() == 250);
        assertThat(texts()).isEqualTo(numbered(250));
    }

    @Test
    void syncLatestFetchesTheLastHundred() throws Exception {
        IntStream.range(0, 120).forEach(i -> write("m" + i));
        route("chat", alpha("&sync=latest"), exchange -> received.add(copy(exchange)));
        await().until(() -> received.size() == 100);
        assertThat(texts()).isEqualTo(numbered(120).subList(20, 120));
    }

    @ParameterizedTest
    @CsvSource({"latest, 101", "since, 1"})
    void messagesPushedBeforeTheFirstPageDoNotChangeWhatIsFetched(String sync, int expected) throws Exception {
        IntStream.range(0, 120).forEach(i -> write("m" + i));
        fault("query", "\"fault\":\"delay\",\"delay\":1000,\"count\":1");
        long before = queries();
        route("chat", alpha("&sync=" + sync), exchange -> received.add(copy(exchange)));
        await().until(() -> queries() > before);
        write("pushed");
        await().until(() -> texts().contains("pushed"));
        List<String> all = numbered(120);
        all.add("pushed");
        assertThat(texts()).isEqualTo(all.subList(121 - expected, 121));
    }

    private static long queries() {
        return emulator.requests().stream()
                .filter(request -> "query".equals(request.operation()))
                .count();
    }

    @Test
    void messagesOfADialogueAreHandledOneAtATimeAndDialoguesInParallel() throws Exception {
        emulator.chat().addUser(10003, "gamma", "gamma-password");
        emulator.chat().follow(ALPHA, 10003);
        AtomicInteger inBeta = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch gammaCame = new CountDownLatch(1);
        route("chat", alpha(""), exchange -> {
            if (exchange.getMessage().getHeader(BirdtalkConstants.FROM_ID).equals(BETA)) {
                most.accumulateAndGet(inBeta.incrementAndGet(), Math::max);
                gammaCame.await();
                received.add(copy(exchange));
                inBeta.decrementAndGet();
            } else {
                received.add(copy(exchange));
                gammaCame.countDown();
            }
        });
        awaitUpToDate(ALPHA);
        write("b1");
        write("b2");
        template.requestBodyAndHeader(uri("chat", 10003, "gamma-password", ""), "g1", BirdtalkConstants.TO_ID, ALPHA);
        await().until(() -> received.size() == 3);
        assertThat(most.get()).isEqualTo(1);
        assertThat(texts().get(0)).isEqualTo("g1");
        assertThat(texts().subList(1, 3)).containsExactly("b1", "b2");
    }

    @Test
    void messagesDroppedForASlowRouteAreFetchedLaterInOrderAndOnce() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        route("chat", alpha("&maxBuffered=10"), exchange -> {
            hold.await();
            received.add(copy(exchange));
        });
        awaitUpToDate(ALPHA);
        IntStream.range(0, 300).forEach(i -> write("m" + i));
        hold.countDown();
        await().until(() -> received.size() >= 300);
        assertThat(texts()).isEqualTo(numbered(300));
    }

    @Test
    void messagesDroppedByTheServerAreFetchedFromTheHistory() throws Exception {
        consume("&resyncInterval=300");
        emulator.chat().loseNext(ALPHA, 2);
        write("lost 1");
        write("lost 2");
        write("pushed");
        await().until(() -> received.size() == 3);
        assertThat(texts()).containsExactlyInAnyOrder("lost 1", "lost 2", "pushed");
    }

    @Test
    void aFailedMessageIsSkippedAndGetsNoReceipt() throws Exception {
        consumeAllButBad("");
        write("bad");
        write("good");
        await().until(() -> received.size() == 1);
        await().until(() -> history(BETA).get(1).getRecvReply() > 0);
        assertThat(history(BETA).get(0).getRecvReply()).isZero();
    }

    @Test
    void onFailureStopPausesTheDialogueUntilTheMessageIsRepeated() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        route("chat", alpha("&onFailure=stop&resyncInterval=400"), exchange -> {
            if ("bad".equals(exchange.getMessage().getBody()) && tries.incrementAndGet() < 3) {
                throw new IllegalStateException("cannot yet");
            }
            received.add(copy(exchange));
        });
        awaitUpToDate(ALPHA);
        write("first");
        write("bad");
        write("behind");
        await().until(() -> received.size() == 3);
        assertThat(texts()).containsExactly("first", "bad", "behind");
        assertThat(tries.get()).isEqualTo(3);
    }

    @Test
    void messagesOfGroupsHaveTheGroupId() throws Exception {
        long group = emulator.chat().addGroup("crew", BETA, List.of(ALPHA));
        consume("");
        write("to all", Map.of(BirdtalkConstants.TO_ID, group, BirdtalkConstants.CHAT_TYPE, "group"));
        await().until(() -> received.size() == 1);
        assertThat(received.get(0).getMessage().getHeader(BirdtalkConstants.CHAT_TYPE))
                .isEqualTo("group");
        assertThat(received.get(0).getMessage().getHeader(BirdtalkConstants.TO_ID))
                .isEqualTo(group);
        context.getRouteController().stopRoute("chat");
        write("meanwhile", Map.of(BirdtalkConstants.TO_ID, group, BirdtalkConstants.CHAT_TYPE, "group"));
        context.getRouteController().startRoute("chat");
        await().until(() -> received.size() == 2);
        assertThat(texts()).containsExactly("to all", "meanwhile");
    }

    @Test
    void ownMessagesFromOtherDevicesAreNotConsumed() throws Exception {
        consume("");
        template.requestBodyAndHeader(alpha("&clientId=other"), "mine", BirdtalkConstants.TO_ID, BETA);
        write("yours");
        await().until(() -> received.size() == 1);
        assertThat(texts()).containsExactly("yours");
    }

    @Test
    void otherEventsAreConsumedIfSelected() throws Exception {
        List<String> kinds = new CopyOnWriteArrayList<>();
        route("events", alpha("&events=presence,receipt"), exchange -> {
            kinds.add(exchange.getMessage().getHeader(BirdtalkConstants.EVENT, String.class));
            assertThat(exchange.getMessage().getBody()).isInstanceOf(Map.class);
        });
        await().until(() -> emulator.requests().stream().anyMatch(request -> "login".equals(request.operation())));
        route("beta", beta(""), exchange -> {});
        await().until(() -> kinds.contains("presence"));
        awaitUpToDate(BETA);
        template.requestBodyAndHeader(alpha(""), "hi", BirdtalkConstants.TO_ID, BETA);
        await().until(() -> kinds.contains("receipt"));
    }

    @Test
    void aResumedRouteContinuesWhereItWasSuspended() throws Exception {
        consume("");
        context.getRouteController().suspendRoute("chat");
        write("one");
        write("two");
        assertThat(received).isEmpty();
        context.getRouteController().resumeRoute("chat");
        await().until(() -> received.size() == 2);
        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void aSecondConsumerOfTheSameAccountIsRefused() throws Exception {
        consume("");
        assertThatThrownBy(() -> route("second", alpha("&receipts=read"), exchange -> {}))
                .hasStackTraceContaining("Another consumer already handles the messages of this account");
    }

    private static List<String> numbered(int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
    }
}
