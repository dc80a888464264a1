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

import io.github.cameltencent.birdtalk.operation.ChatOperation;
import io.github.cameltencent.birdtalk.operation.FriendOperations;
import io.github.cameltencent.birdtalk.operation.GroupOperations;
import io.github.cameltencent.birdtalk.operation.QueryOperations;
import io.github.cameltencent.birdtalk.operation.UserOperations;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What an endpoint does: the path of its URI. */
public enum BirdtalkOperation {

    /** Receives and sends messages. */
    CHAT(Map.of()),
    /** Whom the account follows, and what others may do. */
    FRIEND(FriendOperations.all()),
    /** Groups and their members. */
    GROUP(GroupOperations.all()),
    /** The account itself. */
    USER(UserOperations.all()),
    /** The history, receipts and records. */
    QUERY(QueryOperations.all()),
    /** Gives the server a file. */
    UPLOAD(Map.of()),
    /** Gets a file from the server. */
    DOWNLOAD(Map.of());

    private final Map<String, ChatOperation> actions;

    BirdtalkOperation(Map<String, ChatOperation> actions) {
        this.actions = actions;
    }

    /** The name in a URI. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it can be asked for by name; empty for an operation that does one thing. */
    Map<String, ChatOperation> actions() {
        return actions;
    }

    /**
     * The operation of that name.
     *
     * @throws IllegalArgumentException when there is none; its text names those there are
     */
    public static BirdtalkOperation of(String path) {
        for (BirdtalkOperation operation : values()) {
            if (operation.path().equals(path)) {
                return operation;
            }
        }
        List<String> known =
                Arrays.stream(values()).map(BirdtalkOperation::path).toList();
        String meant = ClosestName.of(path, known);
        throw new IllegalArgumentException("birdtalk:" + path + " is not known; "
                + (meant == null ? "there are " + known : "did you mean birdtalk:" + meant + "?"));
    }

    /**
     * Checks the option that says which action is meant.
     *
     * @param action null where each message says it
     * @throws IllegalArgumentException if it is not known; its text names the closest, or all
     */
    public void check(String action) {
        if (action == null || actions.containsKey(action)) {
            return;
        }
        String what = "action=" + action + " of birdtalk:" + path();
        if (actions.isEmpty()) {
            throw new IllegalArgumentException(what + ": only friend, group, user and query have actions");
        }
        String meant = ClosestName.of(action, actions.keySet());
        throw new IllegalArgumentException(what + " is not known; "
                + (meant == null ? "there are " + new TreeSet<>(actions.keySet()) : "did you mean " + meant + "?"));
    }
}
