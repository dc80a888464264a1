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
import io.github.cameltencent.TencentPartialException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.exchange.OnPartialFailure;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.PushFixture;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushResult;
import io.github.cameltencent.transport.CallResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The outcomes of the targets of split pushes. */
class PushOutcomesTest {

    @ParameterizedTest
    @CsvSource({"1,1", "999,1", "1000,1", "1001,2", "2500,3"})
    void longListsAreSplit(int count, int requests) {
        PushFixture push = new PushFixture();
        List<String> twice = new ArrayList<>(tokens(count));
        twice.addAll(tokens(count));

        Exchange exchange = push.send(message(twice));

        assertThat(push.sent).hasSize(requests);
        List<String> sent = new ArrayList<>();
        push.sent.forEach(each -> sent.addAll(each.targets()));
        assertThat(sent).isEqualTo(tokens(count));
        assertThat(push.sent).allSatisfy(each -> assertThat(each.targets()).hasSizeLessThanOrEqualTo(1000));
        assertThat(result(exchange).getAccepted()).isEqualTo(tokens(count));
        assertThat(result(exchange).getPushIds()).hasSize(requests);
        assertThat(exchange.getMessage().getHeader("CamelTencentAttempts")).isEqualTo(requests);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REJECTED", "AUTH", "THROTTLED", "TRANSIENT", "AMBIGUOUS"})
    void oneOfThreeRequestsFails(Outcome outcome) {
        PushFixture push = new PushFixture();
        push.answers = sent -> sent.number() == 2 ? failed(outcome, "CODE") : accepted("id-" + sent.number());

        Exchange exchange = push.send(message(tokens(2500)));

        assertThat(failure(exchange)).isInstanceOf(TencentPartialException.class);
        PushResult result = result(exchange);
        List<String> failed = tokens(2500).subList(1000, 2000);
        assertThat(result.getAccepted())
                .containsExactlyElementsOf(
                        tokens(2500).stream().filter(t -> !failed.contains(t)).toList());
        assertThat(result.getRejected())
                .extracting(PushResult.Rejection::target)
                .isEqualTo(outcome == Outcome.REJECTED ? failed : List.of());
        assertThat(result.getUnknown()).isEqualTo(outcome == Outcome.AMBIGUOUS ? failed : List.of());
        boolean notSent = outcome != Outcome.REJECTED && outcome != Outcome.AMBIGUOUS;
        assertThat(result.getNotSent()).isEqualTo(notSent ? failed : List.of());
        if (notSent) {
            assertThat(result.remaining().getTokens()).isEqualTo(failed);
            assertThat(result.remaining().getTitle()).isEqualTo("Order 7");
        } else {
            assertThat(result.remaining()).isNull();
        }
        assertThat(result.getChunks())
                .extracting(PushResult.Chunk::outcome)
                .containsExactly(Outcome.ACCEPTED, outcome, Outcome.ACCEPTED);
        assertThat(exchange.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("PARTIAL");
        assertThat(exchange.getMessage().getHeader("CamelTencentPushIds")).isEqualTo(List.of("id-1", "id-3"));
        assertThat(exchange.getMessage().getBody()).isInstanceOf(PushMessage.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REJECTED", "AUTH", "THROTTLED", "TRANSIENT", "AMBIGUOUS"})
    void equalOutcomesOfAllRequestsAreTheOutcome(Outcome outcome) {
        PushFixture push = new PushFixture();
        push.answers = sent -> failed(outcome, "CODE");

        Exchange exchange = push.send(message(tokens(1500)));

        assertThat(failure(exchange).getOutcome()).isEqualTo(outcome);
        assertThat(failure(exchange).getCode()).isEqualTo("CODE");
        assertThat(failure(exchange).getAttempts()).isEqualTo(2);
        assertThat(failure(exchange).getMessage()).containsOnlyOnce("as the test says");
        assertThat(result(exchange).getChunks()).hasSize(2);
    }

    @Test
    void onPartialFailureSucceedContinuesTheRoute() {
        PushFixture push = PushFixture.with(o -> o.setOnPartialFailure(OnPartialFailure.SUCCEED));
        push.answers = sent -> sent.number() == 1 ? accepted("1") : failed(Outcome.THROTTLED, "1008028");

        Exchange exchange = push.send(message(tokens(1001)));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("PARTIAL");
        assertThat(exchange.getMessage().getBody(PushResult.class).getNotSent()).containsExactly("token-1000");
    }

    @Test
    void invalidTokensDoNotFailTheOthers() {
        PushFixture push = new PushFixture();
        push.answers = sent -> accepted("1", "token-1");

        Exchange exchange = push.send(message(tokens(3)));

        assertThat(exchange.getException()).isNull();
        PushResult result = result(exchange);
        assertThat(result.getAccepted()).containsExactly("token-0", "token-2");
        assertThat(result.getInvalidTargets()).containsExactly("token-1");
        assertThat(result.getRejected())
                .extracting(PushResult.Rejection::target)
                .containsExactly("token-1");
        assertThat(exchange.getMessage().getHeader("CamelTencentInvalidTargets"))
                .isEqualTo(List.of("token-1"));
        assertThat(exchange.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("ACCEPTED");
    }

    @Test
    void aRequestWithOnlyInvalidTokensDoesNotFailTheOthers() {
        PushFixture push = new PushFixture();
        push.answers = sent -> sent.number() == 1 ? accepted("1") : failed(Outcome.REJECTED, "1008029");

        Exchange exchange = push.send(message(tokens(1001)));

        assertThat(exchange.getException()).isNull();
        assertThat(result(exchange).getAccepted()).hasSize(1000);
        assertThat(result(exchange).getInvalidTargets()).containsExactly("token-1000");
    }

    @Test
    void aSingleInvalidTokenIsRejected() {
        PushFixture push = new PushFixture();
        push.answers = sent -> failed(Outcome.REJECTED, "1008029");

        Exchange exchange = push.send(message(tokens(1)));

        assertThat(failure(exchange)).isInstanceOf(TencentRejectedException.class);
        assertThat(failure(exchange).getCode()).isEqualTo("1008029");
        assertThat(exchange.getMessage().getHeader("CamelTencentInvalidTargets"))
                .isEqualTo(List.of("token-0"));
    }

    @Test
    void aPushWithoutValidTargetsIsRejected() {
        PushFixture push = new PushFixture();
        push.answers = sent -> accepted("1", "token-0", "token-1");

        Exchange exchange = push.send(message(tokens(2)));

        assertThat(failure(exchange).getCode()).isEqualTo("TARGETS_INVALID");
        assertThat(result(exchange).getAccepted()).isEmpty();
        assertThat(result(exchange).getInvalidTargets()).hasSize(2);
    }

    @Test
    void aRejectedRequestDoesNotMakeItsTargetsInvalid() {
        PushFixture push = PushFixture.with(o -> o.setIgnoreInvalidTokens(false));
        push.answers = sent -> failed(Outcome.REJECTED, "1008029");

        Exchange exchange = push.send(message(tokens(2)));

        assertThat(result(exchange).getRejected()).hasSize(2);
        assertThat(result(exchange).getInvalidTargets()).isEmpty();
    }

    @Test
    void aBroadcastReportsNoTargets() {
        PushFixture push = PushFixture.with(o -> {
                    o.setAudience(Audience.ALL);
                    o.setPlatform(PushPlatform.ALL);
                })
                .platforms("android", "ios");
        push.answers = sent -> sent.number() == 1 ? accepted("1") : failed(Outcome.TRANSIENT, "CONNECT");

        Exchange exchange = push.send(Map.of("title", "T", "content", "C"));

        PushResult result = result(exchange);
        assertThat(failure(exchange).getOutcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(result.getAccepted()).isEmpty();
        assertThat(result.getNotSent()).isEmpty();
        assertThat(result.getChunks()).extracting(PushResult.Chunk::platform).containsExactly("android", "ios");
        assertThat(result.remaining().getPlatform()).isEqualTo(PushPlatform.IOS);
    }

    @Test
    void anAccountOnTwoPlatformsIsReportedOnce() {
        PushFixture push =
                PushFixture.with(o -> o.setPlatform(PushPlatform.ALL)).platforms("android", "ios");
        push.answers = sent -> sent.number() == 1 ? accepted("1") : failed(Outcome.REJECTED, "10010005");

        Exchange exchange = push.send(
                PushMessage.builder().accounts("a1").title("T").content("C").build());

        assertThat(exchange.getException()).isNull();
        assertThat(result(exchange).getAccepted()).containsExactly("a1");
        assertThat(result(exchange).getRejected()).isEmpty();
        assertThat(result(exchange).getInvalidTargets()).isEmpty();
    }

    @Test
    void theRemainderOfTwoPlatformsIsOneMessageIfPossible() {
        PushFixture push =
                PushFixture.with(o -> o.setPlatform(PushPlatform.ALL)).platforms("android", "ios");
        PushMessage accounts = PushMessage.builder()
                .accounts(tokens(1500))
                .title("T")
                .content("C")
                .build();
        push.answers = sent -> failed(Outcome.TRANSIENT, "CONNECT");
        PushResult all = result(push.send(accounts));
        push.sent.clear();
        push.answers = sent -> sent.number() % 3 == 1 ? accepted("1") : failed(Outcome.TRANSIENT, "CONNECT");
        PushResult some = result(push.send(accounts));

        assertThat(all.remaining().getPlatform()).isEqualTo(PushPlatform.ALL);
        assertThat(all.remaining().getAccounts()).hasSize(1500);
        assertThat(some.remainingByPlatform())
                .extracting(PushMessage::getPlatform)
                .containsExactly(PushPlatform.ANDROID, PushPlatform.IOS);
        org.assertj.core.api.Assertions.assertThatThrownBy(some::remaining)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("remainingByPlatform");
    }

    @Test
    void aPossibleDuplicateIsReported() {
        PushFixture push = new PushFixture();
        CallResult accepted = accepted("1");
        push.answers = sent -> new CallResult(
                Outcome.ACCEPTED, 2, accepted.answer(), accepted.content(), null, null, sent.number() == 1);

        Exchange exchange = push.send(message(tokens(1001)));

        assertThat(exchange.getMessage().getHeader("CamelTencentPossiblyDuplicate"))
                .isEqualTo(true);
        assertThat(exchange.getMessage().getHeader("CamelTencentAttempts")).isEqualTo(4);
    }
}
