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
package io.github.cameltencent.transport;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;

/** Looks up the thread pool profiles that users configure. */
public final class PoolProfiles {

    private PoolProfiles() {}

    /** Returns the user's profile with the id of the defaults, which fill in what it leaves out; else the defaults. */
    public static ThreadPoolProfile of(ExecutorServiceManager manager, ThreadPoolProfile defaults) {
        ThreadPoolProfile configured = manager.getThreadPoolProfile(defaults.getId());
        if (configured == null) {
            return defaults;
        }
        ThreadPoolProfile merged = configured.clone();
        merged.addDefaults(defaults);
        return merged;
    }
}
