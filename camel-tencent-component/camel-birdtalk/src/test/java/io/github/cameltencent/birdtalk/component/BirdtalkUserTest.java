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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The actions of {@code birdtalk:user}. */
class BirdtalkUserTest extends ChatActionsFixture {

    @Test
    void theAccountIsReadAndChanged() {
        assertThat(done("user", "info", Map.of())).containsEntry("userId", ALPHA);
        Map<String, Object> set = done("user", "set", Map.of("fields", Map.of("NickName", "first")));
        assertThat(set).containsEntry("status", "ok");
        assertThat(done("user", "info", Map.of())).containsEntry("nickName", "first");
    }

    @Test
    void aLogoutEndsTheConnectionUntilTheNextStart() {
        context.getEndpoint(alphaAsks("user", "info"));
        done("user", "info", Map.of());
        done("user", "logout", Map.of());
        await().until(() -> emulator.chat().connections() == 0);
        assertThat(frames("logout")).isEqualTo(1);
        TencentException out = failure("user", "info", Map.of());
        assertThat(out.getOutcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(out.getCode()).isEqualTo("LOGGED_OUT");
    }

    @Test
    void anUnregisteredAccountIsNotReconnected() {
        done("user", "info", Map.of());
        assertThat(done("user", "unregister", Map.of())).containsEntry("status", "unregok");
        await().until(() -> emulator.chat().connections() == 0);
        TencentException gone = failure("user", "info", Map.of());
        assertThat(gone.getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(gone.getCode()).isEqualTo("DELETED");
        assertThat(frames("hello")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "register, NOT_SUPPORTED,   registerAs",
        "set,      INVALID_MESSAGE, fields must be a Map",
        "code,     INVALID_MESSAGE, code is missing",
        "disable,  INVALID_MESSAGE, userId is missing",
    })
    void unsupportedActionsAreRefusedWithoutAFrame(String operation, String code, String said) {
        refusedWithoutAFrame("user", operation, Map.of(), code, said);
    }

    @ParameterizedTest
    @CsvSource({"disable", "enable"})
    void onlyAdministratorsDisableAccounts(String operation) {
        assertThat(failure("user", operation, Map.of("userId", BETA)).getCode()).isEqualTo("16");
    }

    @Test
    void anUnexpectedCodeIsRefused() {
        assertThat(failure("user", "code", Map.of("code", "12345")).getCode()).isEqualTo("10");
    }

    @Test
    void aNewAddressIsSetAfterItsCodeWasConfirmed() {
        assertThat(done("user", "set", Map.of("fields", Map.of("Email", "other@example.com"))))
                .containsEntry("status", "waitcode");
        TencentException wrong = failure("user", "code", Map.of("code", "54321"));
        assertThat(wrong.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(wrong.getCode()).isEqualTo("14");
        assertThat(wrong).hasMessageNotContaining("54321");
        Map<String, Object> set =
                done("user", "code", Map.of("code", emulator.chat().code()));
        assertThat(set).containsEntry("status", "ok");
        assertThat(list(set, "users")).singleElement().satisfies(self -> assertThat(self)
                .containsEntry("email", "other@example.com"));
        assertThat(done("user", "info", Map.of())).containsEntry("userId", ALPHA);
        assertThat(frames("hello")).as("logged in anew, once").isEqualTo(2);
        assertThat(frames("login")).as("by its key").isEqualTo(1);
        assertThat(accepted(call(byAddress("other@example.com"), Map.of()))).containsEntry("userId", ALPHA);
    }

    @Test
    void theAddressOfAnotherUserIsRefusedAndTheLoginKept() {
        TencentException used = failure("user", "set", Map.of("fields", Map.of("email", "user10002@example.com")));
        assertThat(used.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(used.getCode()).isEqualTo("14");
        assertThat(done("user", "info", Map.of())).containsEntry("userId", ALPHA);
        assertThat(frames("hello")).isEqualTo(1);
    }

    @Test
    void anotherRequestBeforeTheCodeCausesANewLoginAndDropsTheCode() {
        done("user", "set", Map.of("fields", Map.of("Phone", "13800000000")));
        assertThat(done("user", "info", Map.of())).containsEntry("userId", ALPHA);
        assertThat(frames("hello")).isEqualTo(2);
        assertThat(failure("user", "code", Map.of("code", emulator.chat().code()))
                        .getCode())
                .isEqualTo("10");
    }

    private static String byAddress(String email) {
        return "birdtalk:user?serverUri=" + emulator.chatUri() + "&email=" + email + "&password=RAW{"
                + EmulatorOptions.CHAT_ALPHA.key() + "}&stateStore=memory&action=info";
    }

    @Test
    void registerAsCreatesAnAccountWithoutRevealingItsPassword() {
        String uri = "birdtalk:user?serverUri=" + emulator.chatUri()
                + "&registerAs=newcomer&password=a-new-password&stateStore=memory&action=info";
        Map<String, Object> self = accepted(call(uri, Map.of()));
        assertThat(self).containsEntry("userName", "newcomer");
        assertThat(self.toString()).doesNotContain("a-new-password");
        assertThat(frames("register")).isEqualTo(1);
    }
}
