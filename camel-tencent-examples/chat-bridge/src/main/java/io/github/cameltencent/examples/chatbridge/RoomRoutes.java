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
import io.github.cameltencent.push.PushMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;

/**
 * A room of the chat and a JMS topic: what is said in one is heard in the other. A bot answers, and members who are away
 * are told by a push.
 */
final class RoomRoutes extends RouteBuilder {

    static final String FROM_CHAT = "from-chat";
    static final String FROM_TOPIC = "from-topic";

    /** Where a message of the topic was said first; the bridge does not bring it back there. */
    static final String ORIGIN = "RoomOrigin";

    static final String CHAT = "chat";

    /** Who said it; headers that begin with Camel do not cross JMS. */
    static final String SPEAKER = "RoomSpeaker";

    private static final String ACCOUNT = "birdtalk:chat?account=room{{chat.options}}";

    private final Presence presence;
    private final Bot bot;
    private final Tally tally;

    RoomRoutes(Presence presence, Bot bot, Tally tally) {
        this.presence = presence;
        this.bot = bot;
        this.tally = tally;
    }

    @Override
    public void configure() {
        from(ACCOUNT + "&events=message,presence&onFailure=stop")
                .routeId(FROM_CHAT)
                .choice()
                .when(event("presence"))
                .process(presence::note)
                .when(header(BirdtalkConstants.TO_ID).isNotEqualTo(simple("{{room.group}}", Long.class)))
                .log("A message that is not of the room is left alone")
                .when(bot::isAsked)
                .process(bot::answer)
                .to("direct:say")
                .process(tally::answered)
                .otherwise()
                .setHeader(ORIGIN, constant(CHAT))
                .setHeader(SPEAKER, header(BirdtalkConstants.FROM_ID))
                .to("jms:topic:{{room.topic}}")
                .process(tally::fromChat)
                .to("direct:notify")
                .end();

        from("jms:topic:{{room.topic}}?selector=RAW(" + ORIGIN + " IS NULL)")
                .routeId(FROM_TOPIC)
                .to("direct:say")
                .process(tally::fromTopic)
                .to("direct:notify");

        from("direct:say")
                .routeId("say")
                // the history is asked before anything is sent again, so that nobody hears it twice
                .errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(500))
                .setHeader(BirdtalkConstants.TO_ID, simple("{{room.group}}", Long.class))
                .setHeader(BirdtalkConstants.CHAT_TYPE, constant("group"))
                .removeHeader(BirdtalkConstants.REF_MSG_ID)
                .to(ACCOUNT);

        from("direct:notify")
                .routeId("notify")
                .process(this::toPush)
                .filter(body().isNotNull())
                .to("tencent:push?application=room&throwExceptionOnFailure=false")
                .process(tally::pushed);
    }

    private static Predicate event(String name) {
        return exchange -> name.equals(exchange.getMessage().getHeader(BirdtalkConstants.EVENT));
    }

    private void toPush(Exchange exchange) {
        Message message = exchange.getMessage();
        var away = presence.away(message.getHeader(SPEAKER, Long.class));
        message.setBody(
                away.isEmpty()
                        ? null
                        : PushMessage.builder()
                                .accounts(away.toArray(String[]::new))
                                .title("In the room")
                                .content(message.getBody(String.class))
                                .build());
    }
}
