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
package io.github.cameltencent.tpns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TpnsAnswerTest {

    private static TpnsAnswer answer(String json) {
        return TpnsAnswer.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ret_code\":0} | 0",
                "{\"ret_code\":\"0\"} | 0",
                "{\"ret_code\":1008003} | 1008003",
                "{\"ret_code\":-1} | -1",
                "{\"retCode\":7} | 7",
                "{\"Ret_Code\":7} | 7",
                "{\"RET_CODE\":7} | 7",
                "{\"seq\":1,\"retCode\":7} | 7",
                "{\"retCode\":7,\"ret_code\":8} | 8"
            })
    void theCodeIsFoundInEachSpelling(String json, String code) {
        assertThat(answer(json)).returns(code, TpnsAnswer::code);
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
                "{\"code\":0}",
                "{\"ret_code\":null}",
                "{\"ret_code\":\"\"}",
                "{\"ret_code\":0.0}",
                "{\"ret_code\":true}",
                "{\"ret_code\":{}}",
                "{\"ret_code\":4294967296}",
                "{\"ret_code\":0",
                "{\"ret_code\":0} and more"
            })
    void whatIsNoObjectWithACodeIsNoAnswer(String text) {
        assertThat(answer(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1008001, false", "-1, false"})
    void onlyTheCodeZeroIsASuccess(String code, boolean success) {
        assertThat(answer("{\"ret_code\":" + code + "}").isSuccess()).isEqualTo(success);
    }

    @Test
    void theMessageIsFoundInEachSpelling() {
        assertThat(answer("{\"ret_code\":1,\"err_msg\":\"no\"}").message()).isEqualTo("no");
        assertThat(answer("{\"retCode\":1,\"errMsg\":\"no\"}").message()).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"ret_code\":1}", "{\"ret_code\":1,\"err_msg\":\" \"}", "{\"ret_code\":1,\"err_msg\":\"\"}"})
    void anEmptyMessageIsNone(String json) {
        assertThat(answer(json).message()).isNull();
    }

    @Test
    void aRecurringPushHasSeveralIds() {
        assertThat(answer("{\"ret_code\":0,\"push_id\":\"11\"}").pushIds()).containsExactly("11");
        assertThat(answer("{\"ret_code\":0,\"pushId\":11}").pushIds()).containsExactly("11");
        assertThat(answer("{\"ret_code\":0,\"push_id\":[\"11\",12]}").pushIds()).containsExactly("11", "12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ret_code\":0}",
                "{\"ret_code\":0,\"push_id\":null}",
                "{\"ret_code\":0,\"push_id\":\"\"}",
                "{\"ret_code\":0,\"push_id\":[]}",
                "{\"ret_code\":0,\"push_id\":{}}"
            })
    void aCallThatIsNoPushHasNoId(String json) {
        assertThat(answer(json).pushIds()).isEmpty();
    }

    @Test
    void invalidTokensAreFoundInTheSpellingOfTpnsAndInTheRightOne() {
        assertThat(answer("{\"ret_code\":0,\"invalid_targe_list\":[\"t1\",\"t2\"]}")
                        .invalidTargets())
                .containsExactly("t1", "t2");
        assertThat(answer("{\"ret_code\":0,\"invalid_target_list\":[\"t1\"]}").invalidTargets())
                .containsExactly("t1");
        assertThat(answer("{\"ret_code\":0}").invalidTargets()).isEmpty();
    }

    @Test
    void theWholeAnswerIsKept() {
        assertThat(answer("{\"ret_code\":0,\"result\":{\"a\":[1]}}").json())
                .hasToString("{\"ret_code\":0,\"result\":{\"a\":[1]}}");
    }
}
