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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.cloud.action.ElasticAddresses.Address;
import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.engine.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Actions on elastic addresses in version vpc 2017-03-12. */
final class AddressActions {

    private final ElasticAddresses addresses;
    private final AtomicLong tasks = new AtomicLong(1000);

    AddressActions(ElasticAddresses addresses) {
        this.addresses = addresses;
    }

    CloudResult allocate(CloudContext context) {
        long count = context.parameters().number("AddressCount", 1, 1, 100);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Address address = addresses.create("");
            if (address == null) {
                throw new CloudErrorException(
                        "AddressQuotaLimitExceeded", "there are " + ElasticAddresses.MAX + " addresses");
            }
            made.add(address.id());
        }
        ObjectNode body = Json.object();
        made.forEach(body.putArray("AddressSet")::add);
        return CloudResult.of(body.put("TaskId", task()), made);
    }

    CloudResult associate(CloudContext context) {
        String id = context.parameters().required("AddressId");
        String instance = context.parameters().text("InstanceId");
        String target = instance.isEmpty() ? context.parameters().required("NetworkInterfaceId") : instance;
        return addresses.locked(() -> {
            Address address = requireExisting(id);
            if (address.bound()) {
                throw new CloudErrorException(
                        "InvalidAddressIdStatus.NotPermit", id + " is bound to " + address.instanceId());
            }
            if (addresses.isTaken(target)) {
                throw new CloudErrorException("InvalidInstanceId.AlreadyBindEip", target + " has an address");
            }
            addresses.bind(address, target);
            return done(List.of(id));
        });
    }

    CloudResult disassociate(CloudContext context) {
        String id = context.parameters().required("AddressId");
        return addresses.locked(() -> {
            Address address = requireExisting(id);
            if (!address.bound()) {
                throw new CloudErrorException("InvalidAddressIdStatus.NotPermit", id + " is bound to nothing");
            }
            addresses.bind(address, "");
            return done(List.of(id));
        });
    }

    CloudResult release(CloudContext context) {
        List<String> requested = context.parameters().list("AddressIds");
        if (requested.isEmpty()) {
            throw CloudErrorException.missing("AddressIds");
        }
        return addresses.locked(() -> {
            for (String id : requested) {
                if (requireExisting(id).bound()) {
                    throw new CloudErrorException("InvalidAddressIdStatus.NotPermit", id + " is bound");
                }
            }
            requested.forEach(addresses::remove);
            return done(requested);
        });
    }

    CloudResult transform(CloudContext context) {
        String instance = context.parameters().required("InstanceId");
        return addresses.locked(() -> {
            if (addresses.isTaken(instance)) {
                throw new CloudErrorException("InvalidInstanceId.AlreadyBindEip", instance + " has an address");
            }
            return done(List.of(addresses.create(instance).id()));
        });
    }

    /** The existing ones among a list of ids. */
    CloudResult existing(List<String> requested) {
        List<Address> found = requested.stream().map(this::requireExisting).toList();
        ObjectNode body = Json.object().put("TotalCount", found.size());
        ArrayNode set = body.putArray("AddressSet");
        found.forEach(address -> set.add(address.json()));
        return CloudResult.of(body);
    }

    private Address requireExisting(String id) {
        if (!id.startsWith("eip-")) {
            throw new CloudErrorException(
                    "InvalidParameterValue.AddressIdMalformed", id + " is not the id of an address");
        }
        Address address = addresses.get(id);
        if (address == null) {
            throw new CloudErrorException("InvalidAddressId.NotFound", id + " does not exist");
        }
        return address;
    }

    private CloudResult done(List<String> ids) {
        return CloudResult.of(Json.object().put("TaskId", task()), ids);
    }

    private String task() {
        return Long.toString(tasks.incrementAndGet());
    }
}
