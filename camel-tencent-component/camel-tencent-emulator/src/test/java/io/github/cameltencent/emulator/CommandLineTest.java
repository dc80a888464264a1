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

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    Path folder;

    @Test
    void theFirstLineOfOutputSaysWhereItListens() throws Exception {
        Path faults =
                Files.writeString(folder.resolve("faults"), "{\"fault\":\"status\",\"status\":503,\"count\":1}\n");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TencentEmulator.class.getName(),
                        "--port",
                        "0",
                        "--tpns-android",
                        "42:my-own-key",
                        "--im",
                        "1400000002:im-key-two",
                        "--im",
                        "1400000003:im-key-three",
                        "--cloud",
                        "AKID2:my-second-key",
                        "--cloud",
                        "AKID3:my-third-key",
                        "--faults",
                        faults.toString(),
                        "--skew",
                        "60",
                        "--latency",
                        "1"))
                .redirectError(folder.resolve("log").toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertThat(line).matches("listening http://127\\.0\\.0\\.1:\\d+");
            TpnsClient client = new TpnsClient(line.substring("listening ".length()), new KeyPair("42", "my-own-key"));
            String push = TpnsClient.toToken("token1", "t", "c");
            assertThat(client.exchange(client.signed("/v3/push/app", push)).statusCode())
                    .isEqualTo(503);
            assertThat(client.push(push).path("ret_code").asInt(-1)).isZero();
            for (String app : List.of("1400000002:im-key-two", "1400000003:im-key-three")) {
                ImClient im = new ImClient(client.baseUri, KeyPair.parse(app));
                assertThat(im.code("openim/sendmsg", ImClient.text("u1", 1, "x")))
                        .isZero();
            }
            assertThat(new ImClient(client.baseUri, EmulatorOptions.IM).code("openim/sendmsg", "{}"))
                    .isEqualTo(70020);
            CloudClient cloud = new CloudClient(
                    Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)), "AKID2", "my-second-key");
            assertThat(cloud.cvm("DescribeInstances", "{}").path("TotalCount").asInt())
                    .isEqualTo(25);
            cloud.secretId = "AKID3";
            cloud.secretKey = "my-third-key";
            assertThat(cloud.cvm("DescribeInstances", "{}").has("Error")).isFalse();
            cloud.secretId = EmulatorOptions.CLOUD.id();
            assertThat(cloud.cvm("DescribeInstances", "{}").at("/Error/Code").asText())
                    .isEqualTo("AuthFailure.SecretIdNotFound");
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        String log = Files.readString(folder.resolve("log"));
        assertThat(log)
                .contains("1600000001:ios-secret-for-tests (default)", "42:…", "1400000002:…", "AKID2:…")
                .doesNotContain("my-own-key", "my-second-key", "im-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port 65536",
                "--tpns-android 42",
                "--tpns-ios :k",
                "--colour red",
                "--faults /nowhere/at/all",
                "--im robot:key",
                "--skew -1",
                "--latency -5",
                "80"
            })
    void badArgumentsEndWithTheUsage(String arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = CommandLine.run(arguments.split(" "), new PrintStream(out), new PrintStream(err));
        assertThat(status).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(arguments.split(" ")[0], "Usage:");
    }

    @ParameterizedTest
    @CsvSource({
        "--colour red, --colour: unknown option",
        "80, 80: unknown option",
        "--port, --port: its value is missing",
        "--port x, --port: must be a whole number",
        "--port 0 --colour, --colour: unknown option"
    })
    void theFirstLineSaysWhatIsWrong(String arguments, String reason) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(CommandLine.run(arguments.split(" "), System.out, new PrintStream(err)))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().findFirst()).contains("emulator: " + reason);
    }

    @Test
    void aBadFaultScriptIsNamedWithItsLine() throws Exception {
        Path faults = Files.writeString(folder.resolve("faults"), "\n{\"fault\":\"explode\"}\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = {"--faults", faults.toString()};
        assertThat(CommandLine.run(arguments, System.out, new PrintStream(err))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2", "explode");
    }

    @Test
    void aPortInUseIsReported() throws Exception {
        try (TencentEmulator first = TencentEmulator.start()) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            String[] arguments = {"--port", Integer.toString(first.port())};
            assertThat(CommandLine.run(arguments, System.out, new PrintStream(err)))
                    .isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot listen on 127.0.0.1:" + first.port());
        }
    }

    @Test
    void helpPrintsTheUsage() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(CommandLine.run(new String[] {"--help"}, new PrintStream(out), System.err))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--latency MS");
    }
}
