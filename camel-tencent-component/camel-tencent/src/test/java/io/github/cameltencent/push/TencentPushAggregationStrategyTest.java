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
package io.github.cameltencent.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.OnPartialFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pushes are joined, and the result of each. */
class TencentPushAggregationStrategyTest {

    private final PushFixture push = PushFixture.with(options -> options.setOnPartialFailure(OnPartialFailure.SUCCEED));
    private final TencentPushAggregationStrategy strategy = new TencentPushAggregationStrategy();

    private String key(Object body) {
        return strategy.correlationKey(push.exchange(body));
    }

    private Exchange join(List<?> bodies) {
        Exchange joined = null;
        for (Object body : bodies) {
            joined = strategy.aggregate(joined, push.exchange(body));
        }
        strategy.onCompletion(joined);
        return joined;
    }

    private static Map<String, Object> to(String field, Object target) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", "Order 7");
        fields.put(field, target);
        fields.put("content", "is on its way");
        return fields;
    }

    private static Object outcome(Message message) {
        return message.getHeader("CamelTencentOutcome");
    }

    @Test
    void theKeyIsEqualForEqualContentAndTheSameKindOfTarget() {
        assertThat(key(to("tokens", "a")))
                .isEqualTo(key(to("tokens", List.of("b"))))
                .isEqualTo(key(PushFixture.message(List.of("c"))))
                .isNotEqualTo(key(to("accounts", "a")));
    }

    @Test
    void theKeyDoesNotDependOnTheOrderOfFields() {
        Map<String, Object> one = to("tokens", "a");
        one.put("custom", Map.of("x", List.of(Map.of("b", 1, "a", 2)), "y", 2));
        Map<String, Object> other = to("tokens", "b");
        Map<String, Object> custom = new LinkedHashMap<>();
        custom.put("y", 2);
        custom.put("x", List.of(Map.of("a", 2, "b", 1)));
        other.put("custom", custom);

        assertThat(key(one)).isEqualTo(key(other)).isNotEqualTo(key(to("tokens", "a")));
    }

    @Test
    void aTextIsContentOrAMessageAsTheBodyTypeSays() {
        Exchange text = push.exchange("is on its way");
        text.getMessage().setHeader("cameltencentTOKENS", "a");
        text.getMessage().setHeader("CamelTencentTitle", "Order 7");
        assertThat(strategy.correlationKey(text)).isEqualTo(key(to("tokens", "b")));

        String expected = key(to("tokens", "b"));
        strategy.setBodyType(BodyType.MESSAGE);
        assertThat(key("{\"tokens\":\"c\",\"title\":\"Order 7\",\"content\":\"is on its way\"}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"tags, beta", "audience, all", "title, none"})
    void onlyPushesForOneTargetAreJoined(String field, String value) {
        assertThatThrownBy(() -> key(Map.of(field, value, "content", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one token or one account");
        assertThatThrownBy(() -> key(to("tokens", List.of("a", "b")))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theJoinedPushHasAllTargetsOnceAndNoFieldInItsHeaders() {
        Exchange first = push.exchange("is on its way");
        first.getMessage().setHeader("cameltencentTOKENS", "a");
        first.getMessage().setHeader("CamelTencentTitle", "Order 7");
        first.getMessage().setHeader("CamelTencentIdempotencyKey", "k");
        first.getMessage().setHeader("other", "kept");
        Exchange joined = strategy.aggregate(null, first);
        strategy.aggregate(joined, push.exchange(to("tokens", "b")));
        strategy.aggregate(joined, push.exchange(to("tokens", "a")));
        strategy.onCompletion(joined);

        assertThat(joined.getMessage().getBody()).isEqualTo(PushFixture.message(List.of("a", "b")));
        assertThat(joined.getMessage().getHeaders()).containsOnlyKeys("other");
        List<Message> results = strategy.results(push.send(joined));
        assertThat(results).hasSize(3).allMatch(each -> outcome(each).equals("ACCEPTED"));
        assertThat(results.get(0).getBody()).isEqualTo("is on its way");
        assertThat(results.get(0).getHeaders()).containsEntry("CamelTencentIdempotencyKey", "k");
    }

    @Test
    void eachMessageGetsTheOutcomeOfTheRequestWithItsTarget() {
        push.answers = sent -> switch (sent.number()) {
            case 1 -> PushFixture.accepted("id-1", "token-3");
            case 2 -> PushFixture.failed(Outcome.AMBIGUOUS, "CONNECTION_LOST");
            default -> PushFixture.failed(Outcome.THROTTLED, "1008028");
        };
        List<Map<String, Object>> bodies = PushFixture.tokens(2001).stream()
                .map(token -> to("tokens", token))
                .toList();

        List<Message> results = strategy.results(push.send(join(bodies)));

        assertThat(results).hasSize(2001);
        assertThat(outcome(results.get(0))).isEqualTo("ACCEPTED");
        assertThat(results.get(0).getHeader("CamelTencentPushIds")).isEqualTo(List.of("id-1"));
        assertThat(outcome(results.get(3))).isEqualTo("REJECTED");
        assertThat(results.get(3).getHeader("CamelTencentErrorCode")).isEqualTo("TARGET_INVALID");
        assertThat(results.get(3).getHeader("CamelTencentInvalidTargets")).isEqualTo(List.of("token-3"));
        assertThat(outcome(results.get(1000))).isEqualTo("AMBIGUOUS");
        assertThat(results.get(1000).getHeader("CamelTencentErrorCode")).isEqualTo("CONNECTION_LOST");
        assertThat(outcome(results.get(2000))).isEqualTo("THROTTLED");
        assertThat(results.get(2000).getHeader("CamelTencentErrorCode")).isEqualTo("1008028");
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).getBody()).isEqualTo(bodies.get(i));
        }
    }

    @Test
    void theResultOfAnExceptionIsSplitToo() {
        push.options.setOnPartialFailure(OnPartialFailure.FAIL);
        push.answers = sent -> sent.number() == 1
                ? PushFixture.accepted("id-1")
                : PushFixture.failed(Outcome.TRANSIENT, "CONNECT_REFUSED");
        Exchange pushed = push.send(join(PushFixture.tokens(1001).stream()
                .map(token -> to("tokens", token))
                .toList()));

        List<Message> results = strategy.results(pushed);
        assertThat(outcome(results.get(999))).isEqualTo("ACCEPTED");
        assertThat(outcome(results.get(1000))).isEqualTo("TRANSIENT");
    }

    @Test
    void aPushThatIsRefusedBeforeSendingIsRefusedForEach() {
        Exchange joined = join(List.of(Map.of("tokens", "a", "content", "x"), Map.of("tokens", "b", "content", "x")));

        assertThat(strategy.results(push.send(joined)))
                .hasSize(2)
                .allMatch(each -> outcome(each).equals("REJECTED"))
                .allMatch(each -> each.getHeader("CamelTencentErrorCode").equals("TITLE_MISSING"));
    }

    @Test
    void aRepositoryThatLosesTheMessagesIsRefused() {
        Exchange stored = strategy.aggregate(null, push.exchange(to("tokens", "a")));
        Exchange restored = push.exchange(stored.getMessage().getBody());

        assertThatThrownBy(() -> strategy.aggregate(restored, push.exchange(to("tokens", "b"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in memory");
    }
}
