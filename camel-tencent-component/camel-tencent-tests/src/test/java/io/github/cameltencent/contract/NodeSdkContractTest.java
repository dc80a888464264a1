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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulatorExtension;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official SDK for Node, which signs the host without its port. {@code .ci/run} installs it under {@code target}. */
class NodeSdkContractTest {

    private static final Path MODULES = Path.of("target", "node", "node_modules");

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    @Test
    void everyCallIsBelieved() throws Exception {
        assumeTrue(hasNode(), "skipped: node is not on the path");
        assumeTrue(
                Files.isDirectory(MODULES.resolve("tencentcloud-sdk-nodejs-cvm")),
                "skipped: the official SDK for Node is not in " + MODULES + "; .ci/run puts it there");
        List<String> calls = VendorProgram.execute(
                List.of(
                        "node",
                        Path.of("src", "test", "vendor", "cloud-calls.js").toString(),
                        MODULES.toString(),
                        "127.0.0.1:" + EMULATOR.emulator().port(),
                        EmulatorOptions.CLOUD.id(),
                        EmulatorOptions.CLOUD.key()),
                "cloud-calls");
        assertThat(calls).hasSize(20).allMatch(call -> call.matches(".*\\|[0-9a-f-]{36}"));
        assertThat(EMULATOR.emulator().requests())
                .hasSize(20)
                .allMatch(RecordedRequest::accepted)
                .allMatch(request -> request.verdict().equals("signature ok"));
    }

    private static boolean hasNode() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
