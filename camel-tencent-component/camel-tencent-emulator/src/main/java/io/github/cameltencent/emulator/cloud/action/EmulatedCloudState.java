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
import io.github.cameltencent.emulator.cloud.request.UniqueIds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All that the Cloud API remembers between calls, and what tests told it to be like. Thread-safe, bounded. */
public final class EmulatedCloudState {

    private final Map<String, Long> items = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    final Instances instances;
    final Addresses addresses;
    final SeenClientTokens clientTokens = new SeenClientTokens();
    private volatile ChatPlan chat = ChatPlan.DEFAULT;

    public EmulatedCloudState(UniqueIds ids) {
        instances = new Instances(ids);
        addresses = new Addresses(ids);
    }

    public long items(String operation, long otherwise) {
        return items.getOrDefault(operation, otherwise);
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

    public ChatPlan chat() {
        return chat;
    }

    public void chat(ChatPlan plan) {
        chat = plan;
    }

    public void reset() {
        items.clear();
        answers.clear();
        instances.clear();
        addresses.clear();
        clientTokens.clear();
        chat = ChatPlan.DEFAULT;
    }
}
