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
package io.github.cameltencent.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of {@link RotationSoak}. */
class RotationSoakTest {

    @Test
    @Timeout(60)
    void noCallFailsWhileItsCredentialsEndAndAreRevoked() throws Exception {
        RotationSoak.Result result = RotationSoak.run(200, Duration.ofMillis(2800));

        assertThat(result.failures()).isEmpty();
        assertThat(result.succeeded()).isEqualTo(result.calls()).isGreaterThan(400);
        assertThat(result.revoked()).isEqualTo(2);
        assertThat(result.issued()).isGreaterThanOrEqualTo(3);
        assertThat(result.refused()).isPositive();
    }
}
