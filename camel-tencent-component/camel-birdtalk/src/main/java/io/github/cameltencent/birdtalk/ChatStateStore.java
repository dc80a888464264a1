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
 * Stores the states of accounts: agreed key, progress and send counter. The key is as sensitive as a password.
 * Implementations are thread-safe and save atomically.
 */
public interface ChatStateStore {

    /**
     * Loads the last saved state, or {@link ChatState#NEW}. The caller owns the state and closes it.
     *
     * @throws IOException if there is a state that cannot be read; it must not be overwritten
     */
    ChatState load(ChatAccount account) throws IOException;

    /** Replaces the saved state. The caller still owns the state; its key is copied. */
    void save(ChatAccount account, ChatState state) throws IOException;
}
