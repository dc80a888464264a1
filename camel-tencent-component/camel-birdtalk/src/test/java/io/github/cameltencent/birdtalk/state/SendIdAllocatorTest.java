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
package io.github.cameltencent.birdtalk.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendIdAllocatorTest {

    private final List<Long> asked = new ArrayList<>();

    @Test
    void aBlockIsStoredBeforeItsFirstIdIsUsed() {
        SendIdAllocator ids = new SendIdAllocator(1, asked::add);
        assertThat(ids.next()).isZero();
        assertThat(asked).containsExactly(1001L);
        ids.reserved(1001);
        assertThat(ids.next()).isEqualTo(1);
        assertThat(ids.next()).isEqualTo(2);
    }

    @Test
    void theNextBlockIsReservedBeforeTheLastIsUsedUp() {
        SendIdAllocator ids = new SendIdAllocator(1, asked::add);
        ids.next();
        ids.reserved(1001);
        for (int i = 0; i < 501; i++) {
            assertThat(ids.next()).isEqualTo(i + 1);
        }
        assertThat(asked).containsExactly(1001L, 2001L);
        ids.reserved(2001);
        assertThat(ids.next()).isEqualTo(502);
    }

    @Test
    void unreservedIdsAreNeverUsed() {
        SendIdAllocator ids = new SendIdAllocator(7, asked::add);
        ids.next();
        ids.failed();
        assertThat(ids.next()).isZero();
        assertThat(asked).containsExactly(1007L, 1007L);
    }

    @Test
    void noIdIsUsedTwiceAfterACrash() {
        long stored = 1;
        long last = 0;
        for (int run = 0; run < 5; run++) {
            asked.clear();
            SendIdAllocator ids = new SendIdAllocator(stored, asked::add);
            for (int i = 0; i < 700 * run + 1; i++) {
                long number = ids.next();
                if (number == 0) {
                    stored = asked.get(asked.size() - 1);
                    ids.reserved(stored);
                    number = ids.next();
                }
                assertThat(number).isGreaterThan(last);
                last = number;
            }
        }
    }
}
