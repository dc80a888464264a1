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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.birdtalk.BirdtalkComponent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that read our schemas accept good URIs and explain bad ones, as far as a schema can tell. */
class CatalogTest {

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();

    @BeforeAll
    static void addOurComponents() throws IOException {
        CATALOG.addComponent("tencent", TencentComponent.class.getName(), schema("component/tencent"));
        CATALOG.addComponent("birdtalk", BirdtalkComponent.class.getName(), schema("birdtalk/birdtalk"));
    }

    private static String schema(String name) throws IOException {
        try (InputStream in =
                CatalogTest.class.getResourceAsStream("/META-INF/io/github/cameltencent/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCatalogFindsBoth() {
        assertThat(CATALOG.findComponentNames()).contains("tencent", "birdtalk");
        assertThat(CATALOG.componentModel("tencent").getArtifactId()).isEqualTo("camel-tencent");
        assertThat(CATALOG.componentModel("birdtalk").getArtifactId()).isEqualTo("camel-birdtalk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tencent:push?application=orders&title=Shipped&platform=android&timeToLive=1h",
                "tencent:im/openim/sendmsg?application=chat&toAccount=alpha&maxRetries=0",
                "tencent:tpns/device/tag?application=orders&responseTimeout=3s",
                "tencent:cloud/cvm/DescribeInstances?application=shop&paginate=true",
                "tencent:usersig/privateMapKey?application=chat&privileges=enterRoom",
                "birdtalk:chat?account=bot&toId=10002&chatType=p2p",
                "birdtalk:query?account=bot&cipher=chacha20"
            })
    void goodUrisAreValid(String uri) {
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri, true);

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tencent:push?aplication=orders | Unknown option | aplication",
                "tencent:pusch?application=orders | Invalid enum value | push",
                "tencent:push?platform=andriod | Invalid enum value | android",
                "tencent:push?maxRetries=many | Invalid integer value | maxRetries",
                "tencent:push?allowBroadcast=perhaps | Invalid boolean value | allowBroadcast",
                "birdtalk:chat?acount=bot | Unknown option | acount",
                "birdtalk:chatt?account=bot | Invalid enum value | chat",
                "birdtalk:chat?cipher=rot13 | Invalid enum value | AES-CTR",
                "birdtalk:chat?toId=everyone | Invalid integer value | toId"
            })
    void badUrisAreExplained(String uri, String kind, String name) {
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri, true);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.summaryErrorMessage(false)).contains(kind).contains(name);
    }

    /** Known limit: Camel's catalogue takes the text of an option that may also be a list for a reference. */
    @Test
    void aTokenInTheUriIsTakenForAReference() {
        EndpointValidationResult result = CATALOG.validateEndpointProperties("tencent:push?tokens=05da87c0ae0a", true);

        assertThat(result.getInvalidReference()).containsOnlyKeys("tokens");
        assertThat(result.getNumberOfErrors()).isEqualTo(1);
    }
}
