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
import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.cloud.request.Parameters;
import io.github.cameltencent.emulator.cloud.request.UniqueIdGenerator;
import io.github.cameltencent.emulator.engine.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Virtual machines: generated ones by index, and those created by RunInstances. */
final class VirtualMachines {

    private static final String MADE_UP = "ins-0";
    private static final int MAX = 1000;

    private final UniqueIdGenerator ids;
    private final List<String> created = new CopyOnWriteArrayList<>();

    VirtualMachines(UniqueIdGenerator ids) {
        this.ids = ids;
    }

    /** Creates virtual machines. */
    CloudResult run(CloudContext context) {
        Parameters parameters = context.parameters();
        long count = parameters.number("InstanceCount", 1, 1, 100);
        if (parameters.flag("DryRun")) {
            throw new CloudErrorException("DryRunOperation", "the request would have succeeded");
        }
        if (created.size() + count > MAX) {
            throw new CloudErrorException(
                    "LimitExceeded.InstanceQuota", "the emulator runs " + MAX + " instances at most");
        }
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add("ins-" + 'x' + ids.word(7));
        }
        created.addAll(made);
        ObjectNode body = Json.object();
        made.forEach(body.putArray("InstanceIdSet")::add);
        return CloudResult.of(body, made);
    }

    void clear() {
        created.clear();
    }

    /** The number of machines created by RunInstances. */
    int createdCount() {
        return created.size();
    }

    ObjectNode item(long index, long generated) {
        int later = (int) (index - generated);
        return item(index < generated ? idOf(index) : created.get(Math.min(later, created.size() - 1)));
    }

    /** The existing ones among a list of ids. */
    CloudResult existing(List<String> requested, long generated) {
        ObjectNode body = Json.object();
        List<String> found = requested.stream()
                .distinct()
                .filter(id -> exists(id, generated))
                .toList();
        body.put("TotalCount", found.size());
        ArrayNode set = body.putArray("InstanceSet");
        found.forEach(id -> set.add(item(id)));
        return CloudResult.of(body);
    }

    private boolean exists(String id, long generated) {
        return id.matches(MADE_UP + "[0-9]{9}")
                ? Long.parseLong(id.substring(MADE_UP.length())) < generated
                : created.contains(id);
    }

    private static String idOf(long index) {
        String number = Long.toString(index);
        return MADE_UP + "0".repeat(9 - number.length()) + number;
    }

    private static ObjectNode item(String id) {
        ObjectNode item = Json.object()
                .put("InstanceId", id)
                .put("InstanceName", "instance " + id.substring(4))
                .put("InstanceState", "RUNNING")
                .put("InstanceType", "S5.MEDIUM4")
                .put("CPU", 2)
                .put("Memory", 4)
                .put("CreatedTime", "2026-01-01T00:00:00Z");
        item.putObject("Placement").put("Zone", "ap-guangzhou-3").put("ProjectId", 0);
        item.putNull("ExpiredTime");
        return item;
    }
}
