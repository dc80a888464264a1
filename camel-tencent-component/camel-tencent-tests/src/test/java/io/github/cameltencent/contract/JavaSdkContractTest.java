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
package io.github.cameltencent.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.CommonRequest;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulatorExtension;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's own client, pointed at the emulator, finds a server that believes it. */
class JavaSdkContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private final ClientProfile profile = profile();

    private static ClientProfile profile() {
        HttpProfile http = new HttpProfile();
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setEndpoint("127.0.0.1:" + EMULATOR.emulator().port());
        return new ClientProfile(ClientProfile.SIGN_TC3_256, http);
    }

    private static Credential credential() {
        return new Credential(EmulatorOptions.CLOUD.id(), EmulatorOptions.CLOUD.key());
    }

    private CommonClient cvm(Credential credential) {
        return new CommonClient("cvm", "2017-03-12", credential, "ap-guangzhou", profile);
    }

    private static JsonNode call(CommonClient client, String action, AbstractModel request) {
        try {
            return JSON.readTree(client.commonRequest(request, action)).path("Response");
        } catch (TencentCloudSDKException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CommonRequest request(String json) {
        return new CommonRequest(json);
    }

    private static RecordedRequest recorded() {
        List<RecordedRequest> requests = EMULATOR.emulator().requests();
        return requests.get(requests.size() - 1);
    }

    /** The SDK sends free-form parameters only as JSON, so a flattened call needs a model class. */
    static final class Describe extends AbstractModel {
        @Override
        protected void toMap(HashMap<String, String> map, String prefix) {
            setParamSimple(map, prefix + "Limit", 7L);
            setParamArraySimple(map, prefix + "InstanceIds.", new String[] {});
            setParamSimple(map, prefix + "Note", "未命名 +=&*~%'\"/é😀");
        }
    }

    /** A request that the SDK sends as multipart. */
    static final class Upload extends AbstractModel {
        @Override
        protected void toMap(HashMap<String, String> map, String prefix) {
            setParamSimple(map, prefix + "FileURL", "http://example.test/文件");
        }

        @Override
        protected String[] getBinaryParams() {
            return new String[] {"File"};
        }

        @Override
        protected HashMap<String, byte[]> getMultipartRequestParams() {
            HashMap<String, byte[]> parts = new HashMap<>();
            parts.put("File", new byte[] {0, 1, 2, (byte) 0xff, '\r', '\n', '-', '-'});
            return parts;
        }
    }

    @Test
    void jsonSignedByTc3() {
        JsonNode response = call(cvm(credential()), "DescribeInstances", request("{\"Limit\":7,\"Offset\":20}"));
        assertThat(response.path("TotalCount").asLong()).isEqualTo(25);
        assertThat(response.path("InstanceSet")).hasSize(5);
        assertThat(recorded()).satisfies(request -> {
            assertThat(request.service()).isEqualTo("cloud");
            assertThat(request.path()).isEqualTo("/");
            assertThat(request.operation()).isEqualTo("cvm/DescribeInstances");
            assertThat(request.verdict()).isEqualTo("signature ok");
            assertThat(request.application()).isEqualTo(EmulatorOptions.CLOUD.id());
            assertThat(request.requestId()).isEqualTo(response.path("RequestId").asText());
            assertThat(request.ids()).containsExactly(request.requestId());
        });
    }

    @Test
    void getSignedByTc3() {
        profile.getHttpProfile().setReqMethod(HttpProfile.REQ_GET);
        assertThat(call(cvm(credential()), "DescribeInstances", new Describe()).path("InstanceSet"))
                .hasSize(7);
        assertThat(recorded().method()).isEqualTo("GET");
        assertThat(recorded().query()).contains("Limit=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET HmacSHA1", "GET HmacSHA256", "POST HmacSHA1", "POST HmacSHA256"})
    void theFirstSignature(String way) {
        profile.getHttpProfile().setReqMethod(way.split(" ")[0]);
        profile.setSignMethod(way.split(" ")[1]);
        assertThat(call(cvm(credential()), "DescribeInstances", new Describe()).path("InstanceSet"))
                .hasSize(7);
        assertThat(recorded().verdict()).isEqualTo("signature ok");
        assertThat(recorded().operation()).isEqualTo("cvm/DescribeInstances");
        assertThat(recorded().query() + recorded().body())
                .contains("Signature=…")
                .doesNotContain("Signature=%");
    }

    @Test
    void multipart() {
        CommonClient cii = new CommonClient("cii", "2021-04-08", credential(), "ap-guangzhou", profile);
        assertThat(call(cii, "UploadMedicalFile", new Upload())
                        .path("RequestId")
                        .asText())
                .isNotEmpty();
        assertThat(recorded().headers().get("Content-Type")).startsWith("multipart/form-data");
        assertThat(recorded().accepted()).isTrue();
    }

    @Test
    void anUnsignedPayload() {
        profile.setUnsignedPayload(true);
        assertThat(call(cvm(credential()), "DescribeInstances", request("{}")).path("InstanceSet"))
                .hasSize(20);
    }

    @Test
    void temporaryCredentialsOfARoleWithTheirToken() {
        CommonClient sts = new CommonClient("sts", "2018-08-13", credential(), "ap-guangzhou", profile);
        String role = "{\"RoleArn\":\"qcs::cam::uin/1:roleName/x\",\"RoleSessionName\":\"test\"}";
        JsonNode credentials = call(sts, "AssumeRole", request(role)).path("Credentials");
        Credential temporary = new Credential(
                credentials.path("TmpSecretId").asText(),
                credentials.path("TmpSecretKey").asText(),
                credentials.path("Token").asText());
        assertThat(call(cvm(temporary), "DescribeInstances", request("{}")).path("InstanceSet"))
                .hasSize(20);
        assertThat(recorded().headers().get("X-TC-Token")).endsWith("…");
        profile.setSignMethod(ClientProfile.SIGN_SHA256);
        assertThat(call(cvm(temporary), "DescribeInstances", new Describe()).path("InstanceSet"))
                .hasSize(7);
        assertThat(recorded().body()).contains("Token=…");
    }

    @Test
    void aCallThatSkipsTheSignature() {
        CommonClient sts = new CommonClient("sts", "2018-08-13", new Credential("", ""), "ap-guangzhou", profile);
        CommonRequest request = request("{\"ProviderId\":\"OIDC\",\"WebIdentityToken\":\"jwt\","
                + "\"RoleArn\":\"qcs::cam::uin/1:roleName/x\",\"RoleSessionName\":\"pod\"}");
        request.setSkipSign(true);
        JsonNode response = call(sts, "AssumeRoleWithWebIdentity", request);
        assertThat(response.at("/Credentials/Token").asText()).isNotEmpty();
        assertThat(recorded().verdict()).isEqualTo("unsigned, as allowed");
    }

    @Test
    void aWrongKeyIsTheErrorThatItKnows() {
        Credential wrong = new Credential(EmulatorOptions.CLOUD.id(), "not-the-key");
        TencentCloudSDKException refusal = catchThrowableOfType(
                TencentCloudSDKException.class, () -> cvm(wrong).commonRequest(request("{}"), "DescribeInstances"));
        assertThat(refusal.getErrorCode()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(refusal.getRequestId()).isEqualTo(recorded().requestId());
    }
}
