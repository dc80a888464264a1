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

import io.github.cameltencent.emulator.CloudClient.Signed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hosts that a signature may be made for. */
class CloudHostTest {

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private CloudClient client;

    @BeforeEach
    void makeClient() {
        client = new CloudClient(EMULATOR.emulator().port(), EmulatorOptions.CLOUD.id(), EmulatorOptions.CLOUD.key());
    }

    @Test
    void tc3MayBeSignedForTheHostWithoutItsPort() throws IOException {
        client.host = "127.0.0.1";
        Signed node = client.tc3("cvm", "2017-03-12", "DescribeInstances", "{}".getBytes(StandardCharsets.UTF_8));
        node.header("Host", "127.0.0.1:" + client.port);
        assertThat(client.refusal(node)).isEmpty();
        client.host = "localhost";
        Signed other = client.tc3("cvm", "2017-03-12", "DescribeInstances", "{}".getBytes(StandardCharsets.UTF_8));
        other.header("Host", "127.0.0.1:" + client.port);
        assertThat(client.refusal(other)).isEqualTo("AuthFailure.SignatureFailure");
    }
}
