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
package io.github.cameltencent.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.TencentApplication;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid options fail the creation of a Cloud API endpoint. */
class CloudEndpointTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        TencentApplication shop = new TencentApplication();
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId("AKIDinvented");
        cloud.setSecretKey("invented-key");
        cloud.setRegion("ap-guangzhou");
        shop.setCloud(cloud);
        context.getRegistry().bind("shop", shop);
        context.getRegistry().bind("empty", new TencentApplication());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "cvn/DescribeInstances, did you mean tencent:cloud/cvm/DescribeInstances?",
        "CVM/DescribeInstances, did you mean tencent:cloud/cvm/DescribeInstances?",
        "cvm/DescribeInstance, did you mean tencent:cloud/cvm/DescribeInstances?",
        "cvm/describeInstances, did you mean tencent:cloud/cvm/DescribeInstances?",
        "cvm/describeinstances, did you mean tencent:cloud/cvm/DescribeInstances?",
        "vpc/DescribeAddreses, did you mean tencent:cloud/vpc/DescribeAddresses?",
        "cvm, use product and action",
        "cvm/, use product and action",
        "cvm/Describe/Instances, use product and action",
        "cvm/Describe-Instances, a name has only letters"
    })
    void aMisspelledOperationIsRefusedWithASuggestion(String operation, String text) {
        assertRefused(operation + "?application=shop", text);
        assertRefused(
                operation + "?application=shop&validateOperation=none",
                text.startsWith("did you mean") ? "validateOperation=none needs the option version" : text);
        assertRefused(operation + "?application=shop&version=2026-01-01", text);
    }

    @Test
    void anUnknownOperationIsSentUnlessValidationIsFail() {
        assertThat(context.getEndpoint("tencent:cloud/cvm/MakeCoffeeForEverybody?application=shop"))
                .isNotNull();
        assertThat(context.getEndpoint("tencent:cloud/brandnewproduct/DescribeIt?application=shop&version=2026-01-01"))
                .isNotNull();
        assertRefused("cvm/MakeCoffeeForEverybody?application=shop&validateOperation=fail", "is not in the lists");
        assertRefused("brandnewproduct/DescribeIt?application=shop&validateOperation=fail", "is not in the lists");
    }

    @ParameterizedTest
    @CsvSource({
        "cvm/DescribeInstances, cvm.tencentcloudapi.com, 2017-03-12",
        "tke/CreateCluster, tke.tencentcloudapi.com, 2018-05-25",
        "tke/StopMachines, tke.tencentcloudapi.com, 2022-05-01",
        "tke/DescribeClusterInstances, tke.tencentcloudapi.com, 2022-05-01",
        "cbs/DescribeDisks, cbs.tencentcloudapi.com, 2017-03-12",
        "eip/DescribeAddresses, vpc.tencentcloudapi.com, 2017-03-12"
    })
    void productAndVersionComeFromTheLists(String operation, String host, String version) {
        Map<?, ?> request = dryRun(operation + "?application=shop");
        assertThat(request.get("uri")).isEqualTo("https://" + host + "/");
        assertThat(request.get("headers")).asString().contains("X-TC-Version=" + version);
    }

    @Test
    void optionsOverrideVersionAndAddress() {
        assertThat(dryRun("cvm/DescribeInstances?application=shop&version=2026-01-01")
                        .get("headers"))
                .asString()
                .contains("X-TC-Version=2026-01-01");
        assertThat(dryRun("cvm/DescribeInstances?application=shop&accessPoint=region&region=gz")
                        .get("uri"))
                .isEqualTo("https://cvm.ap-guangzhou.tencentcloudapi.com/");
        assertThat(dryRun("cvm/DescribeInstances?application=shop&region=ap-shanghai-fsi")
                        .get("uri"))
                .isEqualTo("https://cvm.ap-shanghai-fsi.tencentcloudapi.com/");
        assertThat(dryRun("eip/DescribeEip?application=shop&apiGeneration=2").get("uri"))
                .isEqualTo("https://eip.api.qcloud.com/v2/index.php");
        assertThat(dryRun("cvm/DescribeInstances?application=shop&apiGeneration=2&version=none")
                        .get("body"))
                .asString()
                .contains("&Region=gz&")
                .doesNotContain("Version=");
        assertThat(dryRun("cvm/DescribeInstances?application=shop&apiGeneration=2")
                        .get("body"))
                .asString()
                .contains("&Region=ap-guangzhou&", "Version=2017-03-12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application=shop&version=latest | version must be a date",
                "application=shop&version=none | version must be a date",
                "application=shop&apiGeneration=1 | apiGeneration must be 3 or 2",
                "application=shop&apiGeneration=2&signatureMethod=TC3-HMAC-SHA256 | the old addresses only support",
                "application=shop&signatureMethod=MD5 | signatureMethod must be",
                "application=shop&arrayIndexBase=2 | arrayIndexBase must be 0 or 1",
                "application=shop&region=evil.example/ | region must be lower-case letters",
                "application=shop&baseUri=http://gateway.example | allowInsecure",
                "application=shop&rateLimit=fast | rateLimit must be",
                "application=empty | has no keys for the Cloud API",
                "secretId=AKIDinvented | no secretKey",
                "secretKey=RAW{invented} | no secretId",
                "secretId=a&secretKey=RAW{ b } | surrounded by white space"
            })
    void invalidOptionsAreRefused(String options, String text) {
        assertRefused("cvm/DescribeInstances?" + options, text);
    }

    @Test
    void theEndpointReportsTheAddressOfItsCalls() {
        var endpoint =
                (EndpointServiceLocation) context.getEndpoint("tencent:cloud/cvm/DescribeInstances?application=shop");
        assertThat(endpoint.getServiceUrl()).isEqualTo("https://cvm.tencentcloudapi.com/");
    }

    private Map<?, ?> dryRun(String operation) {
        return context.createProducerTemplate()
                .requestBody("tencent:cloud/" + operation + "&dryRun=true", "{}", Map.class);
    }

    private void assertRefused(String operation, String text) {
        assertThatThrownBy(() -> context.getEndpoint("tencent:cloud/" + operation))
                .hasStackTraceContaining(text);
    }
}
