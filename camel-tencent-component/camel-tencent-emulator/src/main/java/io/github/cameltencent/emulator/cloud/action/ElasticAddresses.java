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
import io.github.cameltencent.emulator.cloud.request.UniqueIdGenerator;
import io.github.cameltencent.emulator.engine.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The elastic addresses and their bindings. Every operation holds one lock for a short time. */
final class ElasticAddresses {

    static final int MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final UniqueIdGenerator ids;
    private final Map<String, Address> addresses = new LinkedHashMap<>();
    private int number;

    ElasticAddresses(UniqueIdGenerator ids) {
        this.ids = ids;
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Creates an address; null if there are too many. */
    Address create(String instanceId) {
        return locked(() -> {
            if (addresses.size() >= MAX) {
                return null;
            }
            Address address = new Address("eip-" + ids.word(8), ip(number++), instanceId);
            addresses.put(address.id, address);
            return address;
        });
    }

    Address get(String id) {
        return locked(() -> addresses.get(id));
    }

    /** Binds an address to an instance; "" unbinds it. */
    void bind(Address address, String instanceId) {
        locked(() -> addresses.put(address.id(), new Address(address.id(), address.ip(), instanceId)));
    }

    boolean isTaken(String instanceId) {
        return locked(() -> addresses.values().stream().anyMatch(a -> a.instanceId.equals(instanceId)));
    }

    void remove(String id) {
        locked(() -> addresses.remove(id));
    }

    List<Address> all() {
        return locked(() -> new ArrayList<>(addresses.values()));
    }

    void clear() {
        locked(() -> {
            addresses.clear();
            number = 0;
            return null;
        });
    }

    /** A generated address, by its index. */
    static Address generated(long index) {
        String number = Long.toString(index);
        return new Address("eip-" + "0".repeat(Math.max(0, 8 - number.length())) + number, ip(index), "");
    }

    /** An IP address from the block reserved for benchmarks. */
    private static String ip(long index) {
        return "198." + (18 + (index >> 16) % 2) + '.' + ((index >> 8) & 255) + '.' + (index & 255);
    }

    /** An elastic address; instanceId is "" while it is not bound. */
    record Address(String id, String ip, String instanceId) {

        boolean bound() {
            return !instanceId.isEmpty();
        }

        ObjectNode json() {
            ObjectNode json = Json.object()
                    .put("AddressId", id)
                    .put("AddressName", id)
                    .put("AddressIp", ip)
                    .put("AddressStatus", bound() ? "BIND" : "UNBIND")
                    .put("AddressType", "EIP")
                    .put("CreatedTime", "2026-01-01T00:00:00Z")
                    .put("IsArrears", false);
            return bound() ? json.put("InstanceId", instanceId) : json.putNull("InstanceId");
        }
    }
}
