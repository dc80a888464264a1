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
package io.github.cameltencent.birdtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.TencentAmbiguousException;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the chat by name: friends, groups, the account, the history. */
class BirdtalkOperationsTest extends ChatRoutesFixture {

    private static final long GAMMA = 10003;

    @Test
    void usersAreFoundFollowedAndListed() {
        emulator.chat().addUser(GAMMA, "gamma", "gamma-password");
        assertThat(list(done("friend", "find", Map.of("mode", "name", "value", "gamma")), "users"))
                .singleElement()
                .satisfies(user -> assertThat(user.get("userId")).isEqualTo(GAMMA));
        Map<String, Object> added = done("friend", "add", Map.of("userId", GAMMA, "remark", "third"));
        assertThat(added).containsEntry("result", "ok").containsEntry("operation", "AddFriend");
        assertThat(followed()).contains(GAMMA);
        done("friend", "remark", Map.of("userId", Long.toString(GAMMA), "remark", "the third"));
        done("friend", "permission", Map.of("userId", GAMMA, "permission", 4));
        done("friend", "block", Map.of("userId", GAMMA));
        done("friend", "unblock", Map.of("userId", GAMMA));
        done("friend", "remove", Map.of("userId", GAMMA));
        assertThat(followed()).doesNotContain(GAMMA);
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void aListGoesOnBeyondAPageIfAsked() {
        IntStream.range(0, 130).forEach(i -> {
            emulator.chat().addUser(20_000 + i, "u" + i, "password");
            emulator.chat().follow(ALPHA, 20_000 + i);
        });
        Map<String, Object> page = done("friend", "list", Map.of());
        assertThat(list(page, "users")).hasSize(100);
        assertThat(page).containsEntry("more", true);
        Map<String, Object> all = done("friend", "list", Map.of("all", true));
        assertThat(list(all, "users")).hasSize(131);
        assertThat(all).containsEntry("more", false);
    }

    @Test
    void aGroupIsMadeJoinedRunAndDissolved() throws Exception {
        route("beta", beta(""), exchange -> {});
        awaitUpToDate(BETA);
        Map<String, Object> made = done(
                "group",
                "create",
                Map.of("name", "crew", "tags", List.of("a", "b"), "joinType", "direct", "visibility", "public"));
        long group = (Long) map(made, "group").get("groupId");
        Exchange joined = call(
                uri("/group", BETA, EmulatorOptions.CHAT_BETA.key(), "&chatOperation=join"), Map.of("groupId", group));
        assertThat(joined.getException()).isNull();
        assertThat(list(done("group", "members", Map.of("groupId", group)), "members"))
                .extracting(member -> member.get("userId"))
                .containsExactly(ALPHA, BETA);
        done("group", "addAdmin", Map.of("groupId", group, "userId", BETA));
        done("group", "removeAdmin", Map.of("groupId", group, "members", new long[] {BETA}));
        done("group", "nick", Map.of("groupId", group, "nick", "boss"));
        done("group", "set", Map.of("groupId", group, "name", "the crew"));
        assertThat(done("group", "info", Map.of("groupId", group))).containsEntry("groupName", "the crew");
        assertThat(list(done("group", "search", Map.of("keyword", "crew")), "groups"))
                .hasSize(1);
        assertThat(list(done("group", "list", Map.of()), "groups")).hasSize(1);
        done("group", "kick", Map.of("groupId", group, "members", List.of(BETA)));
        done("group", "invite", Map.of("groupId", group, "members", List.of(BETA)));
        done("group", "transfer", Map.of("groupId", group, "userId", BETA));
        done("group", "quit", Map.of("groupId", group));
        Exchange dissolved = call(
                uri("/group", BETA, EmulatorOptions.CHAT_BETA.key(), "&chatOperation=dissolve"),
                Map.of("groupId", group));
        assertThat(dissolved.getException()).isNull();
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void theAccountIsShownAndChanged() {
        assertThat(done("user", "info", Map.of())).containsEntry("userId", ALPHA);
        done("user", "set", Map.of("fields", Map.of("NickName", "first")));
        assertThat(done("user", "info", Map.of())).containsEntry("nickName", "first");
    }

    @Test
    void aLogoutEndsTheConnectionUntilTheNextStart() {
        done("user", "info", Map.of());
        done("user", "logout", Map.of());
        await().until(() -> emulator.chat().connections() == 0);
        assertThat(call(alphaAsks("user", "info"), Map.of()).getException()).isInstanceOf(TencentException.class);
    }

    @Test
    void theHistoryAndReceiptsAreAskedFor() throws Exception {
        consume("");
        IntStream.range(0, 120).forEach(i -> emulator.chat().write(BETA, ALPHA, "m" + i));
        await().until(() -> received.size() == 120);
        Map<String, Object> page = done("query", "messages", Map.of("userId", BETA));
        assertThat(list(page, "messages")).hasSize(100);
        assertThat(page).containsEntry("more", true);
        Map<String, Object> all =
                done("query", "messages", Map.of("userId", BETA, "all", true, "direction", "backward"));
        assertThat(list(all, "messages")).hasSize(120);
        Exchange states =
                call(uri("/query", BETA, EmulatorOptions.CHAT_BETA.key(), "&chatOperation=receipts"), Map.of());
        assertThat(list(states.getMessage().getBody(Map.class), "receipts")).hasSize(100);
        assertThat(done("query", "records", Map.of())).containsKeys("friends", "groups");
    }

    @ParameterizedTest
    @CsvSource({
        "friend, accept, NOT_SUPPORTED",
        "group, accept, NOT_SUPPORTED",
        "user, register, NOT_SUPPORTED",
        "friend, add, INVALID_MESSAGE",
        "group, join, INVALID_MESSAGE",
        "user, set, INVALID_MESSAGE",
    })
    void whatCannotBeDoneIsRefusedWithoutAFrame(String verb, String operation, String code) {
        Exchange refused = call(alphaAsks(verb, operation), Map.of());
        assertThat(refused.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(((TencentException) refused.getException()).getCode()).isEqualTo(code);
        assertThat(refused.getMessage().getHeader(TencentConstants.OPERATION)).isEqualTo(verb + "/" + operation);
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void groupsThatKillTheServerAreNotJoined() {
        long group = emulator.chat().addGroup("closed", BETA, List.of());
        call(
                uri("/group", BETA, EmulatorOptions.CHAT_BETA.key(), "&chatOperation=set"),
                Map.of("groupId", group, "joinType", "auth"));
        Exchange refused = call(alphaAsks("group", "join"), Map.of("groupId", group));
        assertThat(refused.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @Test
    void theServersRefusalIsTold() {
        Exchange refused = call(alphaAsks("friend", "add"), Map.of("userId", 99));
        assertThat(refused.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(((TencentException) refused.getException()).getCode()).isEqualTo("14");
    }

    @Test
    void aLostAnswerIsAskedForAgainOnlyIfNothingIsChanged() {
        fault("friend", "\"fault\":\"reset_after\",\"count\":1");
        assertThat(list(done("friend", "find", Map.of("value", BETA)), "users")).hasSize(1);
        fault("friend", "\"fault\":\"reset_after\",\"count\":1");
        assertThat(call(alphaAsks("friend", "add"), Map.of("userId", BETA)).getException())
                .isInstanceOf(TencentAmbiguousException.class);
    }

    @Test
    void aLateAnswerIsNotTakenForThatOfTheNextRequest() {
        done("user", "info", Map.of());
        fault("user", "\"fault\":\"delay\",\"delay\":1500,\"count\":1");
        String set = alphaAsks("user", "set") + "&requestTimeout=500";
        assertThat(call(set, Map.of("fields", Map.of("NickName", "late"))).getException())
                .isInstanceOf(TencentAmbiguousException.class);
        Exchange next = call(set + "0", Map.of("fields", Map.of("NickName", "next")));
        assertThat(next.getException()).isNull();
        assertThat(done("user", "info", Map.of())).containsEntry("nickName", "next");
    }

    @Test
    void anUnknownOperationIsRefusedWhenTheRouteIsMade() {
        assertThatThrownBy(() -> context.getEndpoint(alphaAsks("friend", "ad")).createProducer())
                .hasMessageContaining("ad is not known")
                .hasMessageContaining("add");
    }

    private List<Long> followed() {
        return list(done("friend", "list", Map.of()), "users").stream()
                .map(user -> (Long) user.get("userId"))
                .toList();
    }

    private static String alphaAsks(String verb, String operation) {
        return uri("/" + verb, ALPHA, EmulatorOptions.CHAT_ALPHA.key(), "&chatOperation=" + operation);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> done(String verb, String operation, Map<String, Object> arguments) {
        Exchange exchange = call(alphaAsks(verb, operation), arguments);
        if (exchange.getException() != null) {
            throw new AssertionError(exchange.getException());
        }
        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
        return exchange.getMessage().getBody(Map.class);
    }

    private Exchange call(String uri, Map<String, Object> arguments) {
        return template.request(uri, exchange -> exchange.getMessage().setBody(new HashMap<>(arguments)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> result, String name) {
        return (List<Map<String, Object>>) result.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> result, String name) {
        return (Map<String, Object>) result.get(name);
    }
}
