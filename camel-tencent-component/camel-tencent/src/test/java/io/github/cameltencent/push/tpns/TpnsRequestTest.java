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

import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushEnvironment;
import io.github.cameltencent.push.PushFixture;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushMessageBuilder;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.TagOperator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The complete JSON of requests to TPNS. */
class TpnsRequestTest {

    private static final String HEAD = "{\"audience_type\":\"token_list\",\"token_list\":[\"t1\"],\"message\":";

    private static PushMessageBuilder hello() {
        return PushMessage.builder().tokens("t1").title("T").content("C");
    }

    @Test
    void aNotificationOnAndroid() {
        assertThat(android(hello()))
                .isEqualTo(HEAD + "{\"title\":\"T\",\"content\":\"C\"},"
                        + "\"message_type\":\"notify\",\"ignore_invalid_token\":1}");
    }

    @Test
    void aNotificationOnIos() {
        assertThat(ios(hello()))
                .isEqualTo(HEAD + "{\"title\":\"T\",\"content\":\"C\",\"ios\":{\"aps\":{\"alert\":{}}}},"
                        + "\"message_type\":\"notify\",\"environment\":\"product\",\"ignore_invalid_token\":1}");
    }

    @Test
    void everythingOnAndroid() {
        String request = android(hello().custom(Map.of("order", 7))
                .channelId("orders")
                .sound("chime.mp3")
                .badge(-2)
                .timeToLive(60));

        assertThat(request)
                .isEqualTo(HEAD
                        + "{\"title\":\"T\",\"content\":\"C\",\"android\":{\"custom_content\":\"{\\\"order\\\":7}\","
                        + "\"n_ch_id\":\"orders\",\"badge_type\":-2,\"ring_raw\":\"chime\"}},"
                        + "\"message_type\":\"notify\",\"expire_time\":60,\"ignore_invalid_token\":1}");
    }

    @Test
    void everythingOnIos() {
        String request = ios(
                hello().custom(Map.of("order", 7)).sound("chime.caf").badge(5).environment(PushEnvironment.DEV));

        assertThat(request)
                .isEqualTo(HEAD + "{\"title\":\"T\",\"content\":\"C\",\"ios\":{\"aps\":{\"alert\":{},\"badge_type\":5,"
                        + "\"sound\":\"chime.caf\"},\"custom_content\":\"{\\\"order\\\":7}\"}},"
                        + "\"message_type\":\"notify\",\"environment\":\"dev\",\"ignore_invalid_token\":1}");
    }

    @Test
    void aMessageForTheAppOnAndroid() {
        assertThat(android(PushMessage.builder()
                        .tokens("t1")
                        .messageType(MessageType.MESSAGE)
                        .content("C")
                        .custom(Map.of("k", "v"))))
                .isEqualTo(HEAD
                        + "{\"title\":\" \",\"content\":\"C\",\"android\":{\"custom_content\":\"{\\\"k\\\":\\\"v\\\"}\"}},"
                        + "\"message_type\":\"message\",\"ignore_invalid_token\":1}");
    }

    @Test
    void aSilentMessageOnIosHasNoAlertSoundOrBadge() {
        PushFixture push = PushFixture.with(o -> o.setOnUnsupportedField(OnUnsupportedField.IGNORE))
                .platforms("ios");
        push.send(hello().messageType(MessageType.MESSAGE)
                .sound("x")
                .badge(3)
                .custom(Map.of("k", "v"))
                .build());

        assertThat(push.request().toString())
                .isEqualTo(HEAD + "{\"ios\":{\"aps\":{\"content-available\":1},"
                        + "\"custom_content\":\"{\\\"k\\\":\\\"v\\\"}\"}},"
                        + "\"message_type\":\"message\",\"environment\":\"product\",\"ignore_invalid_token\":1}");
    }

    @Test
    void accounts() {
        PushFixture push = new PushFixture();
        push.send(PushMessage.builder()
                .accounts("a1", "a2")
                .title("T")
                .content("C")
                .build());

        assertThat(push.request().toString())
                .isEqualTo("{\"audience_type\":\"account_list\",\"account_list\":[\"a1\",\"a2\"],"
                        + "\"message\":{\"title\":\"T\",\"content\":\"C\"},\"message_type\":\"notify\"}");
    }

    @Test
    void tagsAndAll() {
        PushFixture tag = PushFixture.with(o -> o.setAudience(Audience.TAG));
        tag.send(PushMessage.builder()
                .tags("a", "b")
                .tagOperator(TagOperator.OR)
                .title("T")
                .content("C")
                .build());
        PushFixture all = PushFixture.with(o -> o.setAudience(Audience.ALL));
        all.send(PushMessage.builder().title("T").content("C").build());

        assertThat(tag.request().toString())
                .isEqualTo("{\"audience_type\":\"tag\",\"tag_list\":{\"tags\":[\"a\",\"b\"],\"op\":\"OR\"},"
                        + "\"message\":{\"title\":\"T\",\"content\":\"C\"},\"message_type\":\"notify\"}");
        assertThat(all.request().toString())
                .isEqualTo("{\"audience_type\":\"all\",\"message\":{\"title\":\"T\",\"content\":\"C\"},"
                        + "\"message_type\":\"notify\"}");
    }

