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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.exchange.DataTable;
import java.io.IOException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Misspelt commands are refused, and the correct name is suggested. */
class ImRenamedCommandsTest {

    private static final String KEYS = "?sdkAppId=1400000001&secretKey=invented";

    @ParameterizedTest
    @CsvSource({
        "sns/follow_add, follow/follow_add",
        "group_open_http_svc/modify_admin, group_open_avchatroom_http_svc/modify_admin",
        "im_msg_audit/get_local_audit_keywords, im_msg_audit_mgr/get_local_audit_keywords"
    })
    void theCorrectNameIsSuggested(String wrong, String right) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> context.getEndpoint("tencent:im/" + wrong + KEYS))
                    .rootCause()
                    .hasMessage("tencent:im/" + wrong + " does not exist: use tencent:im/" + right);
            assertThat(context.getEndpoint("tencent:im/" + right + KEYS)).isNotNull();
            assertThat(context.getEndpoint("tencent:im/" + wrong + KEYS + "&validateOperation=none"))
                    .isNotNull();
        }
    }

    @Test
    void correctNamesAreKnownAndWrongOnesAreNot() {
        ImFacts facts = new ImFacts();

        assertThat(DataTable.read(ImFacts.class, "im-renamed.txt")).isNotEmpty().allSatisfy(row -> {
            assertThat(facts.operations()).contains(row[1]).doesNotContain(row[0]);
        });
    }
}
