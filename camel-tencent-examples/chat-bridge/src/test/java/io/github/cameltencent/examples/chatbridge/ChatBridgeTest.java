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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its user sees it. */
class ChatBridgeTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyMessageArrivesOnceAlthoughConnectionsAreClosed(boolean yaml) throws Exception {
        String[] arguments = {"--messages", "60", "--disconnects", "10", "--yaml"};
        assertThat(run(Arrays.copyOf(arguments, yaml ? 5 : 4)))
                .as(() -> out.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("room to topic       60  of 60", "topic to room       60  of 60", "answers              3")
                .contains("pushes             120  to offline members, 0 not accepted")
                .contains("lost                 0", "duplicates           0");
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        assertThat(run("--messages", "many")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--messages must be a whole number", "Usage:");
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--disconnects N");
    }

    private int run(String... arguments) throws Exception {
        return ChatBridge.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
    }
}
