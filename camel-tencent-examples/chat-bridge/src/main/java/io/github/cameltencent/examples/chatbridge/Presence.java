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
package io.github.cameltencent.examples.chatbridge;

import io.github.cameltencent.push.PushMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The members of the room who are online. The chat sends presence events only for mutual followers of the account; until the
 * first event, a member counts as offline. Thread-safe.
 */
final class Presence {

    private final Set<Long> members;
    private final Set<Long> online = ConcurrentHashMap.newKeySet();

    /**
     * Creates the presence of a room's members, all of them offline.
     *
     * @param members without the account of the bridge
     */
    Presence(Set<Long> members) {
        this.members = Set.copyOf(members);
    }

    /** Handles a presence event of the chat. */
    void update(Exchange exchange) {
        Map<?, ?> event = exchange.getMessage().getBody(Map.class);
        Map<?, ?> user = (Map<?, ?>) event.get("user");
        Map<?, ?> params = (Map<?, ?>) event.get("params");
        Long id = (Long) user.get("userId");
        if ("online".equals(params.get("status"))) {
            online.add(id);
        } else {
            online.remove(id);
        }
    }

    /** The accounts of the members who are offline, without the sender. */
    List<String> offline(Long sender) {
        return members.stream()
                .filter(member -> !online.contains(member) && !member.equals(sender))
                .sorted()
                .map(String::valueOf)
                .toList();
    }

    /** Replaces a message by the push for the members who are offline; null if there are none. */
    void toPush(Exchange exchange) {
        Message message = exchange.getMessage();
        List<String> accounts = offline(message.getHeader(RoomRoutes.SENDER, Long.class));
        message.setBody(
                accounts.isEmpty()
                        ? null
                        : PushMessage.builder()
                                .accounts(accounts.toArray(String[]::new))
                                .title("In the room")
                                .content(message.getBody(String.class))
                                .build());
    }

    int online() {
        return online.size();
    }
}