    @Test
    void theObjectTpnsIsMergedDeeply() {
        String request = android(hello().channelId("orders")
                .tpns(Map.of(
                        "collapse_id",
                        5,
                        "message",
                        Map.of("android", Map.of("icon_type", 1), "thread_id", "orders"))));

        assertThat(request)
                .contains("\"android\":{\"n_ch_id\":\"orders\",\"icon_type\":1}")
                .contains("\"thread_id\":\"orders\"")
                .endsWith("\"ignore_invalid_token\":1,\"collapse_id\":5}");
    }

    @Test
    void theObjectsOfOptionHeaderAndBodyAreMerged() {
        PushFixture push = PushFixture.with(o -> o.setTpns("{\"multi_pkg\":false,\"a\":{\"x\":1}}"));

        push.send(
                Map.of("tokens", "t1", "title", "T", "content", "C", "tpns", Map.of("a", Map.of("y", 2))),
                Map.of("CamelTencentTpns", "{\"a\":{\"y\":3,\"z\":4}}"));

        assertThat(push.request().get("a").toString()).isEqualTo("{\"x\":1,\"y\":2,\"z\":4}");
        assertThat(push.request().get("multi_pkg").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"default|NULL", "''|\"ring\":0"},
            delimiter = '|',
            nullValues = "NULL")
    void soundsThatNeedNoChannelOnAndroid(String sound, String there) {
        String request = android(hello().sound(sound));

        assertThat(request).doesNotContain("ring_raw");
        assertThat(request.contains("android")).isEqualTo(there != null);
        if (there != null) {
            assertThat(request).contains(there);
        }
    }

    @Test
    void ignoreInvalidTokensFalseOmitsTheFlag() {
        PushFixture push = PushFixture.with(o -> o.setIgnoreInvalidTokens(false));
        push.send(hello().build());

        assertThat(push.request().has("ignore_invalid_token")).isFalse();
    }

    @Test
    void platformAllMakesTwoRequestsWithTwoPairsOfKeys() {
        PushFixture push =
                PushFixture.with(o -> o.setPlatform(PushPlatform.ALL)).platforms("android", "ios");
        push.send(PushMessage.builder().accounts("a1").title("T").content("C").build());

        assertThat(push.sent).extracting(PushFixture.Sent::accessId).containsExactly("1500000001", "1600000002");
        assertThat(push.sent.get(0).body().has("environment")).isFalse();
        assertThat(push.sent.get(1).body().has("environment")).isTrue();
    }

    @Test
    void theOnlyPlatformWithKeysIsTheDefault() {
        PushFixture push = new PushFixture().platforms("ios");
        push.send(hello().build());

        assertThat(push.sent.get(0).accessId()).isEqualTo("1600000002");
    }

    @Test
    void textIsEncodedAsUtf8() {
        PushFixture push = new PushFixture();
        push.send(PushMessage.builder()
                .tokens("t1")
                .title("订单 \"7\" \\ / \u0001")
                .content("\ud83d\ude00\n<b>é</b>")
                .build());

        assertThat(push.request().at("/message/title").asText()).isEqualTo("订单 \"7\" \\ / \u0001");
        assertThat(push.request().at("/message/content").asText()).isEqualTo("\ud83d\ude00\n<b>é</b>");
    }

    @Test
    void theSendTimeIsTheTimeInChina() {
        Consumer<PushConfiguration> all = o -> o.setAudience(Audience.ALL);
        PushFixture later = PushFixture.with(all);
        later.send(hello().tokens((List<String>) null)
                .sendTime(PushFixture.NOW.plusSeconds(3600))
                .build());
        PushFixture past = PushFixture.with(all);
        past.send(hello().tokens((List<String>) null)
                .sendTime(PushFixture.NOW.minusSeconds(1))
                .build());

        assertThat(later.request().get("send_time").asText()).isEqualTo("2026-05-01 13:00:00");
        assertThat(past.request().has("send_time")).as("a past time means now").isFalse();
    }

    private static String android(PushMessageBuilder message) {
        PushFixture push = new PushFixture();
        push.send(message.build());
        return push.request().toString();
    }

    private static String ios(PushMessageBuilder message) {
        PushFixture push = new PushFixture().platforms("ios");
        push.send(message.build());
        return push.request().toString();
    }
}
