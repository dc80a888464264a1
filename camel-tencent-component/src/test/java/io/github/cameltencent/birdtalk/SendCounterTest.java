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
package io.github.cameltencent.birdtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendCounterTest {

    private static final ChatAccount ALPHA = new ChatAccount("wss://chat.example/ws", "10001", "device");

    @Test
    void noNumberComesTwiceWhenTheProcessDiesAnywhere() throws IOException {
        MemoryChatStateStore store = new MemoryChatStateStore();
        long last = 0;
        for (int run = 0; run < 5; run++) {
            SendCounter counter = new SendCounter(
                    store.load(ALPHA).sendCounter(),
                    value -> store.save(ALPHA, store.load(ALPHA).withSendCounter(value)));
            for (int i = 0; i < 700 * run + 1; i++) {
                long number = counter.next();
                assertThat(number).isGreaterThan(last);
                last = number;
            }
        }
    }

    @Test
    void aBlockIsSavedBeforeItsFirstNumberIsGivenOut() throws IOException {
        List<Long> saved = new ArrayList<>();
        SendCounter counter = new SendCounter(1, saved::add);
        assertThat(counter.next()).isEqualTo(1);
        for (int i = 0; i < 1000; i++) {
            counter.next();
        }
        assertThat(saved).containsExactly(1001L, 2001L);
    }

    @Test
    void withoutAReservationThereIsNoNumber() {
        SendCounter counter = new SendCounter(1, value -> {
            throw new IOException("disk full");
        });
        assertThatIOException().isThrownBy(counter::next).withMessage("disk full");
        assertThatIOException().isThrownBy(counter::next).withMessage("disk full");
    }
}
