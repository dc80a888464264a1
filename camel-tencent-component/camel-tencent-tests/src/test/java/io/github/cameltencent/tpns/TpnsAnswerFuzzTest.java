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
package io.github.cameltencent.tpns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.fuzz.FuzzTest;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An answer of TPNS is accepted only with the code 0 in it, and is otherwise a failure with a code. */
class TpnsAnswerFuzzTest extends FuzzTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final Pattern LENIENT = Pattern.compile("(?i)\"ret_?code\"\\s*:\\s*\"?\\s*-?0+\\b");

    private final TpnsAnswerReader reader = new TpnsAnswerReader(new TpnsFacts(), Clock.systemUTC());

    @Override
    protected List<String> words() {
        return List.of(
                "\"ret_code\":0,",
                "\"retCode\":",
                "\"RET_CODE\":\"0\",",
                "\"err_msg\":",
                "\"push_id\":[1,\"2\"],",
                "\"invalid_targe_list\":[",
                "1008028",
                "10010018",
                "\"result\":",
                "<html>");
    }

    @Override
    protected String read(byte[] input) {
        AttemptResult result =
                reader.read(new HttpAnswer(200, "application/json", input, Instant.ofEpochSecond(1700000000L), null));
        assertThat(result.outcome()).isNotNull();
        if (result.outcome() == Outcome.ACCEPTED) {
            assertThat(hasZero(input)).as("a code 0 in the answer").isTrue();
            TpnsAnswer answer = (TpnsAnswer) result.content();
            return "accepted " + answer.pushIds().isEmpty()
                    + answer.invalidTargets().isEmpty() + (answer.message() == null)
                    + answer.json().isObject();
        }
        assertThat(result.code()).isNotBlank().hasSizeLessThan(16);
        return result.outcome() + (result.codeKnown() ? result.code() : "unknown");
    }

    private static boolean hasZero(byte[] input) {
        try {
            JsonNode root = PLAIN.readTree(input);
            for (Map.Entry<String, JsonNode> field : root.properties()) {
                String name = field.getKey().toLowerCase(java.util.Locale.ROOT);
                if (name.matches("ret_?code")
                        && field.getValue().asText().strip().matches("-?0+")) {
                    return true;
                }
            }
            return false;
        } catch (IOException | NumberFormatException e) {
            // text that is no UTF-8, which Jackson reads where it has seen the name before
            return LENIENT.matcher(new String(input, StandardCharsets.ISO_8859_1))
                    .find();
        }
    }
}
