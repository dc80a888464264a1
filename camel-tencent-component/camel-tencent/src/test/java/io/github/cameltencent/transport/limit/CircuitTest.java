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
package io.github.cameltencent.transport.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.transport.limit.Circuit.Pass;
import io.github.cameltencent.transport.limit.Circuit.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of a circuit as tables: a letter a call or a pause. */
class CircuitTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000); // it may run over
    private final Circuit circuit = new Circuit(nanos::get);
    private Pass kept;

    /**
     * A: a call that is answered. F: one that fails. K: one that hangs. a, f: the hanging one is answered, fails. U: one that is
     * let through and not made. -: none is let through. 1 to 9: so many seconds pass.
     */
    private void play(String script) {
        for (char step : script.toCharArray()) {
            if (Character.isDigit(step)) {
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(step - '0'));
            } else if (step == 'a') {
                circuit.answered(kept);
            } else if (step == 'f') {
                circuit.failed(kept);
            } else {
                call(step, script);
            }
        }
    }

    private void call(char step, String script) {
        Pass pass = circuit.pass();
        if (step == '-') {
            assertThat(pass).as(script).isNull();
            return;
        }
        assertThat(pass).as(script).isNotNull();
        switch (step) {
            case 'A' -> circuit.answered(pass);
            case 'F' -> circuit.failed(pass);
            case 'U' -> circuit.unused(pass);
            default -> kept = pass;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', CLOSED",
        "FFFF, CLOSED",
        "FFFFF, OPEN",
        "AFFFF, CLOSED",
        "AFFFFF, OPEN",
        // exactly three quarters: 6 of 8
        "AAFFFFF, CLOSED",
        "AAFFFFFF, OPEN",
        // 15 of the last 20, however many were answered before
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFFFFFFFFFFFFFF, CLOSED",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFFFFFFFFFFFFFFF, OPEN",
        // failures fall out of the window, too
        "FFFFAAAAAAAAAAAAAAAAAAAAFFFFF, CLOSED",
        "FFFFF-5-, OPEN",
        "FFFFF-6K-, HALF_OPEN",
        "FFFFF6A, CLOSED",
        "FFFFF6F-, OPEN",
        "FFFFF6F5-, OPEN",
        "FFFFF6F6A, CLOSED",
        // a silent probe counts as failed after three seconds
        "FFFFF6K2-, HALF_OPEN",
        "FFFFF6K3-, OPEN",
        "FFFFF6K36K, HALF_OPEN",
        // its late answer counts, its late failure does not
        "FFFFF6K3-aA, CLOSED",
        "FFFFF6K36Aff, CLOSED",
        // a probe that was not made leaves its turn to the next
        "FFFFF6UA, CLOSED",
        // what began before it opened says nothing of now
        "KFFFFFa-, OPEN",
        "KFFFFFf-, OPEN",
        // after it closed, the window begins anew
        "FFFFF6AFFFF, CLOSED",
        "FFFFF6AFFFFF, OPEN",
    })
    void aScriptLeadsToAState(String script, State state) {
        play(script);

        assertThat(circuit.state()).as(script).isEqualTo(state);
    }

    @Test
    void eachPassIsOneOfItsOwn() {
        assertThat(circuit.pass()).isNotEqualTo(circuit.pass());
    }
}
