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
import java.util.regex.Pattern;

/** An answer of IM is accepted only with the code 0 in it; entries that failed are listed whatever their form. */
class ImAnswerFuzzTest extends FuzzTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final Pattern LENIENT = Pattern.compile("(?i)\"ErrorCode\"\\s*:\\s*\"?\\s*-?0+\\b");
    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);

    private final ImFacts facts = new ImFacts();
    private final List<String> commands = List.of(
            "openim/batchsendmsg",
            "openim/sendmsg",
            "group_open_http_svc/add_group_member",
            "sns/friend_add",
            "timpush/push",
            "openim/querystate",
            "im_open_login_svc/multiaccount_import");

    @Override
    protected List<String> words() {
        return List.of(
                "\"ErrorCode\":0,",
                "\"ActionStatus\":\"OK\",",
                "\"ActionStatus\":\"FAIL\",",
                "\"ErrorInfo\":",
                "\"ErrorList\":[{\"To_Account\":\"a\",\"ErrorCode\":70107}],",
                "\"ResultItem\":[",
                "\"MemberList\":[",
                "\"Result\":0,",
                "\"FailAccounts\":[\"a\"],",
                "\"TaskId\":",
                "60018");
    }

    @Override
    protected String read(byte[] input) {
        StringBuilder all = new StringBuilder();
        for (String command : commands) {
            all.append(read(input, facts.operation(command))).append(' ');
        }
        return all.toString();
    }

    private String read(byte[] input, ImFacts.Operation operation) {
        AttemptResult result = new ImAnswerReader(facts, operation, Clock.systemUTC())
                .read(new HttpAnswer(200, "application/json", input, NOW, null));
        assertThat(result.outcome()).isNotNull();
        if (result.outcome() == Outcome.ACCEPTED) {
            assertThat(isZero(input)).as("a code 0 in the answer").isTrue();
            ImAnswer answer = (ImAnswer) result.content();
            answer.taskIds();
            return "accepted " + Math.min(2, answer.failures().size()) + answer.isAllFailed();
        }
        assertThat(result.code()).isNotBlank().hasSizeLessThan(16);
        return result.outcome() + (result.codeKnown() ? result.code() : "unknown");
    }

    private static boolean isZero(byte[] input) {
        try {
            JsonNode root = PLAIN.readTree(input);
            return root.path("ErrorCode").asText().strip().matches("-?0+")
                    && !root.path("ActionStatus").asText().equalsIgnoreCase("FAIL");
        } catch (IOException | NumberFormatException e) {
            // text that is no UTF-8, which Jackson reads where it has seen the name before
            return LENIENT.matcher(new String(input, StandardCharsets.ISO_8859_1))
                    .find();
        }
    }
}
