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
package io.github.cameltencent.im;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

/** Creates the requests of a call: adds the random number if it is missing, and splits a list that is too long. */
final class ImPartFactory {

    private static final List<String> TARGETS = List.of("To_Account", "GroupId");

    private final String endpoint;
    private final String command;
    private final ImFacts.Operation operation;
    private final ImCalls calls;

    ImPartFactory(String endpoint, String command, ImCalls calls) {
        this.endpoint = endpoint;
        this.command = command;
        this.operation = calls.facts().operation(command);
        this.calls = calls;
    }

    /**
     * Creates the requests for a body.
     *
     * @param key the idempotency key, null for none
     * @throws TencentException REJECTED if the command has a random number or a list to split, and the body is not a JSON
     *     object
     */
    List<ImPart> of(Exchange exchange, byte[] body, String key) {
        if (operation.random() == null && operation.split() == null) {
            return List.of(new ImPart(body, null, List.of()));
        }
        ObjectNode root = ImJson.object(body);
        if (root == null) {
            throw TencentException.of(
                            Outcome.REJECTED,
                            "BODY_NOT_JSON",
                            "the body of " + command
                                    + " must be a JSON object; to send text, set CamelTencentToAccount or CamelTencentGroupId")
                    .build();
        }
        List<List<String>> chunks = chunks(root);
        if (!chunks.isEmpty()) {
            return split(exchange, body, key, root, chunks);
        }
        return List.of(part(exchange, body, key, root));
    }

    private ImPart part(Exchange exchange, byte[] body, String key, ObjectNode root) {
        if (operation.random() == null) {
            return new ImPart(body, null, List.of());
        }
        List<String> targets = targets(root);
        MsgRandomState state =
                MsgRandoms.find(exchange, endpoint, identity(body, key), () -> random(root, key, targets));
        if (hasRandom(root)) {
            return new ImPart(body, state, targets);
        }
        root.put(operation.random(), state.random());
        return new ImPart(ImJson.bytes(root), state, targets);
    }

    private List<ImPart> split(Exchange exchange, byte[] body, String key, ObjectNode root, List<List<String>> chunks) {
        List<ImPart> parts = new ArrayList<>(chunks.size());
        for (List<String> chunk : chunks) {
            ObjectNode one = root.deepCopy();
            ArrayNode names = one.putArray(operation.split());
            chunk.forEach(names::add);
            // a random number of the user would be the same for all parts
            String own = hasRandom(root) ? root.get(operation.random()).asText() : key;
            byte[] identity = identity(body, key + "\n" + chunk.get(0));
            MsgRandomState state = MsgRandoms.find(
                    exchange,
                    endpoint,
                    identity,
                    () -> own == null ? calls.random() : MsgRandoms.derive(own, command, chunk));
            one.put(operation.random(), state.random());
            parts.add(new ImPart(ImJson.bytes(one), state, chunk));
        }
        return parts;
    }

    private long random(ObjectNode root, String key, List<String> targets) {
        if (hasRandom(root)) {
            return root.get(operation.random()).asLong();
        }
        return key == null ? calls.random() : MsgRandoms.derive(key, command, targets);
    }

    private boolean hasRandom(ObjectNode root) {
        return root.hasNonNull(operation.random());
    }

    private static byte[] identity(byte[] body, String key) {
        byte[] text = ("\n" + key).getBytes(StandardCharsets.UTF_8);
        byte[] identity = new byte[body.length + text.length];
        System.arraycopy(body, 0, identity, 0, body.length);
        System.arraycopy(text, 0, identity, body.length, text.length);
        return identity;
    }

    private List<List<String>> chunks(ObjectNode root) {
        JsonNode list = operation.split() == null ? null : root.get(operation.split());
        if (list == null || !list.isArray() || list.size() <= operation.size()) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        list.forEach(each -> names.add(name(each)));
        List<String> once = List.copyOf(names);
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < once.size(); from += operation.size()) {
            chunks.add(once.subList(from, Math.min(from + operation.size(), once.size())));
        }
        return chunks;
    }

    private String name(JsonNode each) {
        if (!each.isTextual() && !each.isNumber()) { // its text would be taken for a user id
            throw TencentException.of(
                            Outcome.REJECTED,
                            "FIELD_INVALID",
                            "the field " + operation.split() + " of the body must contain only text")
                    .build();
        }
        return each.asText();
    }

    /** Returns the recipients. */
    private static List<String> targets(ObjectNode root) {
        List<String> targets = new ArrayList<>();
        for (String name : TARGETS) {
            JsonNode target = root.path(name);
            if (target.isArray()) {
                target.forEach(each -> targets.add(each.asText()));
            } else if (!target.isMissingNode()) {
                targets.add(target.asText());
            }
        }
        return targets;
    }
}
