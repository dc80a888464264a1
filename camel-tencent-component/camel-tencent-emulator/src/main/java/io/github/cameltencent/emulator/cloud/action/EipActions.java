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
import io.github.cameltencent.emulator.cloud.request.Parameters;
import io.github.cameltencent.emulator.engine.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Actions on elastic addresses in the legacy module {@code eip}. */
final class EipActions {

    private final ElasticAddresses addresses;
    private final AtomicLong requests = new AtomicLong(6000);

    EipActions(ElasticAddresses addresses) {
        this.addresses = addresses;
    }

    CloudResult describe(CloudContext context) {
        Parameters parameters = context.parameters();
        List<String> requested = parameters.list("eipIds");
        long offset = parameters.number("offset", 0, 0, Integer.MAX_VALUE);
        long limit = parameters.number("limit", 20, 0, 100);
        List<Address> found = addresses.all().stream()
                .filter(address -> requested.isEmpty() || requested.contains(address.id()))
                .toList();
        ObjectNode data = Json.object().put("totalCount", found.size());
        ArrayNode set = data.putArray("eipSet");
        found.stream().skip(offset).limit(limit).forEach(address -> set.addObject()
                .put("eipId", address.id())
                .put("eip", address.ip())
                .put("status", address.bound() ? 2 : 4)
                .put("unInstanceId", address.instanceId()));
        return CloudResult.of(Json.object().set("data", data));
    }

    CloudResult create(CloudContext context) {
        long count = context.parameters().number("goodsNum", 1, 1, 100);
        ObjectNode data = Json.object();
        ArrayNode made = data.putArray("eipIds");
        for (int i = 0; i < count; i++) {
            made.add(created("").id());
        }
        List<String> ids = new ArrayList<>();
        made.forEach(id -> ids.add(id.asText()));
        return CloudResult.of(Json.object().set("data", data), ids);
    }

    CloudResult bind(CloudContext context) {
        String instance = context.parameters().required("unInstanceId");
        String id = context.parameters().required("eipId");
        return addresses.locked(() -> {
            Address address = requireExisting(id);
            if (address.bound() || addresses.isTaken(instance)) {
                throw new CloudErrorException("FailedOperation", id + " or " + instance + " is bound already");
            }
            addresses.bind(address, instance);
            return done(List.of(id));
        });
    }

    CloudResult unbind(CloudContext context) {
        String id = context.parameters().required("eipId");
        return addresses.locked(() -> {
            Address address = requireExisting(id);
            if (!address.bound()) {
                throw new CloudErrorException("FailedOperation", id + " is bound to nothing");
            }
            addresses.bind(address, "");
            return done(List.of(id));
        });
    }

    CloudResult transform(CloudContext context) {
        String instance = context.parameters().required("unInstanceId");
        return addresses.locked(() -> {
            if (addresses.isTaken(instance)) {
                throw new CloudErrorException("FailedOperation", instance + " has an address already");
            }
            return done(List.of(created(instance).id()));
        });
    }

    CloudResult delete(CloudContext context) {
        List<String> requested = context.parameters().list("eipIds");
        if (requested.isEmpty()) {
            throw CloudErrorException.missing("eipIds");
        }
        return addresses.locked(() -> {
            for (String id : requested) {
                if (requireExisting(id).bound()) {
                    throw new CloudErrorException("FailedOperation", id + " is bound");
                }
            }
            requested.forEach(addresses::remove);
            return done(requested);
        });
    }

    private Address created(String instance) {
        Address address = addresses.create(instance);
        if (address == null) {
            throw new CloudErrorException("LimitExceeded", "there are " + ElasticAddresses.MAX + " addresses");
        }
        return address;
    }

    private Address requireExisting(String id) {
        Address address = addresses.get(id);
        if (address == null) {
            throw new CloudErrorException("ResourceNotFound", id + " does not exist");
        }
        return address;
    }

    private CloudResult done(List<String> ids) {
        ObjectNode body = Json.object();
        body.putObject("data").put("requestId", requests.incrementAndGet());
        return CloudResult.of(body, ids);
    }
}
