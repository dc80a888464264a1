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
package io.github.cameltencent.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.emulator.RecordedRequest;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code tencent-cloud-action} and {@code tencent-cloud-source} against the emulator. */
class CloudKameletsTest {

    private static final String ACTION = "tencent-cloud-action";
    private static final String SOURCE = "tencent-cloud-source";
    private static final String INSTANCES = "cvm/DescribeInstances";

    private final KameletFixture fixture = new KameletFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theAnswerOfAnActionBecomesTheBody() throws Exception {
        fixture.secret(ACTION, "secretKey", KameletFixture.SECRET).to(ACTION, describe(Map.of()));
        Exchange done = fixture.send("{\"Limit\":1}", Map.of());

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).contains("\"InstanceSet\"");
        assertThat(fixture.emulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.operation()).isEqualTo(INSTANCES);
            assertThat(request.accepted()).isTrue();
        });
    }

    @Test
    void anActionWithAWrongKeyIsAnAuthException() throws Exception {
        fixture.secret(ACTION, "secretKey", "another-key").to(ACTION, describe(Map.of()));

        assertThat(fixture.send("{}", Map.of()).getException()).isInstanceOf(TencentAuthException.class);
        assertThat(fixture.emulator.requests()).isNotEmpty().noneMatch(RecordedRequest::accepted);
    }

    @Test
    void eachItemOfAPolledListIsAnEvent() throws Exception {
        fixture.emulator.cloud().items(INSTANCES, 2);
        fixture.secret(SOURCE, "secretKey", KameletFixture.SECRET)
                .from(SOURCE, describe(Map.of("splitItems", "true", "delay", "60s")));

        for (int item = 0; item < 2; item++) {
            Exchange event = fixture.next(10_000);
            assertThat(event).isNotNull();
            assertThat(event.getMessage().getBody(String.class)).contains("\"InstanceId\"");
        }
    }

    @Test
    void aPollWithAWrongKeyIsNoEvent() throws Exception {
        fixture.secret(SOURCE, "secretKey", "another-key").from(SOURCE, describe(Map.of("delay", "100")));

        await().until(() -> fixture.emulator.requests().size() > 1);
        assertThat(fixture.emulator.requests()).noneMatch(RecordedRequest::accepted);
        assertThat(fixture.next(1)).isNull();
    }

    private Map<String, String> describe(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("secretId", KameletFixture.CLOUD.id());
        parameters.put("product", "cvm");
        parameters.put("action", "DescribeInstances");
        parameters.put("region", "ap-guangzhou");
        parameters.put("baseUri", fixture.emulator.baseUri());
        return parameters;
    }
}
