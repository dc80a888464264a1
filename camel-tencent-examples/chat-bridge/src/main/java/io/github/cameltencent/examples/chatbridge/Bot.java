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
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Answers messages that begin with a slash. */
final class Bot {

    private static final String HELP = "I know /time, /who and /help.";

    private final Presence presence;
    private final Clock clock;

    Bot(Presence presence, Clock clock) {
        this.presence = presence;
        this.clock = clock;
    }

    void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        String asked = message.getBody(String.class).strip();
        String answer =
                switch (asked) {
                    case "/time" -> "It is " + LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
                    case "/who" -> presence.online() + " of the other members are online.";
                    case "/help" -> HELP;
                    default -> "I do not know that. " + HELP;
                };
        message.setBody(message.getHeader(BirdtalkConstants.FROM_ID) + ": " + answer);
    }
}
