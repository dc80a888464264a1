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
package io.github.cameltencent.examples.cloudops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its user sees it. */
class CloudOpsTest {

    private static final Map<String, String> KEYS = Map.of(
            "TENCENTCLOUD_SECRET_ID", "AKIDinvented",
            "TENCENTCLOUD_SECRET_KEY", "invented",
            "TENCENT_TPNS_ACCESS_ID", "1500000009",
            "TENCENT_TPNS_SECRET_KEY", "invented");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void endsWithAListOfInstancesAndASummary() throws Exception {
        assertThat(run("--alarms", "3", "--instances", "120", "--out", folder.toString()))
                .isZero();

        assertThat(text(out))
                .contains("http://127.0.0.1:")
                .containsPattern("instances +120 ")
                .containsPattern("alarms +3 ")
                .containsPattern("accepted +3 ")
                .containsPattern("rejected +0 ")
                .contains("The instances are listed, and every alarm was pushed.");
        assertThat(Files.readAllLines(folder.resolve(InstanceList.NAME))).hasSize(121);
        assertThat(folder.resolve(DeadLetters.FILE)).doesNotExist();
    }

    @Test
    void reportsARejectedAlarmAndWhereTheReasonIs() throws Exception {
        Path faults = Files.writeString(
                folder.resolve("faults.jsonl"),
                "{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":1008007,\"count\":1}");

        assertThat(run("--alarms", "1", "--faults", faults.toString(), "--out", folder.toString()))
                .isOne();

        assertThat(text(out)).containsPattern("rejected +1 ").contains("Not every alarm was pushed", DeadLetters.FILE);
    }

    @Test
    void printsItsOptionsAndExplainsAWrongArgument() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--alarms", "--serve", "TENCENTCLOUD_SECRET_ID");
        assertThat(run("--alarm", "5")).isEqualTo(2);
        assertThat(text(err)).contains("unknown option --alarm");
        assertThat(run("--faults", "no/such/file")).isEqualTo(2);
        assertThat(text(err)).contains("no/such/file");
    }

    @Test
    void usesTheRealServicesOnlyWithAllKeysAndADevice() {
        assertThat(Settings.parse(new String[] {"--phone", "a-phone"}, KEYS).real())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(new String[0], Map.of("TENCENTCLOUD_SECRET_ID", "AKIDinvented")))
                .withMessageContaining("belong together");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(new String[0], KEYS))
                .withMessageContaining("--phone");
    }

    private int run(String... arguments) throws Exception {
        return CloudOps.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
