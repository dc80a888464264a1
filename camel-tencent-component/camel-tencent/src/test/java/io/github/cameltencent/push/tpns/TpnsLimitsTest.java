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
package io.github.cameltencent.push.tpns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.OnOversize;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushFixture;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushMessageBuilder;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented limits, checked before anything is sent. */
class TpnsLimitsTest {

    private static final String EMOJI = "\ud83d\ude00";

    private static PushMessageBuilder hello() {
        return PushMessage.builder().tokens("t1").title("T").content("C");
    }

    private static PushMessageBuilder toAll() {
        return PushMessage.builder().title("T").content("C");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 35, 36})
    void tokensOfUpTo36CharactersAreAccepted(int length) {
        assertSent(new PushFixture(), hello().tokens("x".repeat(length)).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789012345678901234567890123456",
                "with blank",
                " t",
                "t\r\n",
                "t\u0000",
                EMOJI,
                "t\u00e9",
                "t\u007f"
            })
    void otherTokensAreRefused(String token) {
        PushFixture push = new PushFixture();
        Exchange exchange = push.send(hello().tokens(token).build());

        assertRefused(push, exchange, "TOKEN_INVALID");
        assertThat(PushFixture.result(exchange).getInvalidTargets()).containsExactly(token);
    }

    @Test
    void anEmptyTokenInAListIsRefused() {
        PushFixture push = new PushFixture();

        assertRefused(push, push.send(hello().tokens(List.of("")).build()), "TOKEN_INVALID");
    }

    @Test
    void aMalformedTokenDoesNotFailTheOthers() {
        PushFixture push = new PushFixture();
        Exchange exchange = push.send(hello().tokens("t1", "bad token", "t2").build());

        assertThat(push.sent.get(0).targets()).containsExactly("t1", "t2");
        assertThat(PushFixture.failure(exchange)).isNull();
        PushResult result = PushFixture.result(exchange);
        assertThat(result.getAccepted()).containsExactly("t1", "t2");
        assertThat(result.getRejected())
                .extracting(PushResult.Rejection::target, PushResult.Rejection::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("bad token", "TOKEN_INVALID"));
        assertThat(exchange.getMessage().getHeader("CamelTencentInvalidTargets"))
                .isEqualTo(List.of("bad token"));
    }

    @Test
    void aMalformedTokenFailsThePushWithIgnoreInvalidTokensFalse() {
        PushFixture push = PushFixture.with(o -> o.setIgnoreInvalidTokens(false));

        assertRefused(push, push.send(hello().tokens("t1", "bad token").build()), "TOKEN_INVALID");
    }

    @ParameterizedTest
    @CsvSource({"4095", "4096"})
    void aMessageOfUpTo4096BytesIsAccepted(int size) {
        PushFixture push = new PushFixture();

        assertSent(push, hello().content(contentFor(size)).build());
        assertThat(size(push.request())).isEqualTo(size);
    }

    @Test
    void anEmojiCountsFourBytesWhereverItStands() {
        for (int lead = 990; lead < 1010; lead++) {
            PushFixture push = new PushFixture();
            String rest = contentFor(4096 - lead - 4);

            assertSent(push, hello().content("x".repeat(lead) + EMOJI + rest).build());
        }
    }

    @Test
    void aMessageOf4097BytesIsRefused() {
        PushFixture push = new PushFixture();

        Exchange exchange = push.send(hello().content(contentFor(4097)).build());

        assertRefused(push, exchange, "MESSAGE_TOO_LARGE");
        assertThat(PushFixture.failure(exchange).getMessage()).contains("4097").doesNotContain("xxxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "中", EMOJI, "\"", "\\", "\n", "\u0001", "/", "\u007f", "\u2028"})
    void truncationRemovesWholeCharactersAndNoMoreThanNeeded(String character) {
        for (int lead = 1; lead < 9; lead++) {
            PushFixture push = PushFixture.with(o -> o.setOnOversize(OnOversize.TRUNCATE));
            push.send(hello().content("x".repeat(lead) + character.repeat(5000)).build());

            String content = push.request().at("/message/content").asText();
            assertThat(content.substring(lead))
                    .isEqualTo(character.repeat((content.length() - lead) / character.length()));
            assertThat(size(push.request())).isBetween(4096 - 5, 4096);
        }
    }

    @Test
    void aMessageThatFitsIsNotTruncated() {
        PushFixture push = PushFixture.with(o -> o.setOnOversize(OnOversize.TRUNCATE));
        push.send(hello().content(contentFor(4096)).build());

        assertThat(push.request().at("/message/content").asText()).isEqualTo(contentFor(4096));
    }

    @Test
    void aMessageWhoseOtherFieldsAreTooLargeIsRefused() {
        PushFixture push = PushFixture.with(o -> o.setOnOversize(OnOversize.TRUNCATE));

        Exchange exchange = push.send(hello().title("x".repeat(4096)).build());

        assertRefused(push, exchange, "MESSAGE_TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource({"-1,false", "0,true", "259200,true", "259201,false"})
    void timeToLive(int seconds, boolean good) {
        assertOutcome(good, hello().timeToLive(seconds).build(), "TIME_TO_LIVE_INVALID", o -> {});
        assertOutcome(good, hello().tpns(Map.of("expire_time", seconds)).build(), "TIME_TO_LIVE_INVALID", o -> {});
    }

    @ParameterizedTest
    @CsvSource({"999,false", "1000,true", "50000,true", "50001,false"})
    void pushSpeed(int speed, boolean good) {
        assertOutcome(
                good,
                toAll().tpns(Map.of("push_speed", speed)).build(),
                "PUSH_SPEED_INVALID",
                o -> o.setAudience(Audience.ALL));
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,true", "7776000,true", "7776001,false"})
    void sendTimeIsUpTo90DaysAhead(long seconds, boolean good) {
        assertOutcome(
                good,
                toAll().sendTime(PushFixture.NOW.plus(Duration.ofSeconds(seconds)))
                        .build(),
                "SEND_TIME_TOO_FAR",
                o -> o.setAudience(Audience.ALL));
    }

    @Test
    void sendTimeIsForBroadcastsOnly() {
        PushMessage message = hello().sendTime(PushFixture.NOW.plusSeconds(60)).build();

        assertOutcome(false, message, "UNSUPPORTED_FIELD", o -> {});
        for (OnUnsupportedField then : List.of(OnUnsupportedField.WARN, OnUnsupportedField.IGNORE)) {
            PushFixture push = PushFixture.with(o -> o.setOnUnsupportedField(then));
            assertSent(push, message);
            assertThat(push.request().has("send_time")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"511,true", "512,true", "513,false"})
    void tagsHaveUpTo512CharactersTogether(int length, boolean good) {
        PushMessage message =
                toAll().tags("x".repeat(256), "y".repeat(length - 256)).build();

        assertOutcome(good, message, "TAGS_TOO_LONG", o -> o.setAudience(Audience.TAG));
    }

    @ParameterizedTest
    @CsvSource({"-3,false", "-2,true", "-1,true", "0,true", "99,true", "100,false"})
    void badgeOnAndroid(int badge, boolean good) {
        assertOutcome(good, hello().badge(badge).build(), "BADGE_INVALID", o -> {});
    }

    @Test
    void aNotificationNeedsTitleAndText() {
        assertOutcome(false, hello().title(null).build(), "TITLE_MISSING", o -> {});
        assertOutcome(false, hello().title(" ").build(), "TITLE_MISSING", o -> {});
        assertOutcome(false, hello().content(null).build(), "CONTENT_MISSING", o -> {});
        assertOutcome(true, hello().title(null).messageType(MessageType.MESSAGE).build(), null, o -> {});
        assertOutcome(
                false,
                PushMessage.builder()
                        .tokens("t")
                        .messageType(MessageType.MESSAGE)
                        .build(),
                "CONTENT_MISSING",
                o -> {});
    }

    @Test
    void aCustomSoundNeedsAChannelOnAndroid() {
        assertOutcome(false, hello().sound("ding").build(), "SOUND_NEEDS_CHANNEL", o -> {});
        assertOutcome(true, hello().sound("ding").channelId("c").build(), null, o -> {});
    }

    @Test
    void maxTargetsCountsWithoutDuplicates() {
        Consumer<PushConfiguration> two = o -> o.setMaxTargets(2);

        assertOutcome(true, hello().tokens("a", "b", "a").build(), null, two);
        assertOutcome(false, hello().tokens("a", "b", "c").build(), "TOO_MANY_TARGETS", two);
    }

    @Test
    void invalidPlatformsAreRefused() {
        PushFixture both = new PushFixture().platforms("android", "ios");

        assertRefused(both, both.send(hello().build()), "PLATFORM_MISSING");
        assertRefused(both, both.send(hello().platform(PushPlatform.ALL).build()), "PLATFORM_INVALID");
        assertOutcome(false, hello().platform(PushPlatform.IOS).build(), "PLATFORM_WITHOUT_KEYS", o -> {});
    }

    @Test
    void errorMessagesDoNotQuoteTheMessage() {
        PushFixture push = new PushFixture();

        Exchange exchange = push.send(
                "{\"tokens\":\"secret-token\",\"content\":\"secret-content\"",
                Map.of("CamelTencentBadge", "secret-badge"));

        assertThat(PushFixture.failure(exchange).getMessage()).doesNotContain("secret");
        assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain("secret-token");
    }

    private static String contentFor(int size) {
        int frame = "{\"title\":\"T\",\"content\":\"\"}".length();
        String wide = EMOJI + "中é";
        return wide + "x".repeat(size - frame - wide.getBytes(StandardCharsets.UTF_8).length);
    }

    private static int size(JsonNode request) {
        return request.get("message").toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static void assertOutcome(
            boolean good, PushMessage message, String code, Consumer<PushConfiguration> options) {
        PushFixture push = PushFixture.with(options);
        if (good) {
            assertSent(push, message);
        } else {
            assertRefused(push, push.send(message), code);
        }
    }

    private static void assertSent(PushFixture push, PushMessage message) {
        Exchange exchange = push.send(message);
        assertThat(exchange.getException()).isNull();
        assertThat(push.sent).hasSize(1);
    }

    private static void assertRefused(PushFixture push, Exchange exchange, String code) {
        TencentException failure = PushFixture.failure(exchange);
        assertThat(push.sent).isEmpty();
        assertThat(failure).isNotNull();
        assertThat(failure.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.getCode()).isEqualTo(code);
        assertThat(failure.getAttempts()).isZero();
    }
}
