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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The implemented actions of the Cloud API. */
class CloudActionsTest {

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private CloudClient client;

    @BeforeEach
    void makeClient() {
        client = new CloudClient(EMULATOR.emulator());
    }

    private static RecordedRequest recorded() {
        List<RecordedRequest> requests = EMULATOR.emulator().requests();
        return requests.get(requests.size() - 1);
    }

    private static String code(JsonNode response) {
        return response.at("/Error/Code").asText();
    }

    @Test
    void offsetsReachAMillionGeneratedItems() throws IOException {
        EMULATOR.emulator().cloud().items("cvm/DescribeInstances", 1_000_000);
        JsonNode page = client.cvm("DescribeInstances", "{'Offset':999990,'Limit':100}");
        assertThat(page.path("TotalCount").asLong()).isEqualTo(1_000_000);
        assertThat(page.path("InstanceSet")).hasSize(10);
        assertThat(page.at("/InstanceSet/9/InstanceId").asText()).isEqualTo("ins-0000999999");
        assertThat(client.cvm("DescribeInstances", "{'Offset':1000000}").path("InstanceSet"))
                .isEmpty();
        assertThat(client.cvm("DescribeInstances", "{'InstanceIds':['ins-0000000007','ins-0001000000']}")
                        .path("TotalCount")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "{'Limit':101}, InvalidParameterValue",
        "{'Limit':'20'}, InvalidParameter",
        "{'limit':20}, UnknownParameter",
        "{'Offset':-1}, InvalidParameterValue",
        "[], InvalidParameter",
        "{, InvalidParameter",
    })
    void wrongParametersAreRefused(String parameters, String code) throws IOException {
        assertThat(code(client.cvm("DescribeInstances", parameters.replace("''", "'"))))
                .isEqualTo(code);
        assertThat(recorded().verified()).isTrue();
        assertThat(recorded().accepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "cvm, 2017-03-12, DescribeInstances, Offset, Limit, /InstanceSet, '', ''",
        "monitor, 2018-07-24, DescribeAlarmHistories, PageNumber, PageSize, /Histories, '', ''",
        "apigateway, 2018-08-08, DescribeAPIDocs, Offset, Limit, /Result/APIDocSet, '', ''",
        "billing, 2018-07-09, DescribeBudget, PageNo, PageSize, /Data/Records, '', ''",
        "tag, 2018-08-13, GetResources, PaginationToken, MaxResults, /ResourceTagMappingList, PaginationToken, ''",
        "cloudaudit, 2019-03-19, DescribeEvents, NextToken, MaxResults, /Events, NextToken, ListOver",
        "organization, 2021-03-31, ListTasks, NextToken, MaxResults, /Tasks, NextToken, IsTruncated",
        "wav, 2021-01-29, QueryActivityJoinList, Cursor, Limit, /PageData, NextCursor, ''",
    })
    void everyPagingStyleReturnsEachItemOnce(
            String service,
            String version,
            String action,
            String position,
            String size,
            String list,
            String next,
            String end)
            throws IOException {
        EMULATOR.emulator().cloud().items(service + '/' + action, 47);
        Set<String> seen = new HashSet<>();
        String at = next.isEmpty() ? position.startsWith("Page") ? "1" : "0" : "''";
        int pages = 0;
        JsonNode page;
        do {
            page = client.call(service, version, action, "{'" + position + "':" + at + ",'" + size + "':10}");
            page.at(list).forEach(item -> assertThat(seen.add(item.toString())).isTrue());
            pages++;
            at = !next.isEmpty()
                    ? "'" + page.path(next).asText() + "'"
                    : Integer.toString(position.startsWith("Page") ? pages + 1 : pages * 10);
            if (!end.isEmpty()) {
                assertThat(page.path(end).asBoolean()).isEqualTo(end.equals("ListOver") == (pages == 5));
            }
        } while (pages < 5);
        assertThat(seen).hasSize(47);
        assertThat(next.isEmpty() || page.path(next).asText().isEmpty()).isTrue();
    }

    @Test
    void newAlarmsComeFirst() throws IOException {
        EMULATOR.emulator().cloud().items("monitor/DescribeAlarmHistories", 3);
        String call = "{'Module':'monitor','PageSize':2}";
        JsonNode before = client.call("monitor", "2018-07-24", "DescribeAlarmHistories", call);
        EMULATOR.emulator().cloud().items("monitor/DescribeAlarmHistories", 4);
        JsonNode after = client.call("monitor", "2018-07-24", "DescribeAlarmHistories", call);
        assertThat(before.at("/Histories/0/AlarmId").asText()).isEqualTo("alarm-2");
        assertThat(after.at("/Histories/0/AlarmId").asText()).isEqualTo("alarm-3");
    }

