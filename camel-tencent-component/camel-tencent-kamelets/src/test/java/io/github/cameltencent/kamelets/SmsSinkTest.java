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
package io.github.cameltencent.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.TencentPartialException;
import io.github.cameltencent.cloud.CloudItem;
import io.github.cameltencent.cloud.CloudItemResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tencent-sms-sink} against the emulator. */
class SmsSinkTest {

    private static final String KAMELET = "tencent-sms-sink";
    private static final String FIRST = "+8613800000001";
    private static final String SECOND = "+8613800000002";

    private final KameletFixture fixture = new KameletFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void start(Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("secretId", KameletFixture.CLOUD.id());
        parameters.put("smsSdkAppId", "1400000009");
        parameters.put("smsTemplateId", "1110");
        parameters.put("baseUri", fixture.emulator.baseUri());
        fixture.secret(KAMELET, "secretKey", KameletFixture.SECRET).to(KAMELET, parameters);
    }

    private void answer(String firstCode, String secondCode) {
        fixture.emulator.cloud().answer("sms/SendSms", """
                        {"SendStatusSet":[{"PhoneNumber":"%s","Code":"%s"},{"PhoneNumber":"%s","Code":"%s"}]}
                        """.formatted(FIRST, firstCode, SECOND, secondCode));
    }

    private JsonNode request() {
        assertThat(fixture.emulator.requests()).hasSize(1);
        return fixture.emulator.requests().get(0).json();
    }

    @Test
    void aMessageGoesToTheNumbersOfItsHeader() throws Exception {
        start(Map.of("signName", "示例"));
        answer("Ok", "Ok");
        Exchange done = fixture.send(List.of("4711", 10), Map.of("CamelTencentPhoneNumbers", List.of(FIRST, SECOND)));

        assertThat(done.getException()).isNull();
        assertThat(request()).hasToString("""
                {"SmsSdkAppId":"1400000009","TemplateId":"1110","SignName":"示例","PhoneNumberSet":["%s","%s"],"TemplateParamSet":["4711","10"]}\
                """.formatted(FIRST, SECOND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"4711|[\"4711\"]", "[\"4711\",\"a, b\"]|[\"4711\",\"a, b\"]", "` `|[]"})
    void theBodyGivesTheParametersOfTheTemplate(String body, String parameters) throws Exception {
        start(Map.of("phoneNumbers", "[\"" + FIRST + "\",\"" + SECOND + "\"]"));
        answer("Ok", "Ok");

        assertThat(fixture.send(body, Map.of()).getException()).isNull();
        assertThat(request().path("TemplateParamSet")).hasToString(parameters);
        assertThat(request().path("PhoneNumberSet")).hasSize(2);
    }

    @Test
    void aNumberThatIsRefusedMakesThePartialException() throws Exception {
        start(Map.of());
        answer("Ok", "FailedOperation.PhoneNumberInBlacklist");
        Exchange done = fixture.send("4711", Map.of("CamelTencentPhoneNumbers", new String[] {FIRST, SECOND}));

        assertThat(done.getException()).isInstanceOf(TencentPartialException.class);
        CloudItemResult result = (CloudItemResult) ((TencentException) done.getException()).getResult();
        assertThat(result.getItems())
                .extracting(CloudItem::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
    }

    @Test
    void aMessageWithoutNumberOrWithAParameterThatIsNoTextIsNotSent() throws Exception {
        start(Map.of());

        assertThat(fixture.send("4711", Map.of()).getException()).hasMessageContaining("No phone number");
        assertThat(fixture.send(Arrays.asList("4711", null), Map.of("CamelTencentPhoneNumbers", FIRST))
                        .getException())
                .hasMessageContaining("no text");
        assertThat(fixture.send("[4711", Map.of("CamelTencentPhoneNumbers", FIRST))
                        .getException())
                .hasMessageContaining("JSON array")
                .hasMessageNotContaining("4711");
        assertThat(fixture.emulator.requests()).isEmpty();
    }
}
