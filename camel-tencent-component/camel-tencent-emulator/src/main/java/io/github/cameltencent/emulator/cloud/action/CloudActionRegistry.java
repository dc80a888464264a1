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

import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The actions that the emulator implements. All others are accepted without effect. Immutable once built. */
public final class CloudActionRegistry {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]{1,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, String> services = new HashMap<>();

    void add(String service, String version, String action, CloudAction work) {
        entries.put(service + '/' + action, new Entry(version, work));
        services.putIfAbsent(action, service);
    }

    /** The service and action of a request, such as "cvm/DescribeInstances"; "" without an action. */
    public String operation(ReceivedCloudCall call, String scope) {
        if (!NAME.matcher(call.action).matches()) {
            return "";
        }
        String service = service(call, scope);
        // some modules of the legacy addresses are now part of a product
        boolean moved = service.equals("eip") && !call.isFlat();
        return (moved ? "vpc" : service) + '/' + call.action;
    }

    /** The service name; a loopback host does not name it, and some clients then sign for the service "127". */
    private String service(ReceivedCloudCall call, String scope) {
        if (!call.isLoopback()) {
            return call.firstLabel();
        }
        if (!scope.isEmpty()
                && !scope.equals(call.firstLabel())
                && !NUMBER.matcher(scope).matches()) {
            return scope;
        }
        return services.getOrDefault(call.action, "unknown");
    }

    /** The implementation of an action; null if it has none. */
    public CloudAction find(ReceivedCloudCall call, String operation) {
        if (operation.isEmpty()) {
            throw new CloudErrorException("InvalidAction", "an action must be a name in upper camel case");
        }
        Entry entry = entries.get(operation);
        if (entry == null || entry.version.equals(call.version)) {
            return entry == null ? null : entry.work;
        }
        if (call.version.isEmpty()) {
            return null;
        }
        String words = operation + " is of version " + entry.version + ", not " + call.version;
        throw new CloudErrorException("InvalidAction", words);
    }

    private record Entry(String version, CloudAction work) {}
}
