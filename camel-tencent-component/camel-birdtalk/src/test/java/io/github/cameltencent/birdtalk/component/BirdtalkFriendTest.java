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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The actions of {@code birdtalk:friend}. */
class BirdtalkFriendTest extends ChatActionsFixture {

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
    void allReadsAListBeyondItsFirstPage() {
        IntStream.range(0, 130).forEach(i -> {
            emulator.chat().addUser(20_000 + i, "u" + i, "password");
            emulator.chat().follow(ALPHA, 20_000 + i);
        });
        Map<String, Object> page = done("friend", "list", Map.of());
        assertThat(list(page, "users")).hasSize(100);
        assertThat(page).containsEntry("more", true);
        Exchange whole = call(alphaAsks("friend", "list"), Map.of("all", true));
        Map<String, Object> all = accepted(whole);
        assertThat(list(all, "users")).hasSize(131);
        assertThat(all).containsEntry("more", false);
        assertThat(whole.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(2);
        long last = (Long) list(page, "users").get(99).get("userId");
        assertThat(list(done("friend", "list", Map.of("after", last)), "users")).hasSize(31);
    }

    @Test
    void theHeaderTakesPrecedenceOverTheOption() {
        Exchange found = call(
                alphaAsks("friend", "list"),
                Map.of("value", BETA),
                Map.of(BirdtalkConstants.ACTION, "find", TencentConstants.ERROR_CODE, "of an earlier call"));
        assertThat(list(accepted(found), "users")).hasSize(1);
        assertThat(found.getMessage().getHeader(TencentConstants.OPERATION)).isEqualTo("friend/find");
        assertThat(found.getMessage().getHeader(TencentConstants.SERVICE)).isEqualTo("birdtalk");
        assertThat(found.getMessage().getHeader(TencentConstants.ERROR_CODE)).isNull();
        TencentException unknown =
                failure(call(alphaAsks("friend", "list"), Map.of(), Map.of(BirdtalkConstants.ACTION, "befriend")));
        assertThat(unknown.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(unknown).hasMessageContaining("befriend is unknown").hasMessageContaining("unblock");
    }

    @ParameterizedTest
    @CsvSource({
        "friend, ad, did you mean add?",
        "friend, marry, use one of [accept",
        "group, addAdmins, did you mean addAdmin?",
        "upload, list, only friend",
    })
    void anUnknownActionIsRefusedWhenTheEndpointIsCreated(String verb, String operation, String said) {
        assertThatThrownBy(() -> context.getEndpoint(alphaAsks(verb, operation)))
                .hasMessageContaining("action=" + operation)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "accept,     '',   0,      NOT_SUPPORTED,   accept",
        "add,        '',   0,      INVALID_MESSAGE, userId is missing",
        "add,        userId, x,    INVALID_MESSAGE, userId must be a whole number",
        "add,        userId, 1.5,  INVALID_MESSAGE, userId must be a whole number",
        "add,        userId, -1,   FORBIDDEN_ID,    user id",
        "permission, permission, 99999999999, INVALID_MESSAGE, permission is too large",
        "permission, permission, 40000,       FORBIDDEN_OPERATION, must be -32768 to 32767",
        "remark,     remark, '',              FORBIDDEN_OPERATION, must not be empty",
        "find,       mode, shoes,             FORBIDDEN_OPERATION, mode must be one of",
        "list,       all, perhaps,            INVALID_MESSAGE, all must be true or false",
    })
    void unsupportedActionsAreRefusedWithoutAFrame(
            String operation, String name, String value, String code, String said) {
        Map<String, Object> arguments = new HashMap<>();
        if (!operation.equals("add")) {
            arguments.put("userId", BETA);
            arguments.put("value", "x");
        }
        arguments.put(name, value);
        refusedWithoutAFrame("friend", operation, arguments, code, said);
    }

    @Test
    void otherBodiesThanAMapAreRefused() {
        assertThat(failure(call(alphaAsks("friend", "add"), "10002", Map.of())))
                .hasMessageContaining("must be a Map with the arguments, not a String");
    }

    @Test
    void aRefusalOfTheServerLeavesTheBody() {
        Exchange refused = call(alphaAsks("friend", "add"), Map.of("userId", 99));
        assertThat(failure(refused).getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure(refused).getCode()).isEqualTo("14");
        assertThat(refused.getMessage().getBody()).isEqualTo(Map.of("userId", 99));
        assertThat(refused.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void onlyReadingRequestsAreRepeatedAfterALostAnswer() {
        fault("friend", "\"fault\":\"reset_after\",\"count\":1");
        Exchange found = call(alphaAsks("friend", "find"), Map.of("value", BETA));
        assertThat(list(accepted(found), "users")).hasSize(1);
        assertThat(found.getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(2);
        fault("friend", "\"fault\":\"reset_after\",\"count\":1");
        TencentException lost = failure("friend", "add", Map.of("userId", BETA));
        assertThat(lost.getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(lost.getCode()).isEqualTo("NO_REPLY");
    }

    @Test
    void aLateAnswerIsNotTakenForThatOfTheNextRequest() {
        fault("friend", "\"fault\":\"delay\",\"delay\":1500,\"count\":2");
        TencentException late = failure(call(alphaAsks("friend", "add") + "&requestTimeout=600", Map.of("userId", 99)));
        assertThat(late.getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
        Exchange next = call(alphaAsks("friend", "find") + "&requestTimeout=9000", Map.of("value", BETA));
        assertThat(list(accepted(next), "users")).hasSize(1);
        assertThat(frames("hello")).isEqualTo(2);
    }

    @Test
    void anUnreachableServerIsTransient() {
        TencentException never = failure(call(
                "birdtalk:friend?serverUri=ws://127.0.0.1:1/ws&userId=10001&password=any&stateStore=memory"
                        + "&requestTimeout=300&action=list",
                Map.of()));
        assertThat(never.getOutcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(never.getCode()).isEqualTo("NOT_CONNECTED");
    }

    @Test
    void withoutExceptionsTheHeadersHaveTheOutcome() {
        Exchange refused = call(alphaAsks("friend", "add") + "&throwExceptionOnFailure=false", Map.of("userId", 99));
        assertThat(refused.getException()).isNull();
        assertThat(refused.getMessage().getHeaders())
                .containsEntry(TencentConstants.OUTCOME, "REJECTED")
                .containsEntry(TencentConstants.ERROR_CODE, "14");
    }

    private List<Long> followed() {
        return list(done("friend", "list", Map.of()), "users").stream()
                .map(user -> (Long) user.get("userId"))
                .toList();
    }
}
