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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// tag::extension[]
@ExtendWith(TencentEmulatorExtension.class)
class EmulatorExtensionTest {

    @Test
    void everyTestBeginsWithAnEmptyRecord(TencentEmulator emulator) throws Exception {
        TpnsClient.android(emulator).push("{}");
        assertThat(emulator.requests()).hasSize(1);
    }
    // end::extension[]

    @Test
    void theNextTestDoesToo(TencentEmulator emulator) throws Exception {
        assertThat(emulator.requests()).isEmpty();
        TpnsClient.android(emulator).push("{}");
        assertThat(emulator.requests()).hasSize(1);
    }

    @Nested
    class NestedTests {

        @Test
        void useTheSameEmulator(TencentEmulator emulator) throws Exception {
            assertThat(emulator.requests()).isEmpty();
            TpnsClient.android(emulator).push("{}");
            assertThat(emulator.requests()).hasSize(1);
        }
    }

    @Test
    void thereIsNoEmulatorBeforeTheFirstTest() {
        assertThatThrownBy(() -> new TencentEmulatorExtension().emulator()).isInstanceOf(IllegalStateException.class);
    }
}
