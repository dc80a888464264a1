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
 * The people and the one impostor of the emulated world. People write to the bot: the emulator asks the bot before each
 * message, and tells it afterwards, by callbacks. The impostor sends callbacks of its own. For use by one thread.
 */
final class Users {

    private static final String WRITE = "tencent:im/openim/sendmsg?application=bot&throwExceptionOnFailure=false";
    private static final List<String> QUESTIONS =
            List.of("Where is my order %d?", "When do you open, on day %d?", "Message %d: hello, anybody there?");
    private static final String CARD = "Message %d: my card is 4111 1111 1111 1111";

    /** One message of so many has a card number, and for so many there is one forged callback. */
    private static final int ONE_IN = 10;

    private static final int PEOPLE = 25;

    private final TencentEmulator emulator;
    private final ProducerTemplate template;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder keptBack = new LongAdder();
    private int number;
    private int forged;
    private int fooled;

    Users(TencentEmulator emulator, ProducerTemplate template) {
        this.emulator = emulator;
        this.template = template;
    }

    /** The next message goes out; each tenth has a card number. */
    void write() {
        int current = ++number;
        boolean card = current % ONE_IN == 0;
        String text = String.format(card ? CARD : QUESTIONS.get(current % QUESTIONS.size()), current);
        underWay.incrementAndGet();
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
                keptBack.increment();
            }
            underWay.decrementAndGet();
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
        fooled += status == 200 ? 1 : 0;
    }

    boolean isQuiet() {
        return underWay.get() == 0;
    }

    int written() {
        return number;
    }

    long keptBack() {
        return keptBack.sum();
    }

    int forged() {
        return forged;
    }

    /** How many forged callbacks were answered as if they were right. */
    int fooled() {
        return fooled;
    }
}
