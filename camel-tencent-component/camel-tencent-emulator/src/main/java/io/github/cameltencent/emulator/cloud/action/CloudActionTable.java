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
package io.github.cameltencent.emulator.cloud.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.cloud.action.ElasticAddresses.Address;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.cloud.request.UniqueIdGenerator;
import io.github.cameltencent.emulator.engine.Json;
import java.util.List;

/** Registers the implemented actions. */
public final class CloudActionTable {

    private static final String V2017 = "2017-03-12";
    private static final String STS = "2018-08-13";
    private static final String FIRST_GENERATION = "";

    private final CloudState state;
    private final CloudKeyStore keys;
    private final UniqueIdGenerator ids;

    public CloudActionTable(CloudState state, CloudKeyStore keys, UniqueIdGenerator ids) {
        this.state = state;
        this.keys = keys;
        this.ids = ids;
    }

    public void register(CloudActionRegistry actions) {
        machines(actions);
        addresses(actions);
        oldAddresses(actions);
        roles(actions);
        files(actions);
        ChatActions chat = new ChatActions(state::chat, ids);
        actions.add("hunyuan", "2023-09-01", "ChatCompletions", chat::completions);
        actions.add("lkeap", "2024-05-22", "ChatCompletions", chat::completions);
        Paging.table().forEach(paging -> paged(actions, paging));
    }

    private void machines(CloudActionRegistry actions) {
        actions.add(
                "cvm",
                V2017,
                "RunInstances",
                context -> state.clientTokens.computeOnce(context, () -> state.instances.run(context)));
    }

    private void addresses(CloudActionRegistry actions) {
        AddressActions vpc = new AddressActions(state.addresses);
        actions.add(
                "vpc",
                V2017,
                "AllocateAddresses",
                context -> state.clientTokens.computeOnce(context, () -> vpc.allocate(context)));
        actions.add("vpc", V2017, "AssociateAddress", vpc::associate);
        actions.add("vpc", V2017, "DisassociateAddress", vpc::disassociate);
        actions.add("vpc", V2017, "ReleaseAddresses", vpc::release);
        actions.add("vpc", V2017, "TransformAddress", vpc::transform);
    }

    private void oldAddresses(CloudActionRegistry actions) {
        EipActions eip = new EipActions(state.addresses);
        actions.add("eip", FIRST_GENERATION, "DescribeEip", eip::describe);
        actions.add("eip", FIRST_GENERATION, "CreateEip", eip::create);
        actions.add("eip", FIRST_GENERATION, "EipBindInstance", eip::bind);
        actions.add("eip", FIRST_GENERATION, "EipUnBindInstance", eip::unbind);
        actions.add("eip", FIRST_GENERATION, "TransformWanIpToEip", eip::transform);
        actions.add("eip", FIRST_GENERATION, "DeleteEip", eip::delete);
    }

    private void roles(CloudActionRegistry actions) {
        StsActions sts = new StsActions(keys);
        actions.add("sts", STS, "AssumeRole", sts::assumeRole);
        actions.add("sts", STS, "AssumeRoleWithWebIdentity", sts::assumeRoleWithWebIdentity);
        actions.add("sts", STS, "AssumeRoleWithSAML", sts::assumeRoleWithSaml);
        actions.add("sts", STS, "GetCallerIdentity", sts::callerIdentity);
    }

    private static void files(CloudActionRegistry actions) {
        FileActions files = new FileActions();
        actions.add("cii", "2021-04-08", "UploadMedicalFile", files::form);
        actions.add("cii", "2021-04-08", "DescribeQualityScore", files::form);
        actions.add("cls", "2020-10-16", "UploadLog", files::log);
    }

    private void paged(CloudActionRegistry actions, Paging paging) {
        CloudAction action =
                switch (paging.operation()) {
                    case "cvm/DescribeInstances" -> instances(paging);
                    case "vpc/DescribeAddresses" -> addresses(paging);
                    case "monitor/DescribeAlarmHistories" ->
                        new PagedAction(paging, () -> count(paging), i -> alarm(count(paging) - 1 - i));
                    default -> new PagedAction(paging, () -> count(paging), i -> plain(paging, i));
                };
        actions.add(paging.service(), paging.version(), paging.action(), action);
    }

    private long count(Paging paging) {
        return state.items(paging.operation(), paging.items());
    }

    private CloudAction instances(Paging paging) {
        PagedAction pages = new PagedAction(
                paging,
                () -> count(paging) + state.instances.createdCount(),
                i -> state.instances.item(i, count(paging)));
        return context -> {
            List<String> requested = context.parameters().list("InstanceIds");
            return requested.isEmpty() ? pages.run(context) : state.instances.existing(requested, count(paging));
        };
    }

    private CloudAction addresses(Paging paging) {
        AddressActions vpc = new AddressActions(state.addresses);
        return context -> {
            List<String> requested = context.parameters().list("AddressIds");
            if (!requested.isEmpty()) {
                return vpc.existing(requested);
            }
            long generated = count(paging);
            List<Address> allocated = state.addresses.all();
            return new PagedAction(
                            paging,
                            () -> generated + allocated.size(),
                            i -> i < generated
                                    ? ElasticAddresses.generated(i).json()
                                    : allocated.get((int) (i - generated)).json())
                    .run(context);
        };
    }

    /** The newest alarm comes first, so that a polling client sees new ones at the beginning. */
    private static ObjectNode alarm(long number) {
        return Json.object()
                .put("AlarmId", "alarm-" + number)
                .put("AlarmObject", "instance " + number)
                .put("Content", "CPU utilization > 90 %")
                .put("AlarmStatus", number % 3 == 0 ? "ALARM" : "OK")
                .put("AlarmType", "METRIC")
                .put("FirstOccurTime", 1_767_225_600 + number * 60)
                .put("LastOccurTime", 1_767_225_600 + number * 60);
    }

    private static ObjectNode plain(Paging paging, long number) {
        return Json.object().put("Id", paging.action() + '-' + number).put("Name", "item " + number);
    }
}
