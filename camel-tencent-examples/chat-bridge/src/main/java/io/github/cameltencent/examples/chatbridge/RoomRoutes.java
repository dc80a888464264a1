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
import org.apache.camel.builder.RouteBuilder;

/**
 * Bridges a chat room and a JMS topic in both directions. A bot answers, and members who are offline get a push notification. The files
 * {@code routes/room-to-topic.yaml} and {@code routes/topic-to-room.yaml} have the same routes in YAML.
 */
final class RoomRoutes extends RouteBuilder {

    /** The header of messages that came from the chat; the bridge does not send them back. */
    static final String ORIGIN = "RoomOrigin";

    static final String CHAT = "chat";

    /** The header with the sender; JMS drops headers whose names begin with Camel. */
    static final String SENDER = "RoomSender";

    private static final String ACCOUNT = "birdtalk:chat?account=room{{chat.options}}";

    @Override
    public void configure() {
        from(ACCOUNT + "&events=message,presence&onFailure=stop")
                .routeId("from-chat")
                .choice()
                .when(header(BirdtalkConstants.EVENT).isEqualTo("presence"))
                .process("presence")
                .when(header(BirdtalkConstants.TO_ID).isNotEqualTo(simple("{{room.group}}", Long.class)))
                .log("Ignored a message that is not for the room")
                .when(body().startsWith("/"))
                .process("bot")
                .to("direct:send")
                .otherwise()
                .setHeader(ORIGIN, constant(CHAT))
                .setHeader(SENDER, header(BirdtalkConstants.FROM_ID))
                .to("jms:topic:{{room.topic}}")
                .to("direct:notify")
                .end();

        from("jms:topic:{{room.topic}}?selector=RAW(" + ORIGIN + " IS NULL)")
                .routeId("from-topic")
                .to("direct:send")
                .to("direct:notify");

        from("direct:send")
                .routeId("send")
                // a redelivery looks the message up in the history of the room first, so it sends no duplicate
                .errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(500))
                .setHeader(BirdtalkConstants.TO_ID, simple("{{room.group}}", Long.class))
                .setHeader(BirdtalkConstants.CHAT_TYPE, constant("group"))
                .removeHeader(BirdtalkConstants.REF_MSG_ID)
                .to(ACCOUNT);

        from("direct:notify")
                .routeId("notify")
                .process("pushToOffline")
                .filter(body().isNotNull())
                .to("tencent:push?application=room&throwExceptionOnFailure=false");
    }
}
