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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The state of the Cloud API and its test settings. Thread-safe and bounded. */
public final class CloudState {

    private final Map<String, Long> items = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    final VirtualMachines instances;
    final ElasticAddresses addresses;
    final ClientTokenCache clientTokens = new ClientTokenCache();
    private volatile ChatStreamSettings chat = ChatStreamSettings.DEFAULT;

    public CloudState(UniqueIdGenerator ids) {
        instances = new VirtualMachines(ids);
        addresses = new ElasticAddresses(ids);
    }

    public long items(String operation, long defaultValue) {
        return items.getOrDefault(operation, defaultValue);
    }

    public void items(String operation, Long count) {
        items.put(operation, count);
    }

    public ObjectNode answer(String operation) {
        return answers.get(operation);
    }

    public void answer(String operation, ObjectNode response) {
        answers.put(operation, response);
    }

    public ChatStreamSettings chat() {
        return chat;
    }

    public void chat(ChatStreamSettings plan) {
        chat = plan;
    }

    public void reset() {
        items.clear();
        answers.clear();
        instances.clear();
        addresses.clear();
        clientTokens.clear();
        chat = ChatStreamSettings.DEFAULT;
    }
}
