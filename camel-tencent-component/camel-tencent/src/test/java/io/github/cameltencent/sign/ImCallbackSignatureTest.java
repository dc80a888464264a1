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
package io.github.cameltencent.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ImCallbackSignatureTest {

    private static final String TIME = "1669872112";

    @Test
    void signsAsTheVectorsSay() {
        JsonNode vectors = Vectors.userSig().get("webhook_sign");
        assertThat(vectors).hasSize(2);
        for (JsonNode vector : vectors) {
            String token = vector.get("token").asText();
            String time = vector.get("request_time").asText();
            String sign = vector.get("sign").asText();

            assertThat(ImCallbackSignature.sign(token, time)).isEqualTo(sign);
            assertThat(ImCallbackSignature.verify(token, time, sign)).isTrue();
        }
    }

    @Test
    void anythingElseIsRefused() {
        String sign = ImCallbackSignature.sign("xxxxyyyy", TIME);

        assertThat(ImCallbackSignature.verify("xxxyyy", TIME, sign)).isFalse();
        assertThat(ImCallbackSignature.verify("xxxxyyyy", "1669872113", sign)).isFalse();
        assertThat(ImCallbackSignature.verify("xxxxyyyy", TIME, sign.toUpperCase(Locale.ROOT)))
                .isFalse();
        assertThat(ImCallbackSignature.verify("xxxxyyyy", TIME, sign + " ")).isFalse();
        assertThat(ImCallbackSignature.verify("xxxxyyyy", TIME, "")).isFalse();
        assertThat(ImCallbackSignature.verify("xxxxyyyy", TIME, null)).isFalse();
        assertThat(ImCallbackSignature.verify("xxxxyyyy", null, sign)).isFalse();
    }

    @Test
    void anEmptyTokenSignsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImCallbackSignature.sign("", TIME))
                .withMessageContaining("callback token");
    }
}
