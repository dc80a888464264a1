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
package io.github.cameltencent.birdtalk;

import java.io.IOException;

/**
 * Where agreed keys, last seen message ids and send counters live between runs. The agreed key is worth as much as a
 * password. Implementations are safe for use by several threads, and never leave half a state behind.
 */
public interface ChatStateStore {

    /**
     * What was saved last, or {@link ChatState#NEW}. The state and its key belong to the caller, who closes it.
     *
     * @throws IOException if there is something that cannot be read; then nothing may be overwritten
     */
    ChatState load(ChatAccount account) throws IOException;

    /** Puts this in the place of what was saved before. The state stays the caller's: its key is copied. */
    void save(ChatAccount account, ChatState state) throws IOException;
}
