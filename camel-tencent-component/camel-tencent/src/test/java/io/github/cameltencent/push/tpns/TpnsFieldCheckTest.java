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

import static io.github.cameltencent.push.PushFixture.failed;
import static io.github.cameltencent.push.PushFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.push.MessageType;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushFixture;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unsupported fields of a message are reported. */
class TpnsFieldCheckTest {

    private static final Consumer<PushConfiguration> TO_ACCOUNT = o -> o.setAccounts("a1");

    private static final Map<String, Object> VALUES = Map.of(
            "title", "T",
            "content", "C",
            "badge", 3,
            "sound", "",
            "channelId", "orders",
            "timpush", Map.of("OfflinePushInfo", Map.of("PushFlag", 0)));

    @ParameterizedTest
    @CsvSource({
        "ios,message,title",
        "ios,message,content",
        "ios,message,badge",
        "ios,message,sound",
        "ios,message,channelId",
        "ios,message,timpush",
        "ios,notify,channelId",
        "ios,notify,timpush",
        "android,message,badge",
        "android,message,sound",
        "android,message,channelId",
        "android,message,timpush",
        "android,notify,timpush",
        "all,notify,timpush",
        "all,message,badge",
        "all,message,channelId"
    })
    void aFieldThatNoPlatformSupportsFailsThePush(String platform, String type, String field) {
        for (boolean byHeader : List.of(true, false)) {
            PushFixture push = fixture(platform, type, o -> {});
            Exchange exchange = byHeader
                    ? push.send(null, Map.of("CamelTencent" + field, VALUES.get(field)))
                    : push.send(Map.of(field, VALUES.get(field)));

            assertThat(push.sent).isEmpty();
            assertThat(failure(exchange).getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThat(failure(exchange).getCode()).isEqualTo("UNSUPPORTED_FIELD");
            assertThat(failure(exchange)).hasMessageContaining(field);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ios,notify,badge",
        "ios,notify,sound",
        "android,notify,channelId",
        "android,message,title",
        "android,message,content",
        "all,notify,channelId",
        "all,message,title",
        "all,message,content"
    })
    void aFieldThatOnePlatformSupportsIsAccepted(String platform, String type, String field) {
        PushFixture push = fixture(platform, type, o -> {});
        Exchange exchange = push.send(Map.of(field, VALUES.get(field)));

        assertThat(exchange.getException()).isNull();
        assertThat(push.sent).hasSize(platform.equals("all") ? 2 : 1);
    }

    @Test
    void theContentOfASilentPushIsNotLost() {
        PushFixture push = fixture("ios", "message", o -> {});
        Exchange exchange = push.send("C");

        assertThat(push.sent).isEmpty();
        assertThat(failure(exchange)).hasMessageContaining("content");
    }

    @Test
    void aSilentPushToBothPlatformsIsNotEmptyOnIos() {
        PushFixture push = fixture("all", "message", o -> o.setCustom(null));

        assertThat(failure(push.send("C")).getCode()).isEqualTo("UNSUPPORTED_FIELD");
        assertThat(push.sent).isEmpty();
        assertThat(push.send(Map.of("content", "C", "custom", Map.of("k", "v"))).getException())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"WARN", "IGNORE"})
    void unsupportedFieldsAreOmittedIfTheOptionSaysSo(OnUnsupportedField then) {
        PushFixture push = fixture("ios", "message", o -> o.setOnUnsupportedField(then));
        Exchange exchange = push.send(VALUES);

        assertThat(exchange.getException()).isNull();
        assertThat(push.request().get("message").toString())
                .isEqualTo("{\"ios\":{\"aps\":{\"content-available\":1},\"custom_content\":\"{\\\"k\\\":1}\"}}");
    }

    @Test
    void unsupportedOptionsDoNotFailAMessage() {
        PushFixture push = fixture("ios", "message", o -> {
            o.setTitle("T");
            o.setChannelId("orders");
            o.setSound("ding");
        });

        assertThat(push.send(Map.of("environment", "dev")).getException()).isNull();
        assertThat(push.sent).hasSize(1);
    }

    @Test
    void remainingOmitsUnsupportedFieldsOfOptions() {
        PushFixture push = fixture("ios", "notify", o -> o.setChannelId("orders"));
        push.answers = sent -> failed(Outcome.THROTTLED, "1008028");
        PushMessage left = PushFixture.result(push.send("C")).remaining();
        push.answers = sent -> PushFixture.accepted("1");

        assertThat(left.getChannelId()).isNull();
        assertThat(push.send(left).getException()).isNull();
    }

    private static PushFixture fixture(String platform, String type, Consumer<PushConfiguration> more) {
        return PushFixture.with(TO_ACCOUNT
                        .andThen(o -> {
                            o.setPlatform(PushPlatform.of(platform));
                            o.setMessageType(MessageType.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
                            o.setCustom("{\"k\":1}");
                            if (type.equals("notify")) {
                                o.setTitle("T");
                                o.setContent("C");
                            }
                        })
                        .andThen(more))
                .platforms("android", "ios");
    }
}
