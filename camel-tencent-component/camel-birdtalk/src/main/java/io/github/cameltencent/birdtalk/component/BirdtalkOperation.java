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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.birdtalk.operation.ChatAction;
import io.github.cameltencent.birdtalk.operation.FriendActions;
import io.github.cameltencent.birdtalk.operation.GroupActions;
import io.github.cameltencent.birdtalk.operation.QueryActions;
import io.github.cameltencent.birdtalk.operation.UserActions;
import io.github.cameltencent.exchange.NameSuggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The operations: the path of an endpoint's URI. */
public enum BirdtalkOperation {

    /** Receives and sends messages. */
    CHAT(Map.of()),
    /** Follows users and sets their permissions. */
    FRIEND(FriendActions.all()),
    /** Manages groups and their members. */
    GROUP(GroupActions.all()),
    /** Manages the account itself. */
    USER(UserActions.all()),
    /** Queries the history, receipts and records. */
    QUERY(QueryActions.all()),
    /** Uploads a file. */
    UPLOAD(Map.of()),
    /** Downloads a file. */
    DOWNLOAD(Map.of());

    private final Map<String, ChatAction> actions;

    BirdtalkOperation(Map<String, ChatAction> actions) {
        this.actions = actions;
    }

    /** The name in a URI. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The actions by name; empty for an operation without actions. */
    Map<String, ChatAction> actions() {
        return actions;
    }

    /**
     * The operation of a path.
     *
     * @throws IllegalArgumentException for an unknown one; its text suggests others
     */
    public static BirdtalkOperation of(String path) {
        for (BirdtalkOperation operation : values()) {
            if (operation.path().equals(path)) {
                return operation;
            }
        }
        List<String> known =
                Arrays.stream(values()).map(BirdtalkOperation::path).toList();
        String meant = NameSuggestion.of(path, known);
        throw new IllegalArgumentException("birdtalk:" + path + " is unknown; "
                + (meant == null ? "use one of " + known : "did you mean birdtalk:" + meant + "?"));
    }

    /**
     * Checks the option {@code action}.
     *
     * @param action null if each message names it
     * @throws IllegalArgumentException for an unknown one; its text suggests others
     */
    public void check(String action) {
        if (action == null || actions.containsKey(action)) {
            return;
        }
        String what = "action=" + action + " of birdtalk:" + path();
        if (actions.isEmpty()) {
            throw new IllegalArgumentException(what + ": only friend, group, user and query have actions");
        }
        String meant = NameSuggestion.of(action, actions.keySet());
        throw new IllegalArgumentException(what + " is unknown; "
                + (meant == null ? "use one of " + new TreeSet<>(actions.keySet()) : "did you mean " + meant + "?"));
    }
}
