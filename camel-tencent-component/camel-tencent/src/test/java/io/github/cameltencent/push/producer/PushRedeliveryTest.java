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
package io.github.cameltencent.push.producer;

import static io.github.cameltencent.push.PushFixture.accepted;
import static io.github.cameltencent.push.PushFixture.failed;
import static io.github.cameltencent.push.PushFixture.failure;
import static io.github.cameltencent.push.PushFixture.message;
import static io.github.cameltencent.push.PushFixture.result;
import static io.github.cameltencent.push.PushFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.PushFixture;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushResult;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A redelivered exchange sends only the parts that were not sent. */
class PushRedeliveryTest {

    private final PushFixture push = new PushFixture();

    @Test
    void aRedeliverySendsTheRestAndReportsAllTargets() {
        push.answers =
                sent -> sent.number() == 2 ? failed(Outcome.TRANSIENT, "CONNECT") : accepted("id-" + sent.number());
        Exchange exchange = push.send(message(tokens(2500)));
        push.sent.clear();
        push.answers = sent -> accepted("again");

        push.send(exchange);

        assertThat(push.sent).hasSize(1);
        assertThat(push.sent.get(0).targets()).isEqualTo(tokens(2500).subList(1000, 2000));
        assertThat(exchange.getException()).isNull();
        PushResult result = result(exchange);
        assertThat(result.getAccepted()).isEqualTo(tokens(2500));
        assertThat(result.getPushIds()).containsExactly("id-1", "again", "id-3");
        assertThat(result.getChunks().get(1).attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REJECTED", "AMBIGUOUS"})
    void rejectedAndAmbiguousPartsAreNotSentAgain(Outcome outcome) {
        push.answers = sent -> sent.number() == 2 ? failed(outcome, "CODE") : accepted("id");
        Exchange exchange = push.send(message(tokens(1001)));
        PushResult before = result(exchange);
        push.sent.clear();

        push.send(exchange);

        assertThat(push.sent).isEmpty();
        assertThat(failure(exchange).getOutcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(result(exchange).toMap()).isEqualTo(before.toMap());
    }

    @Test
    void anAmbiguousPushIsNotSentAgain() {
        push.answers = sent -> failed(Outcome.AMBIGUOUS, "TIMEOUT");
        Exchange exchange = push.send(message(tokens(1)));

        push.send(exchange);

        assertThat(push.sent).hasSize(1);
        assertThat(failure(exchange).getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
    }

    @Test
    void retryAmbiguousSendsAmbiguousPartsAgain() {
        push.shared.setRetryAmbiguous(true);
        push.answers = sent -> failed(Outcome.AMBIGUOUS, "TIMEOUT");
        Exchange exchange = push.send(message(tokens(1)));
        push.answers = sent -> accepted("id");

        push.send(exchange);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("CamelTencentPossiblyDuplicate"))
                .isEqualTo(true);
    }

    @Test
    void anAmbiguousPartStaysAmbiguousAfterAFailedRetry() {
        push.shared.setRetryAmbiguous(true);
        push.answers = sent -> failed(Outcome.AMBIGUOUS, "TIMEOUT");
        Exchange exchange = push.send(message(tokens(1)));
        push.answers = sent -> failed(Outcome.TRANSIENT, "CONNECT");

        push.send(exchange);

        assertThat(failure(exchange).getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(result(exchange).getUnknown()).containsExactly("token-0");
        assertThat(result(exchange).remaining()).isNull();
    }

    @Test
    void anAlreadyAcceptedBroadcastIsAccepted() {
        push.shared.setRetryAmbiguous(true);
        push.options.setAudience(Audience.ALL);
        push.answers = sent -> failed(Outcome.AMBIGUOUS, "TIMEOUT");
        Exchange exchange = push.send(Map.of("title", "T", "content", "C"));
        push.answers = sent -> failed(Outcome.REJECTED, "10010018");

        push.send(exchange);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("CamelTencentPossiblyDuplicate"))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REJECTED", "AUTH", "THROTTLED", "TRANSIENT"})
    void aPushThatWasNotSentStartsFromTheBeginning(Outcome outcome) {
        push.answers = sent -> failed(outcome, "CODE");
        Exchange exchange = push.send(message(tokens(1500)));

        push.send(exchange);

        assertThat(push.sent).hasSize(4);
    }

    @Test
    void rejectedPartsAreNotSentAgainWithTheRest() {
        push.answers = sent -> failed(sent.number() == 1 ? Outcome.REJECTED : Outcome.THROTTLED, "CODE");
        Exchange exchange = push.send(message(tokens(1500)));

        push.send(exchange);

        assertThat(push.sent).hasSize(3);
        assertThat(push.sent.get(2).targets()).hasSize(500);
    }

    @Test
    void anotherMessageOnTheSameExchangeIsSentInFull() {
        push.answers = sent -> sent.number() == 1 ? accepted("id") : failed(Outcome.TRANSIENT, "CONNECT");
        Exchange exchange = push.send(message(tokens(1001)));
        push.sent.clear();
        push.answers = sent -> accepted("id");

        exchange.getMessage()
                .setBody(message(tokens(1001)).toBuilder().title("other").build());
        push.send(exchange);

        assertThat(push.sent).hasSize(2);
    }

    @Test
    void anotherEndpointSendsInFull() {
        push.answers = sent -> sent.number() == 1 ? accepted("id") : failed(Outcome.TRANSIENT, "CONNECT");
        Exchange exchange = push.send(message(tokens(1001)));
        push.sent.clear();

        push.at(push.context.getEndpoint("mock:other"));
        push.send(exchange);

        assertThat(push.sent).hasSize(2);
    }

    @Test
    void theSameMessageAfterASuccessIsANewPush() {
        PushMessage message = message(tokens(3));
        Exchange exchange = push.send(message);
        exchange.getMessage().setBody(message);

        push.send(exchange);

        assertThat(push.sent).hasSize(2);
    }

    @Test
    void branchesOfARouteDoNotShareProgress() {
        push.answers = sent -> sent.number() == 1 ? accepted("id") : failed(Outcome.TRANSIENT, "CONNECT");
        Exchange exchange = push.send(message(tokens(1001)));
        Exchange branch = ExchangeHelper.createCopy(exchange, true);
        push.answers = sent -> accepted("id");
        push.send(branch);
        push.sent.clear();

        push.send(exchange);

        assertThat(push.sent).as("the result of the other branch is not used").hasSize(1);
    }

    @Test
    void remainingIsAMessageForTheRest() {
        push.answers = sent -> sent.number() == 1 ? accepted("id") : failed(Outcome.THROTTLED, "1008028");
        PushResult result = result(push.send(message(tokens(1001))));
        push.sent.clear();
        push.answers = sent -> accepted("id");

        push.send(result.remaining());

        assertThat(push.sent.get(0).targets()).isEqualTo(List.of("token-1000"));
    }
}
