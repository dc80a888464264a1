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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ImKeys;
import io.github.cameltencent.transport.limit.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The data tables of IM. */
class ImFactsTest {

    private final ImFacts facts = new ImFacts();
    private final EndpointOptions options = new EndpointOptions();

    @Test
    void everyCommandHasALimitAndASensibleWindow() {
        assertThat(facts.operations()).hasSizeGreaterThan(130);
        for (String command : facts.operations()) {
            ImFacts.Operation operation = facts.operation(command);
            assertThat(facts.limit(operation.limit())).as(command).isNotNull();
            assertThat(operation.window() == null || operation.random() != null)
                    .as(command)
                    .isTrue();
            assertThat(operation.read() && operation.random() != null)
                    .as(command)
                    .isFalse();
        }
    }

    @Test
    void theWindowsAreTheDocumentedOnes() {
        assertThat(facts.operation("openim/sendmsg").window()).isEqualTo(Duration.ofSeconds(1));
        assertThat(facts.operation("group_open_http_svc/send_group_msg").window())
                .isEqualTo(Duration.ofSeconds(300));
        assertThat(facts.operation("timpush/push").window()).isEqualTo(Duration.ofDays(7));
        assertThat(facts.operation("timpush/batch").window()).isNull();
        assertThat(facts.operation("openim/importmsg").window()).isNull();
    }

    @Test
    void codesAreExplainedInTwoLanguages() {
        for (String code : new String[] {"70001", "60018", "90012", "10002", "90047"}) {
            assertThat(facts.code(code).english()).isNotBlank();
            assertThat(facts.code(code).chinese()).matches(".*\\p{IsHan}.*");
        }
        assertThat(facts.code("70001").signAnew()).isTrue();
        assertThat(facts.code("70009").signAnew()).isFalse();
        assertThat(facts.code("60018").outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(facts.code("70050").retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void regionsHaveHostsAndBackupHosts() {
        assertThat(facts.host(null).main()).isEqualTo("https://console.tim.qq.com");
        assertThat(facts.host("ap-singapore").backup()).isEqualTo("https://adminapisgp.my-imcloud.com");
        assertThat(facts.host("ksa").backup()).isNull();
        assertThatThrownBy(() -> facts.host("atlantis")).hasMessageContaining("singapore");
    }

    @Test
    void limitsAreSharedOrPerCommand() {
        assertThat(permits("openim/sendmsg").key()).isEqualTo("im:1400000001:openim/sendmsg");
        assertThat(permits("timpush/push")).isEqualTo(permits("all_member_push/im_push"));
        assertThat(permits("timpush/push").period()).isGreaterThan(Duration.ofSeconds(1));
        options.setRateLimit("off");
        assertThat(permits("timpush/push")).isEqualTo(RateLimit.NONE);
    }

    private RateLimit permits(String command) {
        options.setSdkAppId(1400000001L);
        options.setSecretKey("an-invented-key");
        ImKeys keys = ImKeys.of(options, new Applications(Map::of, new DefaultCamelContext()));
        return new ImCalls(() -> 7).rateLimit(command, keys, options);
    }
}
