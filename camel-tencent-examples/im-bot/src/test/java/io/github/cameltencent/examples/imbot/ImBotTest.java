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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its user sees it. */
class ImBotTest {

    private static final Map<String, String> KEYS = Map.of(
            "TENCENT_IM_SDK_APP_ID", "1400000009",
            "TENCENT_IM_SECRET_KEY", "invented",
            "TENCENT_IM_CALLBACK_TOKEN", "invented");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void endsWhenEveryMessageIsAnsweredOnce() throws Exception {
        assertThat(run("--messages", "100")).isZero();

        assertThat(text(out))
                .contains("http://127.0.0.1:")
                .containsPattern("written +100 ")
                .containsPattern("blocked +10 ")
                .containsPattern("sent +90\n")
                .containsPattern("answered +90 ")
                .containsPattern("unanswered +0\n")
                .containsPattern("duplicates +0 ")
                .containsPattern("forged +10 .* of which 0 ")
                .contains("Every message was answered");
        assertThat(text(out)).doesNotContain(Bot.EMULATED_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttled", "resets"})
    void withFaultsEveryMessageIsAnsweredAndDuplicatesAreReported(String script) throws Exception {
        assertThat(run("--messages", "200", "--faults", "faults/" + script + ".jsonl"))
                .as(text(out))
                .isZero();

        assertThat(text(out)).contains("Every message was answered");
    }

    @Test
    void printsItsOptionsAndExplainsAWrongArgument() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--messages", "--serve", "TENCENT_IM_CALLBACK_TOKEN");
        assertThat(run("--mesages", "5")).isEqualTo(2);
        assertThat(text(err)).contains("unknown option --mesages");
        assertThat(run("--messages", "many")).isEqualTo(2);
        assertThat(text(err)).contains("--messages: must be a whole number");
        assertThat(run("--faults", "no/such/file")).isEqualTo(2);
        assertThat(text(err)).contains("no/such/file");
    }

    @Test
    void usesTheRealServiceOnlyWithAllKeys() {
        Settings settings = Settings.parse(new String[0], KEYS);
        assertThat(settings.real()).isTrue();
        assertThat(settings.callbackPort()).isEqualTo(8081);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(new String[0], Map.of("TENCENT_IM_SDK_APP_ID", "1400000009")))
                .withMessageContaining("belong together");
    }

    private int run(String... arguments) throws Exception {
        return ImBot.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
