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
package io.github.cameltencent.examples.mqtopush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its user sees it. */
class MqToPushTest {

    private static final Map<String, String> KEYS =
            Map.of("TENCENT_TPNS_ACCESS_ID", "1500000009", "TENCENT_TPNS_SECRET_KEY", "invented");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void endsWithASummary() throws Exception {
        assertThat(run("--messages", "200", "--bad", "6", "--consumers", "8")).isZero();

        assertThat(text(out))
                .contains("http://127.0.0.1:")
                .containsPattern("sent +200 ")
                .containsPattern("accepted +194\\n")
                .containsPattern("rejected +6 .*orders.dead")
                .containsPattern("dead tokens +2 .*tokens.dead")
                .containsPattern("lost +0\\n")
                .containsPattern("duplicates +0\\n")
                .contains("REJECTED BAD_ORDER: ", "REJECTED 1008029: ", "per second", "p50 / p99")
                .contains("Every order is accounted for once");
    }

    @ParameterizedTest
    @CsvSource({"tpns, 1008029", "timpush, TARGETS_INVALID"})
    void oneOptionSelectsTheProvider(String provider, String deadToken) throws Exception {
        assertThat(run("--provider", provider, "--messages", "60", "--bad", "3", "--consumers", "8"))
                .isZero();

        assertThat(text(out))
                .contains("to the emulator by " + provider)
                .containsPattern("accepted +57\\n")
                .containsPattern("dead tokens +1 ")
                .contains("REJECTED " + deadToken + ": ", "Every order is accounted for once");
    }

    @ParameterizedTest
    @CsvSource({
        "tpns, outage, 'accepted +1,000\\n'", "timpush, outage, 'accepted +1,000\\n'",
        "tpns, throttled, 'accepted +1,000\\n'", "timpush, throttled, 'accepted +1,000\\n'",
        "tpns, resets, 'ambiguous +[1-9]'", "timpush, resets, 'ambiguous +[1-9]'"
    })
    void withTheFaultScriptsNoOrderIsLostOrPushedTwice(String provider, String script, String expected)
            throws Exception {
        assertThat(run("--provider", provider, "--messages", "1000", "--faults", "faults/" + script + ".jsonl"))
                .isZero();

        assertThat(text(out))
                .containsPattern(expected)
                .containsPattern("lost +0\\n")
                .containsPattern("duplicates +0\\n")
                .contains("the emulator's record confirms it");
    }

    @Test
    void runsTheRouteInYaml() throws Exception {
        assertThat(run("--yaml", "--messages", "60", "--bad", "3", "--consumers", "8"))
                .isZero();

        assertThat(text(out)).containsPattern("accepted +57\\n").contains("Every order is accounted for once");
    }

    @Test
    void printsItsOptions() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--messages", "--serve", "TENCENT_TPNS_ACCESS_ID");
    }

    @Test
    void explainsAWrongArgument() throws Exception {
        assertThat(run("--mesages", "5")).isEqualTo(2);
        assertThat(text(err)).contains("unknown option --mesages");
        assertThat(run("--faults", "no/such/file")).isEqualTo(2);
        assertThat(text(err)).contains("no/such/file");
        assertThat(run("--provider", "apns")).isEqualTo(2);
        assertThat(text(err)).contains("tpns or timpush, not apns");
    }

    @Test
    void pushesOneOrderToTheRealServiceByDefault() {
        Settings settings = Settings.parse(new String[] {"--token", "a-phone"}, KEYS);
        assertThat(settings.real()).isTrue();
        assertThat(settings.messages()).isEqualTo(1);
    }

    @Test
    void ignoresTheKeysOfTheOtherProvider() {
        assertThat(Settings.parse(new String[] {"--provider", "timpush"}, KEYS).real())
                .isFalse();
        Map<String, String> keys = Map.of("TENCENT_IM_SDK_APP_ID", "1400000009", "TENCENT_IM_SECRET_KEY", "invented");
        assertThat(Settings.parse(new String[] {"--token", "an-id", "--provider", "timpush"}, keys)
                        .real())
                .isTrue();
    }

    @Test
    void refusesHalfOfTheCredentialsAndAMissingPhone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(new String[0], Map.of("TENCENT_TPNS_ACCESS_ID", "1500000009")))
                .withMessageContaining("belong together");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(new String[0], KEYS))
                .withMessageContaining("--token");
    }

    private int run(String... arguments) throws Exception {
        return MqToPush.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
