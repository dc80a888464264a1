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
package io.github.cameltencent.cloud.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentAmbiguousException;
import io.github.cameltencent.fuzz.FuzzTest;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** An answer of the Cloud API, in either envelope, is accepted only without an error in it; its text is kept. */
class CloudAnswerFuzzTest extends FuzzTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);

    private final CloudAnswerReader asMap = new CloudAnswerReader(new CloudFacts(), true, null);
    private final CloudAnswerReader asText = new CloudAnswerReader(new CloudFacts(), false, "zh-CN");

    @Override
    protected List<String> words() {
        return List.of(
                "{\"Response\":",
                "\"Error\":{\"Code\":\"InternalError\",\"Message\":\"m\"},",
                "\"Error\":null,",
                "\"RequestId\":\"r-1\"",
                "\"code\":0,",
                "\"code\":4100,",
                "\"codeDesc\":\"Success\",",
                "\"Code\":",
                "AuthFailure.SignatureExpire",
                "DryRunOperation",
                "\"DeprecatedWarning\":");
    }

    @Override
    protected String read(byte[] input) {
        HttpAnswer http = new HttpAnswer(200, null, input, NOW, null);
        AttemptResult result = asText.read(http, NOW.plusSeconds(400), new NoRemedies());
        AttemptResult map = asMap.read(http, NOW, new NoRemedies());
        if (map.outcome() != result.outcome()) {
            // only a Map needs the numbers, which may be out of range
            assertThat(map.code()).isEqualTo("BAD_ANSWER");
        }
        assertThat(result.outcome()).isNotNull();
        if (result.outcome() == Outcome.ACCEPTED) {
            assertThat(isSuccess(input)).as("no error in the answer").isTrue();
            return "accepted " + tree((CloudAnswer) result.content());
        }
        assertThat(result.code()).matches("[A-Za-z0-9._-]{1,128}");
        return result.outcome() + (result.codeKnown() ? result.code() : "unknown");
    }

    private static String tree(CloudAnswer answer) {
        assertThat(answer.text(true)).contains(answer.text(false));
        try {
            return answer.tree().isObject() + " " + answer.text(false).startsWith("{");
        } catch (TencentAmbiguousException e) {
            return e.getCode();
        }
    }

    private static boolean isSuccess(byte[] input) {
        try {
            JsonNode root = PLAIN.readTree(input);
            JsonNode error = root.path("Response").path("Error");
            String code = root.has("Response")
                    ? error.path("Code").asText()
                    : root.path("codeDesc").asText();
            boolean success = root.has("Response")
                    ? error.isMissingNode() || error.isNull()
                    : root.path("code").asText().strip().equals("0");
            return success || code.strip().startsWith("DryRunOperation");
        } catch (IOException | NumberFormatException e) {
            // the reader does not look at the numbers of a text that it passes on
            return !new String(input, java.nio.charset.StandardCharsets.UTF_8).contains("\"Error\"");
        }
    }

    private static final class NoRemedies implements CloudAnswerReader.Remedies {
        @Override
        public boolean renew() {
            return false;
        }

        @Override
        public boolean learn(Instant date) {
            return false;
        }
    }
}
