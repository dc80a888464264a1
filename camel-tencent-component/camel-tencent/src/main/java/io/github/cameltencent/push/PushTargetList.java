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
package io.github.cameltencent.push;

import io.github.cameltencent.push.PushResult.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The single targets of a push in their order, without duplicates, split into valid and malformed ones.
 *
 * @param valid the targets that are sent
 * @param refused the malformed targets
 */
public record PushTargetList(List<String> valid, List<Rejection> refused) {

    private static final int MAX_TOKEN = 36;

    public static PushTargetList of(BoundPush push, int maxTargets) {
        List<String> named = push.targets();
        List<String> valid = new ArrayList<>(named.size());
        List<Rejection> refused = new ArrayList<>(0);
        boolean token = push.audience() == Audience.TOKEN;
        for (String target : named.size() == 1 ? named : new LinkedHashSet<>(named)) {
            if (token ? isToken(target) : isAccount(target)) {
                valid.add(target);
            } else {
                refused.add(token ? badToken(target) : badAccount(target));
            }
        }
        if (valid.size() + refused.size() > maxTargets) {
            throw new InvalidPushException(
                    "TOO_MANY_TARGETS",
                    "the push has " + (valid.size() + refused.size()) + " targets, and maxTargets is " + maxTargets
                            + ": split the message, or increase maxTargets");
        }
        return new PushTargetList(valid, refused);
    }

    /** Splits the valid targets into lists of at most {@code size}. */
    public List<List<String>> chunks(int size) {
        if (valid.size() <= size) {
            return valid.isEmpty() ? List.of() : List.of(valid);
        }
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < valid.size(); from += size) {
            chunks.add(valid.subList(from, Math.min(from + size, valid.size())));
        }
        return chunks;
    }

    private static boolean isToken(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAccount(String account) {
        return !account.isBlank() && account.chars().noneMatch(Character::isISOControl);
    }

    private static Rejection badToken(String token) {
        return new Rejection(token, "TOKEN_INVALID", "a token must have 1 to 36 ASCII characters and no spaces");
    }

    private static Rejection badAccount(String account) {
        return new Rejection(account, "ACCOUNT_INVALID", "an account must not be empty or contain control characters");
    }

    @Override
    public String toString() {
        return "TpnsTargets[" + valid.size() + ", " + refused.size() + " refused]";
    }
}
