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
package io.github.cameltencent.emulator.tpns.state;

import io.github.cameltencent.emulator.engine.BoundedMap;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tags of the devices of an application. */
public final class TpnsTags {

    private static final int PER_TOKEN = 100;
    private static final int PER_APP = 10_000;

    private final Map<String, Set<String>> byToken;
    private final Map<String, Integer> uses = new HashMap<>();

    TpnsTags(int mostTokens) {
        byToken = new BoundedMap<>(mostTokens);
    }

    public void add(String token, Collection<String> tags) {
        Set<String> own = byToken.computeIfAbsent(token, unused -> new LinkedHashSet<>());
        for (String tag : tags) {
            if (own.contains(tag)) {
                continue;
            }
            if (own.size() >= PER_TOKEN) {
                throw TpnsErrorException.invalid("tag_list", "would give the token more than " + PER_TOKEN + " tags");
            }
            if (!uses.containsKey(tag) && uses.size() >= PER_APP) {
                throw TpnsErrorException.invalid(
                        "tag_list", "would give the application more than " + PER_APP + " tags");
            }
            own.add(tag);
            uses.merge(tag, 1, Integer::sum);
        }
    }

    public void remove(String token, Collection<String> tags) {
        Set<String> own = byToken.get(token);
        if (own == null) {
            return;
        }
        for (String tag : tags) {
            if (own.remove(tag)) {
                uses.computeIfPresent(tag, (name, number) -> number == 1 ? null : number - 1);
            }
        }
    }

    public void removeAll(String token) {
        remove(token, of(token));
    }

    /** Replaces the tags of the same categories if every new tag has one; otherwise replaces all. */
    public void replace(String token, List<String> tags) {
        boolean byCategory = tags.stream().allMatch(tag -> tag.indexOf(':') > 0);
        Set<String> categories = new LinkedHashSet<>();
        tags.forEach(tag -> categories.add(category(tag)));
        List<String> removed = of(token).stream()
                .filter(tag -> !byCategory || categories.contains(category(tag)))
                .toList();
        remove(token, removed);
        add(token, tags);
    }

    public void removeEverywhere(Collection<String> tags) {
        byToken.keySet().forEach(token -> remove(token, tags));
    }

    List<String> of(String token) {
        return List.copyOf(byToken.getOrDefault(token, Set.of()));
    }

    private static String category(String tag) {
        int colon = tag.indexOf(':');
        return colon < 0 ? "" : tag.substring(0, colon);
    }
}
