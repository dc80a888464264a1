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
package io.github.cameltencent.sign.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketBase64Test {

    @Test
    void theAlphabetsAreThatOfTheJdkAndThatOfUserSigs() {
        for (int length = 0; length < 300; length++) {
            byte[] content = new byte[length];
            for (int i = 0; i < length; i++) {
                content[i] = (byte) (i * 7 + length);
            }
            String standard = Base64.getEncoder().encodeToString(content);
            String ofTicket = standard.replace('+', '*').replace('/', '-').replace('=', '_');

            assertThat(TicketBase64.STANDARD.encode(content)).isEqualTo(standard);
            assertThat(TicketBase64.TICKET.encode(content)).isEqualTo(ofTicket);
            assertThat(TicketBase64.STANDARD.decode(standard)).isEqualTo(content);
            assertThat(TicketBase64.TICKET.decode(ofTicket)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AA",
                "AAA",
                "AAAAA",
                "A===",
                "====",
                "AB==",
                "AAB=",
                "AA=A",
                "AA*A",
                "\u0080AAA",
                "\u4e2dAAA",
                "AA A"
            })
    void anythingElseIsNotDecoded(String text) {
        assertThat(TicketBase64.STANDARD.decode(text)).isNull();
    }
}
