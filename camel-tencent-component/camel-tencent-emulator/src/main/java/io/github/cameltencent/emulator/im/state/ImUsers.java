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
package io.github.cameltencent.emulator.im.state;

import io.github.cameltencent.emulator.engine.BoundedMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The accounts of an application. By default every user id is an account until it is deleted, so that tests need not
 * create them; with strict accounts only imported ones are.
 */
public final class ImUsers {

    private static final int MAX_ENTRIES = 200_000;

    private final Map<String, Boolean> imported = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Boolean> deleted = new BoundedMap<>(MAX_ENTRIES);
    private final Map<String, Map<String, String>> online = new BoundedMap<>(MAX_ENTRIES);
    private final Set<String> administrators;
    private final Predicate<String> dead;
    public boolean strict;

    ImUsers(Set<String> administrators, Predicate<String> dead) {
        this.administrators = administrators;
        this.dead = dead;
    }

    public void add(String user) {
        deleted.remove(user);
        imported.put(user, Boolean.TRUE);
    }

    /** Deletes an account; returns false if it does not exist or cannot be deleted. */
    public boolean delete(String user) {
        if (!exists(user)) {
            return false;
        }
        imported.remove(user);
        online.remove(user);
        deleted.put(user, Boolean.TRUE);
        return true;
    }

    public boolean isAdministrator(String user) {
        return administrators.contains(user);
    }

    public boolean isImported(String user) {
        return administrators.contains(user) || imported.containsKey(user);
    }

    public boolean exists(String user) {
        if (isImported(user)) {
            return !dead.test(user);
        }
        return !strict && !deleted.containsKey(user) && !dead.test(user);
    }

    /** The states by platform, such as "iPhone" and "Online"; empty for an offline user. */
    public Map<String, String> platforms(String user) {
        return online.getOrDefault(user, Map.of());
    }

    public void state(String user, String platform, String state) {
        Map<String, String> platforms = online.computeIfAbsent(user, unused -> new TreeMap<>());
        if (state.equals("Offline")) {
            platforms.remove(platform);
        } else {
            platforms.put(platform, state);
        }
    }

    public void logOut(String user) {
        online.remove(user);
    }
}
