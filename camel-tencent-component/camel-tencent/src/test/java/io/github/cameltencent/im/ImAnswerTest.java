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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImAnswerTest {

    private static final String BATCH = "openim/batchsendmsg";
    private static final String ADD_MEMBERS = "group_open_http_svc/add_group_member";
    private static final String IMPORT = "im_open_login_svc/multiaccount_import";
    private static final String DELETE = "im_open_login_svc/account_delete";
    private static final String ADD_FRIENDS = "sns/friend_add";
    private static final String SEND = "openim/sendmsg";

    private final ImFacts facts = new ImFacts();

    private ImAnswer answer(String command, String json) {
        return ImAnswer.of(json.getBytes(StandardCharsets.UTF_8), facts.operation(command), facts);
    }

    /** Returns an accepted answer with some more members. */
    private ImAnswer accepted(String command, String members) {
        return answer(command, "{\"ActionStatus\":\"OK\",\"ErrorCode\":0," + members + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad gateway</html>",
                "null",
                "0",
                "[]",
                "{}",
                "{\"errorcode\":0}",
                "{\"ErrorCode\":null}",
                "{\"ErrorCode\":\"\"}",
                "{\"ErrorCode\":0.0}",
                "{\"ErrorCode\":4294967296}",
                "{\"ErrorCode\":0",
                "{\"ErrorCode\":0} and more"
            })
    void whatIsNoObjectWithACodeIsNoAnswer(String text) {
        assertThat(answer(SEND, text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ErrorCode\":0} | 0 | true",
                "{\"ErrorCode\":\"0\"} | 0 | true",
                "{\"ErrorCode\":0,\"ActionStatus\":\"OK\"} | 0 | true",
                "{\"ErrorCode\":0,\"ActionStatus\":\"FAIL\"} | 0 | false",
                "{\"ErrorCode\":0,\"ActionStatus\":\"fail\"} | 0 | false",
                "{\"ErrorCode\":20001,\"ActionStatus\":\"OK\"} | 20001 | false",
                "{\"ErrorCode\":-2} | -2 | false"
            })
    void onlyTheCodeZeroWithoutTheStatusFailIsASuccess(String json, String code, boolean success) {
        assertThat(answer(SEND, json)).returns(code, ImAnswer::code).returns(success, ImAnswer::isSuccess);
    }

    @Test
    void theEntriesOfTheErrorListFailed() {
        ImAnswer answer = accepted(
                BATCH,
                "\"ErrorList\":[{\"To_Account\":\"bob\",\"ErrorCode\":90012},{\"To_Account\":\"carol\",\"ErrorCode\":0},"
                        + "{\"To_Account\":\"dave\",\"ErrorCode\":42,\"ErrorInfo\":\"what IM says\"},"
                        + "{\"To_Account\":\"eve\",\"ErrorCode\":\"42\"}]");

        assertThat(answer.failures())
                .containsExactly(
                        new ImFailure("bob", "90012", facts.code("90012").english()),
                        new ImFailure("dave", "42", "what IM says"),
                        new ImFailure("eve", "42", "an undocumented code"));
    }

    @Test
    void theEntriesOfAnErrorListAreNotAllThereAre() {
        assertThat(accepted(BATCH, "\"ErrorList\":[{\"To_Account\":\"bob\",\"ErrorCode\":90012}]")
                        .isAllFailed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"To_Account\":\"bob\"}",
                "{\"To_Account\":\"bob\",\"ErrorCode\":null}",
                "{\"To_Account\":\"bob\",\"ErrorCode\":\"x\"}"
            })
    void anEntryWithoutACodeFailed(String entry) {
        assertThat(accepted(BATCH, "\"ErrorList\":[" + entry + "]").failures())
                .containsExactly(
                        new ImFailure("bob", "FAILED", "an entry of ErrorList does not have the documented format"));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "2, false"})
    void aMemberWithTheCodeThatMeansAFailureFailed(String result, boolean failed) {
        ImAnswer answer =
                accepted(ADD_MEMBERS, "\"MemberList\":[{\"Member_Account\":\"bob\",\"Result\":" + result + "}]");

        assertThat(answer.failures())
                .isEqualTo(failed ? List.of(new ImFailure("bob", "FAILED", "an undocumented code")) : List.of());
    }

    @Test
    void theEntriesOfAListOfNamesFailed() {
        assertThat(accepted(IMPORT, "\"FailAccounts\":[\"bob\",\"carol\"]").failures())
                .containsExactly(
                        new ImFailure("bob", "FAILED", "the answer lists it in FailAccounts"),
                        new ImFailure("carol", "FAILED", "the answer lists it in FailAccounts"));
    }

    @Test
    void anEntryThatTwoListsNameFailsOnce() {
        ImAnswer answer = accepted(
                ADD_FRIENDS,
                "\"ResultItem\":[{\"To_Account\":\"bob\",\"ResultCode\":30001,\"ResultInfo\":\"full\"},"
                        + "{\"To_Account\":\"carol\",\"ResultCode\":0}],\"Fail_Account\":[\"bob\"]");

        assertThat(answer.failures()).extracting(ImFailure::target).containsExactly("bob");
    }

    @Test
    void entriesWithoutANameAreDistinct() {
        assertThat(accepted(BATCH, "\"ErrorList\":[{\"ErrorCode\":42},{\"ErrorCode\":42}]")
                        .failures())
                .hasSize(2)
                .allMatch(failure -> failure.target().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"To_Account", "UserID", "Member_Account", "MsgSeq", "GroupId"})
    void whatFailedIsNamedByOneOfSeveralFields(String field) {
        assertThat(accepted(BATCH, "\"ErrorList\":[{\"ErrorCode\":42,\"" + field + "\":7}]")
                        .failures())
                .extracting(ImFailure::target)
                .containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"bob\"", "7"})
    void aListThatIsNoListIsAFailure(String list) {
        assertThat(accepted(BATCH, "\"ErrorList\":" + list).failures())
                .containsExactly(
                        new ImFailure("", "FAILED", "an entry of ErrorList does not have the documented format"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ErrorList\":[]", "\"ErrorList\":null", "\"Other\":[{\"ErrorCode\":42}]"})
    void noListMeansNoFailure(String members) {
        assertThat(accepted(BATCH, members))
                .returns(List.of(), ImAnswer::failures)
                .returns(false, ImAnswer::isAllFailed);
    }

    @Test
    void aStatusThatTellsOfAnErrorCountsWhereNoListNamesIt() {
        String some = "{\"ErrorCode\":0,\"ActionStatus\":\"SomeError\"";

        assertThat(answer(BATCH, some + "}").failures())
                .containsExactly(
                        new ImFailure("", "FAILED", "the answer says that some targets failed, and names none"));
        assertThat(answer(BATCH, some + ",\"ErrorList\":[{\"To_Account\":\"bob\",\"ErrorCode\":42}]}")
                        .failures())
                .extracting(ImFailure::target)
                .containsExactly("bob");
    }

    @ParameterizedTest
    @CsvSource({"70107, 70107, true", "70107, 0, false", "0, 0, false"})
    void allFailedIfEachEntryOfTheAnswerDid(int first, int second, boolean all) {
        ImAnswer answer = accepted(
                DELETE,
                "\"ResultItem\":[{\"UserID\":\"bob\",\"ResultCode\":" + first
                        + "},{\"UserID\":\"carol\",\"ResultCode\":" + second + "}]");

        assertThat(answer.isAllFailed()).isEqualTo(all);
    }

    @Test
    void thePushTaskHasAnIdOrNone() {
        assertThat(accepted(SEND, "\"TaskId\":\"t-1\"").taskIds()).containsExactly("t-1");
        assertThat(accepted(SEND, "\"TaskId\":\"\"").taskIds()).isEmpty();
        assertThat(accepted(SEND, "\"TaskId\":null").taskIds()).isEmpty();
        assertThat(accepted(SEND, "\"Other\":1").taskIds()).isEmpty();
    }

    @Test
    void aFieldIsTextIfItIsASingleValue() {
        ImAnswer answer = accepted(SEND, "\"MsgTime\":1572869830,\"MsgKey\":\"k\",\"A\":[1],\"O\":{},\"N\":null");

        assertThat(answer.text("MsgTime")).isEqualTo("1572869830");
        assertThat(answer.text("MsgKey")).isEqualTo("k");
        assertThat(answer.text("A")).isNull();
        assertThat(answer.text("O")).isNull();
        assertThat(answer.text("N")).isNull();
        assertThat(answer.text("Missing")).isNull();
        assertThat(answer.json().path("A").path(0).asInt()).isEqualTo(1);
    }

    @Test
    void theFailuresOfSeveralAnswersAreCollected() {
        ImAnswer bob = accepted(IMPORT, "\"FailAccounts\":[\"bob\"]");
        ImAnswer carol = accepted(IMPORT, "\"FailAccounts\":[\"carol\"]");

        assertThat(ImAnswer.failures(List.of(bob, carol)))
                .extracting(ImFailure::target)
                .containsExactly("bob", "carol");
    }
}
