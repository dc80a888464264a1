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
package io.github.cameltencent.emulator.im.signing;

import io.github.cameltencent.emulator.im.state.ImState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The configured applications and those added by tests. Thread-safe. */
public final class ImApps {

    private final Map<String, String> first;
    private final Predicate<String> dead;
    private final Map<String, ImApp> apps = new ConcurrentHashMap<>();

    public ImApps(Map<String, String> keys, Predicate<String> dead) {
        first = new LinkedHashMap<>(keys);
        this.dead = dead;
        first.keySet().forEach(ImApps::check);
        reset();
    }

    static String check(String sdkAppId) {
        if (!sdkAppId.matches("[1-9]\\d{0,18}")) {
            throw new IllegalArgumentException("SDKAppID must be a number, not " + sdkAppId);
        }
        return sdkAppId;
    }

    /** A live view of the applications. */
    public Map<String, ImApp> all() {
        return apps;
    }

    public ImApp get(String sdkAppId) {
        ImApp app = apps.get(sdkAppId);
        if (app == null) {
            throw new IllegalArgumentException("no application " + sdkAppId);
        }
        return app;
    }

    /** Returns the application, creating it if necessary. */
    public ImApp add(String sdkAppId) {
        return apps.computeIfAbsent(check(sdkAppId), this::newApplication);
    }

    private ImApp newApplication(String id) {
        Set<String> administrators = ConcurrentHashMap.newKeySet();
        return new ImApp(id, administrators, new ImState(id, administrators, dead));
    }

    /** The first application. */
    public String anyId() {
        return first.keySet().iterator().next();
    }

    public void reset() {
        apps.keySet().retainAll(first.keySet());
        first.forEach((id, key) -> {
            ImApp app = newApplication(id);
            app.keys.add(ImKey.secret(key));
            apps.put(id, app);
        });
    }
}
