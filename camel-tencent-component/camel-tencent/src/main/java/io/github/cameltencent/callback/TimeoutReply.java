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
package io.github.cameltencent.callback;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reply if the route is too slow or fails. Logs a warning once for each command that it allows unchecked. Thread-safe. */
final class TimeoutReply {

    private static final Logger LOG = LoggerFactory.getLogger(TimeoutReply.class);

    private static final int MAX_WARNINGS = 100;

    private final byte[] bytes;
    private final boolean allows;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Creates the reply that a value of the option stands for.
     *
     * @throws IllegalArgumentException if the value is neither {@code allow} nor {@code forbid} nor a JSON object
     */
    TimeoutReply(String option) {
        this.bytes = CallbackReply.of(option);
        this.allows = CallbackReply.allows(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Called for each callback that gets this reply. */
    void used(String command) {
        boolean isCheck = command.contains(".CallbackBefore") || command.contains(".CallbackPrev");
        if (allows && isCheck && warned.size() < MAX_WARNINGS && warned.add(command)) {
            LOG.warn(
                    "The route failed or was too slow for {}, so timeoutReply allowed it unchecked: set timeoutReply=forbid"
                            + " to prevent that. This is logged once for each command",
                    command);
        }
    }
}
