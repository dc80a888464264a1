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
import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.LoggingExceptionHandler;
import org.junit.jupiter.api.Test;

/** The consumer when the server, the route or an exception handler fails. */
class BirdtalkConsumerFailuresTest extends ChatRoutesFixture {

    @Test
    void messagesDroppedByTheServerAreFetchedEvenIfLaterOnesWereDroppedByTheInbox() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        route("chat", alpha("&maxBuffered=1&resyncInterval=200"), exchange -> {
            if (!"first".equals(exchange.getMessage().getBody())) {
                hold.await();
            }
            received.add(copy(exchange));
        });
        awaitUpToDate(ALPHA);
        write("first");
        await().until(() -> received.size() == 1);
        long before = queries();
        await().until(() -> queries() >= before + 2); // it is up to date
        emulator.chat().loseNext(ALPHA, 1);
        write("dropped by the server");
        write("in the route");
        write("dropped by the inbox");
        long asked = queries();
        await().until(() -> queries() >= asked + 3);
        hold.countDown();
        await().until(() -> received.size() == 4);
        assertThat(texts())
                .containsExactlyInAnyOrder("first", "dropped by the server", "in the route", "dropped by the inbox");
    }

    @Test
    void messagesThatCouldNotBeFetchedAtTheStartDoNotCountAsHandled() throws Exception {
        consume("");
        write("one");
        await().until(() -> received.size() == 1);
        context.getRouteController().stopRoute("chat");
        write("two");
        fault("query", "\"fault\":\"code\",\"code\":\"9\",\"count\":1");
        long before = queries();
        context.getRouteController().startRoute("chat");
        await().until(() -> queries() > before);
        write("three");
        await().until(() -> texts().contains("three"));
        context.getRouteController().stopRoute("chat");
        context.getRouteController().startRoute("chat");
        await().until(() -> texts().contains("two"));
    }

    @Test
    void aFailedListOfGroupsIsRequestedAgain() throws Exception {
        long group = emulator.chat().addGroup("crew", BETA, List.of(ALPHA));
        Map<String, Object> toGroup = Map.of(BirdtalkConstants.TO_ID, group, BirdtalkConstants.CHAT_TYPE, "group");
        consume("&resyncInterval=300");
        write("one", toGroup);
        await().until(() -> received.size() == 1);
        context.getRouteController().stopRoute("chat");
        write("two", toGroup);
        fault("group", "\"fault\":\"code\",\"code\":\"9\",\"count\":1");
        context.getRouteController().startRoute("chat");
        await().until(() -> received.size() == 2);
        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void theHistoryOfALeftGroupIsQueriedAgainAfterItIsRejoined() throws Exception {
        long group = emulator.chat().addGroup("crew", BETA, List.of(ALPHA));
        Map<String, Object> toGroup = Map.of(BirdtalkConstants.TO_ID, group, BirdtalkConstants.CHAT_TYPE, "group");
        consume("&resyncInterval=100");
        write("one", toGroup);
        await().until(() -> received.size() == 1);
        ofGroup("kick", Map.of("groupId", group, "members", List.of(ALPHA)));
        long lists = asked("group");
        await().until(() -> asked("group") > lists); // checks whether it is in the group again
        long before = queries();
        long listsBefore = asked("group");
        await().until(() -> asked("group") >= listsBefore + 5);
        assertThat(queries() - before).as("of the users, and not of the group").isLessThan(8);
        ofGroup("invite", Map.of("groupId", group, "members", List.of(ALPHA)));
        emulator.chat().loseNext(ALPHA, 1);
        write("two", toGroup);
        await().until(() -> received.size() == 2);
    }

    private void ofGroup(String operation, Map<String, Object> arguments) {
        template.requestBody(uri("group", BETA, EmulatorOptions.CHAT_BETA.key(), "&action=" + operation), arguments);
    }

    @Test
    void aFailedMessageGetsNoReceiptEvenIfItIsPushedAgain() throws Exception {
        consumeAllButBad("");
        write("bad");
        write("good");
        await().until(() -> history(BETA).get(1).getRecvReply() > 0);
        // the server pushes messages without receipt again
        template.requestBody(uri("query", BETA, EmulatorOptions.CHAT_BETA.key(), "&action=receipts"), Map.of());
        write("better");
        await().until(() -> history(BETA).get(2).getRecvReply() > 0);
        assertThat(history(BETA).get(0).getRecvReply()).isZero();
    }

    @Test
    void waitingEventsAreDroppedWhenTheRouteStops() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        List<String> events = new CopyOnWriteArrayList<>();
        route("events", alpha("&events=receipt"), exchange -> {
            events.add(exchange.getMessage().getBody().toString());
            hold.await();
        });
        route("beta", beta(""), exchange -> {});
        awaitUpToDate(BETA);
        for (int i = 0; i < 3; i++) {
            template.requestBodyAndHeader(alpha(""), "hi " + i, BirdtalkConstants.TO_ID, BETA);
            int sent = i;
            await().until(() -> history(ALPHA).get(sent).getRecvReply() > 0);
        }
        await().until(() -> events.size() == 1);
        // not by the route controller: after a forced stop Camel is still stopping while the route starts again
        Consumer consumer = context.getRoute("events").getConsumer();
        consumer.stop();
        hold.countDown();
        consumer.start();
        template.requestBodyAndHeader(alpha(""), "last", BirdtalkConstants.TO_ID, BETA);
        String last = Long.toString(history(ALPHA).get(3).getMsgId());
        await().until(() -> events.get(events.size() - 1).contains(last));
        assertThat(events).hasSize(2);
    }

    @Test
    void anExceptionHandlerThatThrowsDoesNotStopTheDialogue() throws Exception {
        ExceptionHandler angry = new LoggingExceptionHandler(context, BirdtalkConsumerTest.class) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                throw new IllegalStateException("angry");
            }
        };
        context.getRegistry().bind("angry", angry);
        consumeAllButBad("&exceptionHandler=#angry");
        write("bad");
        write("good");
        await().until(() -> received.size() == 1);
        context.getRouteController().stopRoute("chat");
    }

    private static long queries() {
        return asked("query");
    }

    private static long asked(String operation) {
        return emulator.requests().stream()
                .filter(request -> operation.equals(request.operation()))
                .count();
    }
}
