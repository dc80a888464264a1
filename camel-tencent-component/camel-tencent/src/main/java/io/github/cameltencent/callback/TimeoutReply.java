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

/** What is answered where the route was too slow or failed. Warns once for each command that it allows unchecked. */
final class TimeoutReply {

    private static final Logger LOG = LoggerFactory.getLogger(TimeoutReply.class);

    private static final int MOST_COMMANDS = 100;

    private final byte[] bytes;
    private final boolean allows;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * The answer that an option stands for.
     *
     * @throws IllegalArgumentException when it is neither {@code allow} nor {@code forbid} nor a JSON object
     */
    TimeoutReply(String option) {
        this.bytes = CallbackReply.of(option);
        this.allows = CallbackReply.allows(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Called for each callback that it was the answer to. */
    void used(String command) {
        boolean asksBefore = command.contains(".CallbackBefore") || command.contains(".CallbackPrev");
        if (allows && asksBefore && warned.size() < MOST_COMMANDS && warned.add(command)) {
            LOG.warn(
                    "The route failed or was too slow for {}, and timeoutReply allowed it unchecked: set timeoutReply=forbid"
                            + " where that must not be. This is logged once for each command",
                    command);
        }
    }
}
