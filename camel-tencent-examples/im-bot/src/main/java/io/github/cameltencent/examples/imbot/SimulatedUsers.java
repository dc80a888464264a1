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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Users of the emulator who write to the bot, and an impostor who sends forged callbacks. The emulator calls the bot back before
 * and after each message. For use by one thread.
 */
final class SimulatedUsers {

    private static final String WRITE = "tencent:im/openim/sendmsg?application=bot&throwExceptionOnFailure=false";
    private static final List<String> QUESTIONS =
            List.of("Where is my order %d?", "When do you open, on day %d?", "Message %d: hello, anybody there?");
    private static final String CARD = "Message %d: my card is 4111 1111 1111 1111";

    /** One in ten messages has a card number; there is one forged callback per ten messages. */
    private static final int ONE_IN = 10;

    private static final int PEOPLE = 25;

    private final TencentEmulator emulator;
    private final ProducerTemplate template;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder blocked = new LongAdder();
    private int number;
    private int forged;
    private int acceptedForgeries;

    SimulatedUsers(TencentEmulator emulator, ProducerTemplate template) {
        this.emulator = emulator;
        this.template = template;
    }

    /** Sends the next message; every tenth has a card number. */
    void write() {
        int current = ++number;
        boolean card = current % ONE_IN == 0;
        String text = String.format(card ? CARD : QUESTIONS.get(current % QUESTIONS.size()), current);
        inFlight.incrementAndGet();
        Map<String, Object> headers = Map.of(
                TencentConstants.FROM_ACCOUNT,
                "customer-" + current % PEOPLE,
                TencentConstants.TO_ACCOUNT,
                Bot.ACCOUNT);
        CompletableFuture<Exchange> written = template.asyncSend(WRITE, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setBody(text);
        });
        written.whenComplete((exchange, failure) -> {
            String code = exchange == null
                    ? null
                    : exchange.getMessage().getHeader(TencentConstants.ERROR_CODE, String.class);
            if ("120001".equals(code)) {
                blocked.increment();
            }
            inFlight.decrementAndGet();
        });
        if (current % ONE_IN == ONE_IN / 2) {
            forge();
        }
    }

    private void forge() {
        ImForgery[] ways = ImForgery.values();
        ImForgery how = ways[1 + forged++ % (ways.length - 1)]; // the first one is none
        int status = emulator.im()
                .callback(EmulatorOptions.IM.id(), "C2C.CallbackAfterSendMsg")
                .field("From_Account", "impostor")
                .field("To_Account", Bot.ACCOUNT)
                .field("MsgKey", "1_2_" + forged)
                .forged(how)
                .send()
                .status();
        acceptedForgeries += status == 200 ? 1 : 0;
    }

    boolean isQuiet() {
        return inFlight.get() == 0;
    }

    int written() {
        return number;
    }

    long blocked() {
        return blocked.sum();
    }

    int forged() {
        return forged;
    }

    /** The number of forged callbacks that were accepted. */
    int acceptedForgeries() {
        return acceptedForgeries;
    }
}
