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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures and calls in JVMs with another locale, zone and charset; the emulator runs in this one. */
class LocalesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=tr -Duser.country=TR -Duser.timezone=Europe/Istanbul",
                "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai -Duser.timezone=Asia/Shanghai",
                "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab -Duser.timezone=America/New_York"
                        + " -Dfile.encoding=GBK"
            })
    void signaturesAreThoseOfTheVectorsAndCallsAreAccepted(String options) throws Exception {
        Path log = directory.resolve("log.txt");
        try (TencentEmulator emulator = TencentEmulator.start()) {
            List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
            command.addAll(Arrays.asList(options.split(" ")));
            command.addAll(List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LocaleProbe.class.getName(),
                    Integer.toString(emulator.port())));
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();

            assertThat(probe.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(probe.exitValue()).as(Files.readString(log)).isZero();
            assertThat(emulator.requests())
                    .filteredOn(request -> !request.service().equals("chat"))
                    .hasSize(6)
                    .allMatch(RecordedRequest::accepted);
            assertThat(emulator.requests())
                    .map(request -> request.json().path("send_time").asText())
                    .filteredOn(time -> !time.isEmpty())
                    .singleElement()
                    .asString()
                    .matches("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        }
    }
}
