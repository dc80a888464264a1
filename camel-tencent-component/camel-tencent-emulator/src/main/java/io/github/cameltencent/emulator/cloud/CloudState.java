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
package io.github.cameltencent.emulator.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All that the Cloud API remembers between calls, and what tests told it to be like. Thread-safe, bounded. */
final class CloudState {

    private final Map<String, Long> items = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    final Instances instances;
    final Addresses addresses;
    final ClientTokens clientTokens = new ClientTokens();
    private volatile ChatPlan chat = ChatPlan.DEFAULT;

    CloudState(UniqueIds ids) {
        instances = new Instances(ids);
        addresses = new Addresses(ids);
    }

    long items(String operation, long otherwise) {
        return items.getOrDefault(operation, otherwise);
    }

    void items(String operation, Long count) {
        items.put(operation, count);
    }

    ObjectNode answer(String operation) {
        return answers.get(operation);
    }

    void answer(String operation, ObjectNode response) {
        answers.put(operation, response);
    }

    ChatPlan chat() {
        return chat;
    }

    void chat(ChatPlan plan) {
        chat = plan;
    }

    void reset() {
        items.clear();
        answers.clear();
        instances.clear();
        addresses.clear();
        clientTokens.clear();
        chat = ChatPlan.DEFAULT;
    }
}
