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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The accounts bound to each device: one of each type. */
public final class TpnsAccounts {

    private final Map<String, Map<Long, String>> byToken;
    private final Map<Account, Set<String>> byAccount;

    TpnsAccounts(int max) {
        byToken = new BoundedMap<>(max);
        byAccount = new BoundedMap<>(max);
    }

    /** An account with its type. */
    public record Account(String name, long type) {}

    public void replace(String token, List<Account> accounts) {
        removeAll(token);
        for (Account account : accounts) {
            String before = byToken.computeIfAbsent(token, unused -> new LinkedHashMap<>())
                    .put(account.type, account.name);
            if (before != null) {
                forget(new Account(before, account.type), token);
            }
            byAccount.computeIfAbsent(account, unused -> new LinkedHashSet<>()).add(token);
        }
    }

    public boolean remove(String token, Account account) {
        Map<Long, String> own = byToken.get(token);
        if (own == null || !own.remove(account.type, account.name)) {
            return false;
        }
        forget(account, token);
        return true;
    }

    public boolean removeAll(String token) {
        Map<Long, String> own = byToken.remove(token);
        if (own == null) {
            return false;
        }
        own.forEach((type, name) -> forget(new Account(name, type), token));
        return true;
    }

    public boolean removeEverywhere(Account account) {
        Set<String> tokens = byAccount.remove(account);
        if (tokens == null) {
            return false;
        }
        for (String token : tokens) {
            Map<Long, String> own = byToken.get(token);
            if (own != null) {
                own.remove(account.type, account.name);
            }
        }
        return true;
    }

    public List<String> tokensOf(Account account) {
        return List.copyOf(byAccount.getOrDefault(account, Set.of()));
    }

    public List<String> accountsOf(String token) {
        return List.copyOf(byToken.getOrDefault(token, Map.of()).values());
    }

    private void forget(Account account, String token) {
        byAccount.computeIfPresent(account, (key, tokens) -> {
            tokens.remove(token);
            return tokens.isEmpty() ? null : tokens;
        });
    }
}