    @Test
    void aRepeatedClientTokenReturnsTheSameInstances() throws IOException {
        String run = "{'InstanceCount':2,'ClientToken':'order-4711'}";
        JsonNode first = client.cvm("RunInstances", run);
        List<String> ids = recorded().ids();
        JsonNode again = client.cvm("RunInstances", run);
        assertThat(again.path("InstanceIdSet"))
                .isEqualTo(first.path("InstanceIdSet"))
                .hasSize(2);
        assertThat(again.path("RequestId")).isNotEqualTo(first.path("RequestId"));
        assertThat(recorded().ids()).isEqualTo(ids).hasSize(2);
        assertThat(client.cvm("RunInstances", "{}").path("InstanceIdSet")).hasSize(1);
        assertThat(client.cvm("DescribeInstances", "{}").path("TotalCount").asInt())
                .isEqualTo(25 + 3);
        assertThat(code(client.cvm("RunInstances", "{'DryRun':true}"))).isEqualTo("DryRunOperation");
        assertThat(code(client.cvm("RunInstances", "{'ClientToken':'" + "x".repeat(65) + "'}")))
                .isEqualTo("InvalidClientToken.TooLong");
    }

    @Test
    void concurrentCallsWithOneClientTokenExecuteOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<JsonNode>> calls =
                    Collections.nCopies(40, () -> client.cvm("RunInstances", "{'ClientToken':'once'}")
                            .path("InstanceIdSet"));
            Set<JsonNode> answers = new HashSet<>();
            for (Future<JsonNode> call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
            assertThat(answers).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(client.cvm("DescribeInstances", "{}").path("TotalCount").asInt())
                .isEqualTo(26);
    }

    @Test
    void addressesAreAllocatedBoundAndReleased() throws IOException {
        String id = client.vpc("AllocateAddresses", "{'AddressCount':2}")
                .at("/AddressSet/0")
                .asText();
        assertThat(recorded().ids()).hasSize(2).contains(id);
        String bind = "{'AddressId':'" + id + "','InstanceId':'ins-1'}";
        assertThat(client.vpc("AssociateAddress", bind).path("TaskId").asText()).isNotEmpty();
        assertThat(code(client.vpc("AssociateAddress", bind))).isEqualTo("InvalidAddressIdStatus.NotPermit");
        JsonNode bound =
                client.vpc("DescribeAddresses", "{'AddressIds':['" + id + "']}").at("/AddressSet/0");
        assertThat(bound.path("AddressStatus").asText()).isEqualTo("BIND");
        assertThat(bound.path("InstanceId").asText()).isEqualTo("ins-1");
        String release = "{'AddressIds':['" + id + "']}";
        assertThat(code(client.vpc("ReleaseAddresses", release))).isEqualTo("InvalidAddressIdStatus.NotPermit");
        assertThat(code(client.vpc("DisassociateAddress", "{'AddressId':'" + id + "'}")))
                .isEmpty();
        assertThat(code(client.vpc("ReleaseAddresses", release))).isEmpty();
        assertThat(code(client.vpc("DescribeAddresses", release))).isEqualTo("InvalidAddressId.NotFound");
        assertThat(client.vpc("DescribeAddresses", "{}").path("TotalCount").asInt())
                .isEqualTo(1);
    }

