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

import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Routes to and from the emulated chat with two users who follow each other. */
abstract class ChatRoutesFixture extends CamelTestSupport {

    static final long ALPHA = 10001;
    static final long BETA = 10002;
    static TencentEmulator emulator;

    final List<Exchange> received = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startEmulator() {
        emulator = TencentEmulator.start();
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    @AfterEach
    void resetEmulator() {
        context.stop();
        emulator.reset();
    }

    static String alpha(String more) {
        return uri("chat", ALPHA, EmulatorOptions.CHAT_ALPHA.key(), more);
    }

    static String beta(String more) {
        return uri("chat", BETA, EmulatorOptions.CHAT_BETA.key(), more);
    }

    static String uri(String operation, long user, String password, String more) {
        return "birdtalk:" + operation + "?serverUri=" + emulator.chatUri() + "&userId=" + user + "&password=RAW{"
                + password + "}&stateStore=memory&reconnectDelay=20&maxReconnectDelay=50" + more;
    }

    /** Adds a route that consumes as the first user, and waits until it is logged in and up to date. */
    void consume(String more) throws Exception {
        route("chat", alpha(more), exchange -> received.add(copy(exchange)));
        awaitUpToDate(ALPHA);
    }

    /** Adds a route that consumes as the first user and fails for each message {@code bad}. */
    void consumeAllButBad(String more) throws Exception {
        route("chat", alpha(more), exchange -> {
            if ("bad".equals(exchange.getMessage().getBody())) {
                throw new IllegalStateException("cannot");
            }
            received.add(copy(exchange));
        });
        awaitUpToDate(ALPHA);
    }

    void route(String id, String from, org.apache.camel.Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).process(processor);
            }
        });
    }

    /**
     * Waits until a consumer has queried the groups and the history, after which pushed messages are delivered at
     * once.
     */
    void awaitUpToDate(long user) {
        await().until(() -> emulator.requests().stream().anyMatch(request -> "group".equals(request.operation())));
        await().until(() -> emulator.requests().stream().anyMatch(request -> "query".equals(request.operation())));
    }

    static Exchange copy(Exchange exchange) {
        return exchange.copy();
    }

    /** Sends as the second user, until the server has replied. */
    void write(String text) {
        write(text, Map.of(BirdtalkConstants.TO_ID, ALPHA));
    }

    Exchange write(String text, Map<String, Object> headers) {
        Exchange sent = template.request(beta(""), exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (sent.getException() != null) {
            throw new AssertionError(sent.getException());
        }
        return sent;
    }

    List<String> texts() {
        return received.stream()
                .map(exchange -> exchange.getMessage().getBody(String.class))
                .toList();
    }

    static List<MsgChat> history(long user) {
        return emulator.chat().messages(user);
    }

    static void fault(String path, String rest) {
        emulator.faults().addScript("{\"match\":{\"service\":\"chat\",\"path\":\"" + path + "\"}," + rest + "}");
    }
}
