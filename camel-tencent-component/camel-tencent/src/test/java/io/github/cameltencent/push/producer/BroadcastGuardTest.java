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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.PushEnvironment;
import io.github.cameltencent.push.PushFixture;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message cannot turn a push into a broadcast. */
class BroadcastGuardTest {

    private static final Map<String, Object> BODY = Map.of("title", "t", "content", "c");

    @ParameterizedTest
    @ValueSource(
            strings = {"CamelTencentAudience", "camelTENCENTaudience", "cameltencentaudience", "CAMELTENCENTAUDIENCE"})
    void aHeaderInAnyLetterCaseCannotAddressAll(String header) {
        PushFixture push = PushFixture.with(o -> o.setTokens("t1"));

        for (Object all : List.of("all", "ALL", " All ", Audience.ALL)) {
            Exchange exchange = push.send(BODY, Map.of(header, all));
            assertRefused(push, exchange, "BROADCAST_NOT_ALLOWED");
        }
    }

    @Test
    void headersAreFoundInCaseSensitiveMaps() {
        PushFixture push = PushFixture.with(o -> o.setTokens("t1"));
        Exchange exchange = push.exchange(BODY);
        exchange.getMessage().setHeaders(new HashMap<>(Map.of("camelTENCENTaudience", "all")));

        assertRefused(push, push.send(exchange), "BROADCAST_NOT_ALLOWED");
    }

