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
package io.github.cameltencent.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulatorExtension;
import io.github.cameltencent.testing.TestKeyStores;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The community's Java SDK for IM, with its typed requests and answers. It speaks https only. */
class ImSdkContractTest {

    /** Lists that an answer has only where something failed. */
    private static final Set<String> OF_FAILURES = Set.of("ErrorList", "Fail_Account", "FailAccounts");

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    @TempDir
    Path folder;

    @Test
    void everyCommandIsTakenAndEveryListOfItsAnswerIsThere() throws Exception {
        Path trust = folder.resolve("trust.p12");
        try (InputStream in =
                TestKeyStores.class.getClassLoader().getResourceAsStream(TestKeyStores.resource("trust"))) {
            Files.copy(in, trust, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> calls;
        try (TlsTerminator tls = new TlsTerminator(EMULATOR.emulator().port())) {
            calls = VendorProgram.of("ImSdkCalls", "im-server-sdk-java")
                    .run(
                            List.of(
                                    "-Djavax.net.ssl.trustStore=" + trust,
                                    "-Djavax.net.ssl.trustStorePassword=" + TestKeyStores.PASSWORD),
                            tls.hostAndPort(),
                            EmulatorOptions.IM.id(),
                            EmulatorOptions.IM.key(),
                            Path.of("src", "test", "vendor", "im-sdk-calls.txt").toString());
        }
        assertThat(calls).hasSizeGreaterThan(100).allMatch(call -> call.matches("[^|]*\\|0\\|.*"));
        assertThat(calls).allMatch(call -> missing(call).isEmpty());
        assertThat(EMULATOR.emulator().requests()).hasSize(calls.size()).allMatch(RecordedRequest::accepted);
    }

    private static Set<String> missing(String call) {
        String list = call.substring(call.lastIndexOf('[') + 1, call.length() - 1);
        return List.of(list.split(", ")).stream()
                .filter(name -> !name.isEmpty() && !OF_FAILURES.contains(name))
                // the SDK looks for the friends in a second place, too, where neither manual nor service has them
                .filter(name -> !(call.startsWith("sns.friendGetList") && name.equals("ResultItem")))
                .collect(Collectors.toSet());
    }
}
