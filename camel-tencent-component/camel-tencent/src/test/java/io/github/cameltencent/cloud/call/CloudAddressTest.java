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
package io.github.cameltencent.cloud.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudAddressTest {

    private static final CloudTarget CVM = new CloudTarget(
            "cvm", "cvm", "DescribeInstances", "2017-03-12", false, null, false, true, ActionFormat.DEFAULT);
    private static final CloudTarget EIP =
            new CloudTarget("eip", "vpc", "DescribeEip", null, true, "HmacSHA1", true, true, ActionFormat.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "NEAREST, ap-guangzhou, cvm.tencentcloudapi.com",
        "NEAREST, , cvm.tencentcloudapi.com",
        "NEAREST, ap-shanghai-fsi, cvm.ap-shanghai-fsi.tencentcloudapi.com",
        "INTL, ap-shanghai-fsi, cvm.ap-shanghai-fsi.tencentcloudapi.com",
        "REGION, ap-guangzhou, cvm.ap-guangzhou.tencentcloudapi.com",
        "INTERNAL, ap-guangzhou, cvm.internal.tencentcloudapi.com",
        "INTL, ap-guangzhou, cvm.intl.tencentcloudapi.com"
    })
    void theHostDependsOnAccessPointAndRegion(AccessPoint point, String region, String host) {
        CloudAddress address = CloudAddress.of(CVM, point, region, null, false);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.uri()).hasToString("https://" + host + "/");
        assertThat(address.path()).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080/, 127.0.0.1:8080",
        "https://Gateway.example, https://gateway.example/, gateway.example",
        "https://gateway.example:443/, https://gateway.example/, gateway.example",
        "https://gateway.example:8443, https://gateway.example:8443/, gateway.example:8443",
        "http://localhost:80, http://localhost/, localhost",
        "http://[::1]:8080, http://[::1]:8080/, [::1]:8080"
    })
    void aBaseUriReplacesTheHostAndTheHostSignedIsTheHostSent(String baseUri, String uri, String host) {
        CloudAddress address = CloudAddress.of(CVM, AccessPoint.NEAREST, "ap-guangzhou", baseUri, false);
        assertThat(address.uri()).hasToString(uri);
        assertThat(address.host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "https://Gateway.example/tencent, https://gateway.example/tencent/, gateway.example",
        "http://localhost:81/a/B/, http://localhost:81/a/B/, localhost:81"
    })
    void aPathOfTheBaseUriIsSentAndNotSigned(String baseUri, String uri, String host) {
        CloudAddress address = CloudAddress.of(CVM, AccessPoint.NEAREST, "ap-guangzhou", baseUri, false);
        assertThat(address.uri()).hasToString(uri);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.path()).isEqualTo("/");
        assertThat(address.signedFor("CVM.tencentcloudapi.com:8443"))
                .isEqualTo(new CloudAddress(address.uri(), "cvm.tencentcloudapi.com:8443", "/"));
        assertThat(address.isTencent()).isFalse();
    }

    @Test
    void theOldAddressesHaveAHostForEachModuleAndAPath() {
        CloudAddress address = CloudAddress.of(EIP, AccessPoint.NEAREST, "ap-guangzhou", null, false);
        assertThat(address.uri()).hasToString("https://eip.api.qcloud.com/v2/index.php");
        assertThat(address.path()).isEqualTo("/v2/index.php");
        assertThat(CloudAddress.of(EIP, AccessPoint.NEAREST, null, "http://localhost:81", false)
                        .uri())
                .hasToString("http://localhost:81/v2/index.php");
        assertThat(CloudAddress.of(EIP, AccessPoint.NEAREST, null, "http://localhost:81/own/api", false)
                        .path())
                .isEqualTo("/own/api");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ap-shanghai.tencentcloudapi.com, https://cvm.ap-shanghai.tencentcloudapi.com/",
        "https://cvm.ap-shanghai.tencentcloudapi.com, https://cvm.ap-shanghai.tencentcloudapi.com/",
        "https://gateway.example:8443, https://gateway.example:8443/"
    })
    void aBackupOfTencentsOwnGetsTheProductPutBeforeIt(String baseUri, String uri) {
        assertThat(CloudAddress.backup(CVM, baseUri, false).uri()).hasToString(uri);
    }

    @Test
    void whatCannotBeAnAddressIsRefused() {
        assertThatThrownBy(() -> CloudAddress.of(CVM, AccessPoint.REGION, null, null, false))
                .hasMessageContaining("needs a region");
        assertThatThrownBy(() -> CloudAddress.of(CVM, AccessPoint.NEAREST, null, "http://gateway.example", false))
                .hasMessageContaining("allowInsecure");
        assertThatThrownBy(() -> CloudAddress.of(CVM, AccessPoint.NEAREST, null, "http://localhost/a/../b", false))
                .hasMessageContaining("its path contains");
        for (String region : new String[] {"evil.example/", "AP", "-a", "a-", "", "a\nb", "a".repeat(65)}) {
            assertThatThrownBy(() -> CloudAddress.requireRegion(region)).hasMessageContaining("lower-case letters");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gz, ap-guangzhou, gz",
        "guangzhou, ap-guangzhou, gz",
        "ap-guangzhou, ap-guangzhou, gz",
        "use, na-ashburn, use",
        "ap-nanjing, ap-nanjing, ap-nanjing",
        "ap-brand-new, ap-brand-new, ap-brand-new"
    })
    void regionsHaveALongAndSomeAShortCode(String written, String longCode, String shortCode) {
        CloudFacts facts = new CloudFacts();
        assertThat(facts.longRegion(written)).isEqualTo(longCode);
        assertThat(facts.shortRegion(written)).isEqualTo(shortCode);
    }
}