    private JsonNode old(String action, String... pairs) throws IOException {
        Map<String, String> parameters = new HashMap<>(Map.of("Action", action, "Region", "gz"));
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return client.json(client.v1("GET", "/v2/index.php", "HmacSHA1", parameters));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "eip.api.qcloud.com"})
    void theLegacyModuleSharesTheAddresses(String host) throws IOException {
        client.host = host;
        JsonNode made = old("TransformWanIpToEip", "unInstanceId", "ins-1");
        assertThat(made.path("code").asInt(-1)).isZero();
        assertThat(recorded().operation()).isEqualTo("eip/TransformWanIpToEip");
        JsonNode listed = old("DescribeEip", "limit", "10");
        assertThat(listed.path("codeDesc").asText()).isEqualTo("Success");
        assertThat(listed.at("/data/totalCount").asInt()).isEqualTo(1);
        String id = listed.at("/data/eipSet/0/eipId").asText();
        assertThat(old("DeleteEip", "eipIds.0", id).path("code").asInt()).isEqualTo(5100);
        assertThat(old("EipUnBindInstance", "eipId", id).path("code").asInt(-1)).isZero();
        assertThat(old("EipBindInstance", "eipId", id, "unInstanceId", "ins-2")
                        .path("code")
                        .asInt(-1))
                .isZero();
        assertThat(old("EipUnBindInstance", "eipId", id).path("code").asInt(-1)).isZero();
        assertThat(old("DeleteEip", "eipIds.0", id).path("code").asInt(-1)).isZero();
        assertThat(old("EipUnBindInstance", "eipId", id).path("code").asInt()).isEqualTo(5000);
        assertThat(old("DescribeEip").at("/data/totalCount").asInt(-1)).isZero();
    }

    @Test
    void eachGenerationOfLegacyAddressesHasItsEnvelope() throws IOException {
        client.host = "eip.api.qcloud.com";
        Map<String, String> second = Map.of("Action", "DescribeAddresses", "Version", "2017-03-12");
        JsonNode answer = client.json(client.v1("POST", "/v2/index.php", "HmacSHA256", second));
        assertThat(answer.at("/Response/TotalCount").asInt(-1)).isZero();
        assertThat(recorded().operation()).isEqualTo("vpc/DescribeAddresses");
        client.secretKey = "wrong";
        assertThat(client.refusal(client.v1("GET", "/v2/index.php", "HmacSHA256", second)))
                .isEqualTo("InvalidParameter.SignatureFailure");
        assertThat(old("DescribeEip").path("code").asInt()).isEqualTo(4100);
        client.secretKey = EmulatorOptions.CLOUD.key();
        assertThat(old("DescribeEip", "Nonce", "4711").path("code").asInt(-1)).isZero();
        assertThat(old("DescribeEip", "Nonce", "4711").path("code").asInt()).isEqualTo(4500);
        assertThat(old("DescribeEip", "Timestamp", "1700000000").path("code").asInt())
                .isEqualTo(4200);
        client.secretId = "AKIDnobody";
        assertThat(old("DescribeEip").path("code").asInt()).isEqualTo(4104);
        assertThat(recorded().code()).isEqualTo("4104");
    }

    @Test
    void theCallerIdentityDependsOnTheKey() throws IOException {
        JsonNode user = client.call("sts", "2018-08-13", "GetCallerIdentity", "{}");
        assertThat(user.path("Type").asText()).isEqualTo("CAMUser");
        JsonNode role = client.call(
                "sts", "2018-08-13", "AssumeRole", "{'RoleArn':'qcs::cam::uin/1:roleName/x','RoleSessionName':'me'}");
        assertThat(recorded().ids())
                .containsExactly(role.at("/Credentials/TmpSecretId").asText());
        client.secretId = role.at("/Credentials/TmpSecretId").asText();
        client.secretKey = role.at("/Credentials/TmpSecretKey").asText();
        client.token = role.at("/Credentials/Token").asText();
        assertThat(client.call("sts", "2018-08-13", "GetCallerIdentity", "{}")
                        .path("Type")
                        .asText())
                .isEqualTo("CAMRole");
        assertThat(code(client.call("sts", "2018-08-13", "AssumeRole", "{'RoleArn':'x','RoleSessionName':'me'}")))
                .isEqualTo("InvalidParameter.ParamError");
    }

    @Test
    void otherActionsAreAcceptedWithAConfigurableAnswer() throws IOException {
        JsonNode plain = client.call("cls", "2020-10-16", "SearchLog", "{'Query':'*'}");
        assertThat(plain.properties()).extracting(Map.Entry::getKey).containsExactly("RequestId");
        assertThat(recorded().ids()).containsExactly(plain.path("RequestId").asText());
        EMULATOR.emulator().cloud().answer("cls/SearchLog", "{\"ListOver\":true,\"Results\":[]}");
        assertThat(client.call("cls", "2020-10-16", "SearchLog", "{}")
                        .path("ListOver")
                        .asBoolean())
                .isTrue();
        assertThat(code(client.call("cls", "2020-10-16", "searchLog", "{}"))).isEqualTo("InvalidAction");
        assertThat(code(client.call("cvm", "2018-03-12", "DescribeInstances", "{}")))
                .isEqualTo("InvalidAction");
        assertThat(code(client.call("cvm", "today", "DescribeInstances", "{}"))).isEqualTo("NoSuchVersion");
    }

    @Test
    void flatParametersBecomeLists() throws IOException {
        Map<String, String> parameters = new HashMap<>(Map.of("Action", "DescribeInstances", "Version", "2017-03-12"));
        List<String> requested = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            parameters.put("InstanceIds." + i, "ins-000000000" + i % 10);
            requested.add("ins-000000000" + i % 10);
        }
        JsonNode set =
                client.json(client.v1("GET", "/", "HmacSHA256", parameters)).at("/Response/InstanceSet");
        assertThat(set.valueStream()
                        .map(item -> item.path("InstanceId").asText())
                        .toList())
                .isEqualTo(requested.stream().distinct().toList());
        parameters.put("InstanceIds", "both");
        assertThat(client.refusal(client.v1("GET", "/", "HmacSHA256", parameters)))
                .isEqualTo("InvalidParameter");
        parameters.remove("InstanceIds");
        parameters.put("A" + ".a".repeat(5000), "deep");
        assertThat(client.refusal(client.v1("POST", "/", "HmacSHA256", parameters)))
                .isEqualTo("InvalidParameter");
    }
}
