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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.CallResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.camel.Exchange;

/** Random splits and outcomes: every target is reported once, and nothing is sent twice that must not be. */
class PushPropertiesTest {

    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.ACCEPTED,
            Outcome.ACCEPTED,
            Outcome.REJECTED,
            Outcome.AUTH,
            Outcome.THROTTLED,
            Outcome.TRANSIENT,
            Outcome.AMBIGUOUS);

    /** The record of the server. */
    private static final class Server {
        private final Random random;
        private final Map<String, Integer> taken = new HashMap<>();
        private final Map<String, Integer> maybe = new HashMap<>();

        Server(Random random) {
            this.random = random;
        }

        CallResult answer(PushFixture.Sent sent) {
            Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            if (outcome != Outcome.ACCEPTED) {
                if (outcome == Outcome.AMBIGUOUS) {
                    sent.targets().forEach(each -> maybe.merge(each, 1, Integer::sum));
                }
                return PushFixture.failed(outcome, outcome.name());
            }
            List<String> invalid = sent.targets().stream()
                    .filter(each -> random.nextInt(50) == 0)
                    .toList();
            sent.targets().stream()
                    .filter(each -> !invalid.contains(each))
                    .forEach(each -> taken.merge(each, 1, Integer::sum));
            return PushFixture.accepted("id-" + sent.number(), invalid.toArray(new String[0]));
        }
    }

    @Property(tries = 1000)
    void everyTargetIsReportedOnce(
            @ForAll @IntRange(min = 1, max = 4500) int count,
            @ForAll @IntRange(max = 4) int visits,
            @ForAll long seed) {
        Random random = new Random(seed);
        Server server = new Server(random);
        PushFixture push = PushFixtures.FIXTURE.get();
        push.sent.clear();
        push.answers = server::answer;
        List<String> targets = targets(count, random);

        Exchange exchange = push.exchange(PushFixture.message(targets));
        push.send(exchange);
        for (int i = 0; i < visits && exchange.getException() != null; i++) {
            push.send(exchange);
        }

        PushResult result = PushFixture.result(exchange);
        List<String> told = new ArrayList<>(result.getAccepted());
        result.getRejected().forEach(each -> told.add(each.target()));
        told.addAll(result.getUnknown());
        told.addAll(result.getNotSent());
        Set<String> distinct = new LinkedHashSet<>(targets);
        assertThat(told).hasSameSizeAs(distinct);
        assertThat(Set.copyOf(told)).isEqualTo(distinct);
        assertThat(server.taken.keySet()).isEqualTo(Set.copyOf(result.getAccepted()));
        assertThat(server.taken.values()).allMatch(times -> times == 1);
        assertThat(server.maybe.keySet()).isEqualTo(Set.copyOf(result.getUnknown()));
        assertThat(server.maybe.values()).allMatch(times -> times == 1);
        List<String> left =
                result.remaining() == null ? List.of() : result.remaining().getTokens();
        assertThat(left).isEqualTo(result.getNotSent());
    }

    private static List<String> targets(int count, Random random) {
        List<String> targets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            targets.add(random.nextInt(200) == 0 ? "bad token " + i : "t" + random.nextInt(count * 2));
        }
        return targets;
    }

    /** One producer for all tries, since it has no state of exchanges. */
    private static final class PushFixtures {
        static final ThreadLocal<PushFixture> FIXTURE = ThreadLocal.withInitial(PushFixture::new);
    }
}
