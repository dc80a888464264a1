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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The actions of {@code birdtalk:group}. */
class BirdtalkGroupTest extends ChatActionsFixture {

    @Test
    void aGroupIsCreatedJoinedManagedAndDissolved() throws Exception {
        route("beta", beta(""), exchange -> {});
        awaitUpToDate(BETA);
        Map<String, Object> made = done(
                "group",
                "create",
                Map.of("name", "crew", "tags", List.of("a", "b"), "joinType", "direct", "visibility", "public"));
        long group = (Long) map(made, "group").get("groupId");
        accepted(call(betaAsks("group", "join"), Map.of("groupId", group)));
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
        accepted(call(betaAsks("group", "dissolve"), Map.of("groupId", group)));
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "question", "invite"})
    void noJoinRequestIsSentForGroupsThatCannotBeJoinedDirectly(String how) {
        long group = emulator.chat().addGroup("closed", BETA, List.of());
        accepted(call(betaAsks("group", "set"), Map.of("groupId", group, "joinType", how)));
        long before = frames("group");
        TencentException refused = failure("group", "join", Map.of("groupId", group));
        assertThat(refused.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused.getCode()).isEqualTo("NOT_SUPPORTED");
        assertThat(refused).hasMessageContaining("join type " + how);
        assertThat(frames("group")).isEqualTo(before + 1);
        assertThat(emulator.chat().crashes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "accept,   NOT_SUPPORTED,   answers to invitations",
        "join,     INVALID_MESSAGE, groupId is missing",
        "kick,     INVALID_MESSAGE, groupId is missing",
        "nick,     INVALID_MESSAGE, groupId is missing",
        "search,   INVALID_MESSAGE, keyword is missing",
    })
    void unsupportedActionsAreRefusedWithoutAFrame(String operation, String code, String said) {
        refusedWithoutAFrame("group", operation, Map.of(), code, said);
    }

    @Test
    void membersMayBeACollectionAnArrayOrASingleValue() {
        long group = emulator.chat().addGroup("crew", ALPHA, List.of());
        for (Object members : new Object[] {BETA, "10002", List.of("10002"), new Integer[] {10002}}) {
            done("group", "invite", Map.of("groupId", group, "members", members));
            done("group", "kick", Map.of("groupId", group, "members", members));
        }
        assertThat(failure("group", "kick", Map.of("groupId", group, "members", List.of())))
                .hasMessageContaining("At least one member");
    }

    @Test
    void anUnknownGroupIsNotFound() {
        for (String operation : List.of("info", "join")) {
            TencentException missing = failure("group", operation, Map.of("groupId", 77));
            assertThat(missing.getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThat(missing.getCode()).isEqualTo("NOT_FOUND");
        }
        assertThat(done("group", "search", Map.of("keyword", "nothing like that")))
                .containsEntry("result", "fail");
    }

    @Test
    void missingPermissionsAreRefusedByTheServer() {
        long group = emulator.chat().addGroup("crew", BETA, List.of(ALPHA));
        assertThat(failure("group", "dissolve", Map.of("groupId", group)).getCode())
                .isEqualTo("14");
        assertThat(failure("group", "transfer", Map.of("groupId", group, "userId", ALPHA))
                        .getCode())
                .isEqualTo("16");
    }

    @Test
    void aLostAnswerToAChangeIsAmbiguous() {
        long group = emulator.chat().addGroup("crew", ALPHA, List.of(BETA));
        fault("group", "\"fault\":\"reset_after\",\"count\":1");
        assertThat(failure("group", "kick", Map.of("groupId", group, "userId", BETA))
                        .getOutcome())
                .isEqualTo(Outcome.AMBIGUOUS);
        fault("group", "\"fault\":\"reset_after\",\"count\":1");
        assertThat(list(done("group", "members", Map.of("groupId", group)), "members"))
                .extracting(member -> member.get("userId"))
                .containsExactly(ALPHA);
    }
}
