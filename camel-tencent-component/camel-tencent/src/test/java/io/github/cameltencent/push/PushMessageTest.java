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

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushMessageTest {

    private static final PushMessage FULL = PushMessage.builder()
            .audience(Audience.TOKEN)
            .tokens("t1", "t2")
            .accounts(List.of("a1"))
            .tags("vip")
            .tagOperator(TagOperator.OR)
            .platform(PushPlatform.IOS)
            .title("title")
            .content("content")
            .messageType(MessageType.NOTIFY)
            .custom(Map.of("order", 7))
            .environment(PushEnvironment.DEV)
            .timeToLive(60)
            .sendTime(Instant.parse("2026-05-01T01:00:00Z"))
            .badge(3)
            .sound("ding")
            .channelId("orders")
            .tpns(Map.of("collapse_id", 5))
            .timpush(Map.of("OfflinePushInfo", Map.of("PushFlag", 0)))
            .build();

    @Test
    void everyFieldSurvivesMapAndJson() {
        assertThat(FULL.toMap()).hasSize(PushField.values().length);
        assertThat(PushMessage.of(FULL.toMap())).isEqualTo(FULL).hasSameHashCodeAs(FULL);
        assertThat(PushMessage.ofJson(FULL.toJson())).isEqualTo(FULL);
    }

    @Test
    void jacksonReadsAndWritesIt() throws Exception {
        ObjectMapper mapper = new ObjectMapper();

        assertThat(mapper.readValue(mapper.writeValueAsString(FULL), PushMessage.class))
                .isEqualTo(FULL);
        assertThat(PushMessage.of(mapper.readTree(FULL.toJson()))).isEqualTo(FULL);
    }

    @Test
    void survivesJavaSerialization() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(FULL);

        Object read = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject();

        assertThat(read).isEqualTo(FULL);
    }

    @Test
    void toStringContainsNeitherTargetsNorContent() {
        assertThat(FULL.toString()).contains("TOKENS").doesNotContain("t1", "a1", "title", "content", "vip");
    }

    @Test
    void isIndependentOfTheCollectionsItWasBuiltFrom() {
        List<String> tokens = new ArrayList<>(List.of("t1"));
        Map<String, Object> custom = new HashMap<>(Map.of("list", new ArrayList<>(List.of(1))));
        PushMessage message =
                PushMessage.builder().tokens(tokens).custom(custom).build();

        tokens.add("t2");
        custom.put("more", 2);

        assertThat(message.getTokens()).containsExactly("t1");
        assertThat(message.getCustom()).isEqualTo(Map.of("list", List.of(1)));
        assertThatThrownBy(() -> message.getCustom().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aBuilderCanBeReusedAndRemovesFields() {
        PushMessageBuilder builder = FULL.toBuilder();
        PushMessage first = builder.title(null).build();
        builder.title("other");

        assertThat(first.getTitle()).isNull();
        assertThat(FULL.getTitle()).isEqualTo("title");
    }

    @ParameterizedTest
    @CsvSource({"titel, title", "Tokens, tokens", "mesageType, messageType", "channelID, channelId", "tag, tags"})
    void aMisspeltFieldIsRefusedWithASuggestion(String wrong, String right) {
        assertThatThrownBy(() -> PushMessage.of(Map.of(wrong, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean " + right);
    }

    @Test
    void anUnknownFieldIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> PushMessage.of(Map.of("priority", 1)))
                .hasMessageContaining("priority")
                .hasMessageContaining("channelId");
    }

    @Test
    void targetsAreReadFromTextCollectionsArraysAndJson() {
        assertThat(tokens("t1")).containsExactly("t1");
        assertThat(tokens(List.of("t1", "t2"))).containsExactly("t1", "t2");
        assertThat(tokens(new String[] {"t1", "t2"})).containsExactly("t1", "t2");
        assertThat(tokens("[\"t1\",\"t2\"]")).containsExactly("t1", "t2");
        assertThat(tokens(new ObjectMapper().createArrayNode().add("t1").add(7)))
                .containsExactly("t1", "7");
        assertThat(tokens("a,b")).containsExactly("a,b");
        assertThat(tokens("")).isEmpty();
        assertThat(tokens("[]")).isEmpty();
    }

    @Test
    void otherTypesOfTargetsAreRefused() {
        List<Object> withNull = new ArrayList<>();
        withNull.add(null);

        assertThatThrownBy(() -> tokens(withNull)).hasMessageContaining("tokens");
        assertThatThrownBy(() -> tokens(List.of(Map.of()))).hasMessageContaining("tokens");
        assertThatThrownBy(() -> tokens("[\"secret-token\"")).hasMessageNotContaining("secret-token");
    }

    @Test
    void sendTimeNeedsAnOffset() {
        Instant moment = Instant.parse("2026-05-01T01:00:00Z");

        assertThat(sendTime("2026-05-01T09:00:00+08:00")).isEqualTo(moment);
        assertThat(sendTime("2026-05-01T01:00:00Z")).isEqualTo(moment);
        assertThat(sendTime(OffsetDateTime.parse("2026-05-01T09:00+08:00"))).isEqualTo(moment);
        assertThatThrownBy(() -> sendTime("2026-05-01T09:00:00")).hasMessageContaining("no offset");
        assertThatThrownBy(() -> sendTime("2026-05-01 09:00:00")).hasMessageContaining("no offset");
        assertThatThrownBy(() -> sendTime("tomorrow")).hasMessageContaining("ISO-8601");
    }

    /** 2026-03-29 has no 02:30 in Berlin, 2026-10-25 has two. */
    @Test
    void case17SendTimesDoNotDependOnTheZoneOfTheJvm() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            assertThat(sendTime("2026-03-29T02:30:00+01:00")).isEqualTo("2026-03-29T01:30:00Z");
            assertThat(sendTime("2026-10-25T02:30:00+02:00")).isEqualTo("2026-10-25T00:30:00Z");
            assertThat(sendTime("2026-10-25T02:30:00+01:00")).isEqualTo("2026-10-25T01:30:00Z");
            for (String time : List.of("2026-03-29T02:30:00", "2026-10-25T02:30:00")) {
                assertThatThrownBy(() -> sendTime(time)).hasMessageContaining("offset");
                assertThatThrownBy(() -> sendTime(LocalDateTime.parse(time))).hasMessageContaining("sendTime");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void customKeepsTheDigitsOfNumbers() {
        PushMessage message = PushMessage.of(Map.of("custom", "{\"id\":1234567890123456789012,\"price\":1.10}"));

        assertThat(message.getCustom()).containsEntry("price", new BigDecimal("1.10"));
        assertThat(message.toJson()).contains("{\"id\":1234567890123456789012,\"price\":1.10}");
    }

    @Test
    void customAcceptsBeansAndRefusesCyclicOnes() {
        Map<String, Object> endless = new LinkedHashMap<>();
        endless.put("self", endless);

        assertThat(PushMessage.of(Map.of("custom", Map.of("at", new Point(1, 2))))
                        .getCustom())
                .isEqualTo(Map.of("at", Map.of("x", 1, "y", 2)));
        assertThatThrownBy(() -> PushMessage.of(Map.of("custom", endless)))
                .hasMessageContaining("nested deeper than 100 levels");
    }

    /** A bean that Jackson can serialize. */
    record Point(int x, int y) {}

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00b", "\ude00\ud83d", "ok \ud83d\ude00 \ud83d"})
    void loneSurrogatesAreRefused(String broken) {
        for (String field : List.of("title", "content", "tokens", "sound")) {
            assertThatThrownBy(() -> PushMessage.of(Map.of(field, broken))).hasMessageContaining("surrogate");
        }
        assertThatThrownBy(() -> PushMessage.of(Map.of("custom", Map.of("key", broken))))
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> PushMessage.of(Map.of("tpns", Map.of(broken, 1))))
                .hasMessageContaining("surrogate");
    }

    @Test
    void namesAreReadInAnyLetterCase() {
        assertThat(PushMessage.of(Map.of("audience", "Token", "tagOperator", "or"))
                        .toMap())
                .isEqualTo(Map.of("audience", "token", "tagOperator", "OR"));
        assertThatThrownBy(() -> PushMessage.of(Map.of("audience", "everyone")))
                .hasMessageContaining("token, account, tag, all");
    }

    private static List<String> tokens(Object value) {
        return PushMessage.of(Map.of("tokens", value)).getTokens();
    }

    private static Instant sendTime(Object value) {
        return PushMessage.of(Map.of("sendTime", value)).getSendTime();
    }
}
