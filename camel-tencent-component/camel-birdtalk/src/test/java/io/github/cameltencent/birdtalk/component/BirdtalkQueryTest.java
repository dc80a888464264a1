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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The actions of {@code birdtalk:query}. */
class BirdtalkQueryTest extends ChatActionsFixture {

    @ParameterizedTest
    @CsvSource({"forward, m0, m119", "backward, m119, m0"})
    void theHistoryIsReadByPageOrCompletely(String direction, String first, String last) {
        written(120);
        Map<String, Object> page = done("query", "messages", Map.of("userId", BETA, "direction", direction));
        assertThat(list(page, "messages")).hasSize(100);
        assertThat(page).containsEntry("more", true);
        Map<String, Object> all =
                done("query", "messages", Map.of("userId", BETA, "all", true, "direction", direction));
        assertThat(all).containsEntry("more", false);
        List<Map<String, Object>> messages = list(all, "messages");
        assertThat(messages).hasSize(120);
        assertThat(text(messages.get(0))).isEqualTo(first);
        assertThat(text(messages.get(119))).isEqualTo(last);
        assertThat(messages.get(0)).containsEntry("fromId", BETA).containsEntry("toId", ALPHA);
    }

    @Test
    void aRangeIncludesBothBounds() {
        written(5);
        List<Long> ids =
                history(ALPHA).stream().map(message -> message.getMsgId()).toList();
        Map<String, Object> some =
                done("query", "messages", Map.of("direction", "between", "from", ids.get(1), "to", ids.get(3)));
        assertThat(list(some, "messages")).extracting(BirdtalkQueryTest::text).containsExactly("m1", "m2", "m3");
        Map<String, Object> rest = done("query", "messages", Map.of("from", ids.get(3)));
        assertThat(list(rest, "messages")).extracting(BirdtalkQueryTest::text).containsExactly("m3", "m4");
        TencentException open = failure("query", "messages", Map.of("direction", "between"));
        assertThat(open).hasMessageContaining("to is missing");
    }

    @Test
    void groupsHaveAHistoryForTheirMembers() {
        long group = emulator.chat().addGroup("crew", ALPHA, List.of(BETA));
        write("to all", Map.of("CamelBirdtalkToId", group, "CamelBirdtalkChatType", "group"));
        assertThat(list(done("query", "messages", Map.of("groupId", group)), "messages"))
                .extracting(BirdtalkQueryTest::text)
                .containsExactly("to all");
        long other = emulator.chat().addGroup("others", BETA, List.of());
        TencentException refused = failure("query", "messages", Map.of("groupId", other));
        assertThat(refused.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused.getCode()).isEqualTo("14");
        assertThat(list(done("query", "messages", Map.of("groupId", group)), "messages"))
                .hasSize(1);
    }

    @Test
    void receiptsShowWhichOwnMessagesWereReceived() throws Exception {
        consume("");
        written(120);
        await().until(() -> received.size() == 120);
        Map<String, Object> states = accepted(call(betaAsks("query", "receipts"), Map.of()));
        assertThat(list(states, "receipts")).hasSize(100);
        assertThat(states).containsEntry("more", true);
        Map<String, Object> rest =
                accepted(call(betaAsks("query", "receipts"), Map.of("from", (Long) states.get("last") + 1)));
        assertThat(list(rest, "receipts")).hasSize(20);
        assertThat(rest).containsEntry("more", false);
    }

    @Test
    void recordsShowWhoFollowsWhom() {
        emulator.chat().addUser(10003, "gamma", "gamma-password");
        done("friend", "add", Map.of("userId", 10003));
        assertThat(list(done("query", "records", Map.of()), "friends")).isNotEmpty();
        long group = emulator.chat().addGroup("crew", ALPHA, List.of());
        assertThat(done("query", "records", Map.of("groupId", group))).containsKey("groups");
        long other = emulator.chat().addGroup("others", BETA, List.of(ALPHA));
        assertThat(failure("query", "records", Map.of("groupId", other)).getCode())
                .isEqualTo("16");
    }

    @Test
    void aQueryWhoseAnswerIsLostIsRepeated() {
        written(1);
        fault("query", "\"fault\":\"reset_after\",\"count\":1");
        assertThat(list(done("query", "messages", Map.of()), "messages")).hasSize(1);
    }

    @Test
    void anUnknownDirectionIsRefused() {
        assertThat(failure("query", "messages", Map.of("direction", "sideways")))
                .hasMessageContaining("forward, backward or between");
        assertThat(frames("query")).isZero();
    }

    private static void written(int count) {
        IntStream.range(0, count).forEach(i -> emulator.chat().write(BETA, ALPHA, "m" + i));
    }

    private static String text(Map<String, Object> message) {
        return new String((byte[]) message.get("data"), StandardCharsets.UTF_8);
    }
}
