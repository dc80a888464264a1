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
package io.github.cameltencent.examples.chatbridge;

import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.emulator.TencentEmulator;
import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A participant on each side of the bridge: a user of the chat and a program at the topic. They send messages and count by
 * content the messages that they receive.
 */
final class Participants implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final Map<String, AtomicInteger> receivedInChat = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> receivedAtTopic = new ConcurrentHashMap<>();
    private final String user;
    private final long group;
    private ProducerTemplate template;

    /**
     * Creates the participants.
     *
     * @param id the user of the chat
     */
    Participants(TencentEmulator emulator, long id, String password, long group) {
        this.group = group;
        this.user = "birdtalk:chat?serverUri=" + emulator.chatUri() + "&userId=" + id + "&password=RAW{" + password
                + "}&stateStore=memory&receipts=none" + Bridge.FAST_RECONNECT;
    }

    void start(ConnectionFactory broker) throws Exception {
        JmsComponent jms = JmsComponent.jmsComponentAutoAcknowledge(broker);
        context.addComponent("jms", jms);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(user)
                        .process(exchange ->
                                count(receivedInChat, exchange.getMessage().getBody(String.class)));
                from("jms:topic:room?selector=RAW(" + RoomRoutes.ORIGIN + " = '" + RoomRoutes.CHAT + "')")
                        .process(exchange ->
                                count(receivedAtTopic, exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    private static void count(Map<String, AtomicInteger> counts, String text) {
        counts.computeIfAbsent(text, key -> new AtomicInteger()).incrementAndGet();
    }

    void sendToChat(String text) {
        template.sendBodyAndHeaders(
                user, text, Map.of(BirdtalkConstants.TO_ID, group, BirdtalkConstants.CHAT_TYPE, "group"));
    }

    void sendToTopic(String text) {
        template.sendBody("jms:topic:room", text);
    }

    int inChat(String text) {
        return times(receivedInChat, text);
    }

    int atTopic(String text) {
        return times(receivedAtTopic, text);
    }

    /** The number of received answers of the bot. */
    long answers() {
        return receivedInChat.keySet().stream()
                .filter(text -> text.contains(": "))
                .count();
    }

    private static int times(Map<String, AtomicInteger> counts, String text) {
        AtomicInteger count = counts.get(text);
        return count == null ? 0 : count.get();
    }

    int received() {
        return receivedInChat.size() + receivedAtTopic.size();
    }

    @Override
    public void close() {
        context.stop();
    }
}
