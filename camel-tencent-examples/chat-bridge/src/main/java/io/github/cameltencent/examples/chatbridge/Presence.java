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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * Who of the room's members is in the chat, as far as the chat tells: it tells of users who follow the account and whom the
 * account follows, when they come and go. Until then they count as away. Thread-safe.
 */
final class Presence {

    private final Set<Long> members;
    private final Set<Long> here = ConcurrentHashMap.newKeySet();

    /**
     * The members of a room.
     *
     * @param members but for the bridge's own account
     */
    Presence(Set<Long> members) {
        this.members = Set.copyOf(members);
    }

    /** Takes note of an event of the chat. */
    void note(Exchange exchange) {
        Map<?, ?> event = exchange.getMessage().getBody(Map.class);
        Map<?, ?> user = (Map<?, ?>) event.get("user");
        Map<?, ?> params = (Map<?, ?>) event.get("params");
        Long id = (Long) user.get("userId");
        if ("online".equals(params.get("status"))) {
            here.add(id);
        } else {
            here.remove(id);
        }
    }

    /** The accounts of those who are away, but for who said it. */
    List<String> away(Long speaker) {
        return members.stream()
                .filter(member -> !here.contains(member) && !member.equals(speaker))
                .sorted()
                .map(String::valueOf)
                .toList();
    }

    int here() {
        return here.size();
    }
}
