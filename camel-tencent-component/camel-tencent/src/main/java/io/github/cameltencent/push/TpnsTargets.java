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
 * The single targets of a push to TPNS: duplicates once, in their order, apart from those that no device can have.
 *
 * @param good what is sent to
 * @param refused what is left out
 */
public record TpnsTargets(List<String> good, List<Rejection> refused) {

    private static final int MAX_TOKEN = 36;

    public static TpnsTargets of(BoundPush push, int maxTargets) {
        List<String> named = push.targets();
        List<String> good = new ArrayList<>(named.size());
        List<Rejection> refused = new ArrayList<>(0);
        boolean token = push.audience() == Audience.TOKEN;
        for (String target : named.size() == 1 ? named : new LinkedHashSet<>(named)) {
            if (token ? isToken(target) : isAccount(target)) {
                good.add(target);
            } else {
                refused.add(token ? badToken(target) : badAccount(target));
            }
        }
        if (good.size() + refused.size() > maxTargets) {
            throw new InvalidPush(
                    "TOO_MANY_TARGETS",
                    "the push has " + (good.size() + refused.size()) + " targets, and maxTargets is " + maxTargets
                            + ": split the message, or raise the option");
        }
        return new TpnsTargets(good, refused);
    }

    /** In requests of so many. */
    public List<List<String>> chunks(int size) {
        if (good.size() <= size) {
            return good.isEmpty() ? List.of() : List.of(good);
        }
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < good.size(); from += size) {
            chunks.add(good.subList(from, Math.min(from + size, good.size())));
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
        return new Rejection(token, "TOKEN_INVALID", "a token has 1 to 36 characters of ASCII without blanks");
    }

    private static Rejection badAccount(String account) {
        return new Rejection(account, "ACCOUNT_INVALID", "an account is not empty and has no control characters");
    }

    @Override
    public String toString() {
        return "TpnsTargets[" + good.size() + ", " + refused.size() + " refused]";
    }
}
