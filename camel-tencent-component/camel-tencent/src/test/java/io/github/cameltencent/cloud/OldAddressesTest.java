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

import io.github.cameltencent.emulator.RecordedRequest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route for elastic IP addresses works with the old address of eip and with the current one. */
class OldAddressesTest extends CloudTestSupport {

    private static final String OPTIONS = "?application=shop&responseType=map&region=ap-guangzhou";

    @BeforeEach
    void route() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").toD("tencent:cloud/${header.call}");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "HmacSHA1, GET",
        "HmacSHA1, POST",
        "HmacSHA256, GET",
        "HmacSHA256, POST",
    })
    void actionsOfTheFirstGenerationAtTheOldAddress(String signature, String method) {
        String options = OPTIONS + "&apiGeneration=2&signatureMethod=" + signature + "&method=" + method;
        assertThat(call("eip/TransformWanIpToEip" + options, Map.of("unInstanceId", "ins-1")))
                .containsEntry("code", 0)
                .containsEntry("codeDesc", "Success");
        Map<?, ?> listed = (Map<?, ?>) call("eip/DescribeEip" + options, Map.of("offset", 0, "limit", 10))
                .get("data");
        assertThat(listed.get("totalCount")).isEqualTo(1);
        String id = (String) ((Map<?, ?>) ((List<?>) listed.get("eipSet")).get(0)).get("eipId");
        call("eip/EipUnBindInstance" + options, Map.of("eipId", id));
        call("eip/EipBindInstance" + options, Map.of("eipId", id, "unInstanceId", "ins-2"));
        call("eip/EipUnBindInstance" + options, Map.of("eipId", id));
        call("eip/DeleteEip" + options, Map.of("eipIds", List.of(id)));

        assertThat(requests()).hasSize(6).allMatch(RecordedRequest::accepted).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v2/index.php");
            assertThat(request.method()).isEqualTo(method);
            assertThat(request.query() + request.body()).contains("Region=gz").doesNotContain("Version=");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eip | &apiGeneration=2 | /v2/index.php",
                "eip | &apiGeneration=2&signatureMethod=HmacSHA1&method=GET | /v2/index.php",
                "eip | '' | /",
                "vpc | '' | /",
                "vpc | &signatureMethod=HmacSHA1 | /",
            })
    void actionsOfToday(String product, String more, String path) {
        String options = OPTIONS + more;
        call(product + "/TransformAddress" + options, Map.of("InstanceId", "ins-1"));
        Map<?, ?> listed = call(product + "/DescribeAddresses" + options, Map.of("Limit", 100));
        String id = ((List<?>) listed.get("AddressSet"))
                .stream()
                        .map(Map.class::cast)
                        .filter(address -> "ins-1".equals(address.get("InstanceId")))
                        .map(address -> (String) address.get("AddressId"))
                        .findFirst()
                        .orElseThrow();
        call(product + "/DisassociateAddress" + options, Map.of("AddressId", id));
        call(product + "/AssociateAddress" + options, Map.of("AddressId", id, "InstanceId", "ins-2"));
        call(product + "/DisassociateAddress" + options, Map.of("AddressId", id));
        call(product + "/ReleaseAddresses" + options, Map.of("AddressIds", List.of(id)));

        assertThat(requests()).hasSize(6).allMatch(RecordedRequest::accepted).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo(path);
            assertThat(request.operation()).startsWith("vpc/");
        });
    }

    @Test
    void theOldAddressItselfIsCalledWithoutABaseUri() {
        cloud.setBaseUri(null);
        Exchange shown = send(
                "tencent:cloud/eip/DescribeEip" + OPTIONS
                        + "&apiGeneration=2&signatureMethod=HmacSHA1&method=GET&dryRun=true",
                Map.of("limit", 1));
        assertThat(shown.getMessage().getBody(Map.class).get("uri").toString())
                .startsWith("https://eip.api.qcloud.com/v2/index.php?limit=1&Action=DescribeEip&Region=gz&Timestamp=");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> call(String call, Map<String, Object> parameters) {
        Exchange done = context.createProducerTemplate().send("direct:call", exchange -> {
            exchange.getMessage().setBody(parameters);
            exchange.getMessage().setHeader("call", call);
        });
        assertThat(done.getException()).as(call).isNull();
        return done.getMessage().getBody(Map.class);
    }
}