    @ParameterizedTest
    @CsvSource({"all,", "tag,vip", ",vip"})
    void aBodyCannotAddressAllOrTags(String audience, String tags) {
        PushFixture push = new PushFixture();
        Map<String, Object> body = new HashMap<>(BODY);
        body.put("audience", audience);
        body.put("tags", tags);

        assertRefused(push, push.send(body), "BROADCAST_NOT_ALLOWED");
        assertRefused(push, push.send(PushMessage.of(body)), "BROADCAST_NOT_ALLOWED");
        assertRefused(push, push.send(PushFixture.JSON.valueToTree(body), Map.of()), "BROADCAST_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "account", "tag"})
    void anotherAudienceInTheOptionDoesNotAllowAll(String option) {
        PushFixture push = PushFixture.with(o -> o.setAudience(Audience.valueOf(option.toUpperCase())));

        assertRefused(push, push.send(BODY, Map.of("CamelTencentAudience", "all")), "BROADCAST_NOT_ALLOWED");
    }

    @Test
    void theOptionAllowsItsAudience() {
        PushFixture all = PushFixture.with(o -> o.setAudience(Audience.ALL));
        PushFixture tag = PushFixture.with(o -> o.setAudience(Audience.TAG));

        all.send(BODY);
        tag.send(BODY, Map.of("CamelTencentTags", "vip"));

        assertThat(all.request().get("audience_type").asText()).isEqualTo("all");
        assertThat(tag.request().at("/tag_list/tags/0").asText()).isEqualTo("vip");
    }

    @Test
    void allowBroadcastLetsTheMessageDecide() {
        PushFixture push = PushFixture.with(o -> o.setAllowBroadcast(true));

        push.send(BODY, Map.of("CamelTencentAudience", "all"));

        assertThat(push.request().get("audience_type").asText()).isEqualTo("all");
    }

    @Test
    void aMessageCanNarrowABroadcast() {
        PushFixture push = PushFixture.with(o -> o.setAudience(Audience.ALL));

        push.send(BODY, Map.of("CamelTencentAudience", "token", "CamelTencentTokens", "t1"));

        assertThat(push.request().at("/token_list/0").asText()).isEqualTo("t1");
    }

    @ParameterizedTest
    @CsvSource({"ALL, , tokens", "ALL, , tags", "TOKEN, t1, accounts"})
    void targetsOfAnotherAudienceAreRefused(Audience audience, String token, String field) {
        PushFixture push = PushFixture.with(o -> {
            o.setAudience(audience);
            o.setTokens(token);
        });

        Exchange exchange = push.send(BODY, Map.of("CamelTencent" + field, "x"));

        assertRefused(push, exchange, "AUDIENCE_AMBIGUOUS");
    }

    @Test
    void tokensAndAccountsTogetherAreRefused() {
        PushFixture push = new PushFixture();

        Exchange exchange = push.send(BODY, Map.of("CamelTencentTokens", "t1", "CamelTencentAccounts", "a1"));

        assertRefused(push, exchange, "AUDIENCE_AMBIGUOUS");
    }

    @Test
    void missingAndEmptyTargetsNeverMeanAll() {
        PushFixture none = new PushFixture();
        PushFixture tag = PushFixture.with(o -> o.setAudience(Audience.TAG));

        assertRefused(none, none.send(BODY), "NO_TARGETS");
        for (Object empty : List.of("", List.of(), "[]", new String[0])) {
            assertRefused(none, none.send(BODY, Map.of("CamelTencentTokens", empty)), "NO_TARGETS");
            assertRefused(none, none.send(BODY, Map.of("CamelTencentAccounts", empty)), "NO_TARGETS");
            assertRefused(tag, tag.send(BODY, Map.of("CamelTencentTags", empty)), "NO_TARGETS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audience_type",
                "Audience_Type",
                "AUDIENCE_TYPE",
                " audience_type",
                "to\u212aen_list",
                "tag_li\u017ft",
                "account_list",
                "upload_id",
                "platform",
                "environment",
                "message_type",
                "Tag_rules"
            })
    void theObjectTpnsMayNotNameTargets(String name) {
        PushFixture push = PushFixture.with(o -> {
            o.setTokens("t1");
            o.setAllowBroadcast(true);
        });

        Exchange exchange = push.send(BODY, Map.of("CamelTencentTpns", Map.of(name, "all")));

        assertRefused(push, exchange, "TPNS_FIELD_NOT_ALLOWED");
    }

    @Test
    void theOptionTpnsMayNotNameTargetsEither() {
        PushFixture push = PushFixture.with(o -> o.setTpns("{\"audience_type\":\"all\"}"));

        assertThatThrownBy(push::producer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use audience");
    }

    @ParameterizedTest
    @ValueSource(strings = {"To_Account", "to_ACCOUNT", "MsgRandom", "condition"})
    void theObjectTimpushMayNotNameTargets(String name) {
        PushFixture push = PushFixture.with(o -> o.setTokens("t1"));
        Map<String, Object> body = new HashMap<>(BODY);
        body.put("timpush", Map.of(name, List.of("everyone")));

        assertRefused(push, push.send(body), "TIMPUSH_FIELD_NOT_ALLOWED");
    }

    @Test
    void aBroadcastKeepsTheReachOfTheOptionsWhereAMessageNamesNone() {
        PushFixture push = PushFixture.with(o -> {
            o.setAudience(Audience.ALL);
            o.setEnvironment(PushEnvironment.DEV);
        });
        push.send(BODY);
        assertThat(push.request().get("audience_type").asText()).isEqualTo("all");
    }

    @Test
    void tagRulesOfAMessageNeedTheOptionAudienceTag() {
        Map<String, Object> rules = Map.of("CamelTencentTpns", "{\"tag_rules\":[{\"tag_items\":[]}]}");
        PushFixture tokens = PushFixture.with(o -> o.setTokens("t1"));
        PushFixture fixed = PushFixture.with(o -> {
            o.setAudience(Audience.TAG);
            o.setTags("vip");
        });
        PushFixture open = PushFixture.with(o -> o.setAudience(Audience.TAG));

        assertRefused(tokens, tokens.send(BODY, rules), "AUDIENCE_AMBIGUOUS");
        assertRefused(fixed, fixed.send(BODY, rules), "BROADCAST_NOT_ALLOWED");
        open.send(BODY, rules);
        assertThat(open.request().has("tag_rules")).isTrue();
        assertThat(open.request().has("tag_list")).isFalse();
    }

    @Test
    void aMessageCannotWidenTheTagsOfTheOption() {
        PushFixture push = PushFixture.with(o -> o.setTags(List.of("vip", "beijing")));

        assertRefused(push, push.send(BODY, Map.of("CamelTencentTags", "everyone")), "BROADCAST_NOT_ALLOWED");
        assertRefused(push, push.send(BODY, Map.of("CamelTencentTagOperator", "OR")), "BROADCAST_NOT_ALLOWED");
        push.send(BODY);
        assertThat(push.request().get("tag_list").toString())
                .isEqualTo("{\"tags\":[\"vip\",\"beijing\"],\"op\":\"AND\"}");
    }

    @Test
    void aMessageCannotChangeTheAudienceOfABroadcast() {
        PushFixture push = PushFixture.with(o -> {
                    o.setAudience(Audience.ALL);
                    o.setPlatform(PushPlatform.IOS);
                    o.setEnvironment(PushEnvironment.DEV);
                })
                .platforms("android", "ios");

        assertRefused(push, push.send(BODY, Map.of("CamelTencentPlatform", "all")), "BROADCAST_NOT_ALLOWED");
        assertRefused(push, push.send(BODY, Map.of("CamelTencentEnvironment", "product")), "BROADCAST_NOT_ALLOWED");
    }

    @Test
    void hostsAndKeysOfAMessageHaveNoEffect() {
        PushFixture push = PushFixture.with(o -> o.setTokens("t1"));
        push.shared.setDryRun(true);

        Exchange exchange = push.send(
                BODY,
                Map.of(
                        "CamelTencentBaseUri", "http://169.254.169.254",
                        "CamelTencentHost", "evil.example",
                        "CamelHttpUri", "http://evil.example",
                        "camelTENCENTsecretKey", "other",
                        "CamelTencentApplication", "other"));

        assertThat(exchange.getMessage().getBody(Map.class).get("uri"))
                .isEqualTo("https://api.tpns.tencent.com/v3/push/app");
    }

    private static void assertRefused(PushFixture push, Exchange exchange, String code) {
        assertThat(push.sent).isEmpty();
        assertThat(PushFixture.failure(exchange)).isNotNull();
        assertThat(PushFixture.failure(exchange).getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(PushFixture.failure(exchange).getCode()).isEqualTo(code);
    }
}
