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
package io.github.cameltencent.birdtalk.state;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Stores states in memory until it is closed, which wipes the keys. Thread-safe. */
public final class MemoryChatStateStore implements ChatStateStore, AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ChatAccount, ChatState> states = new HashMap<>();

    @Override
    public ChatState load(ChatAccount account) {
        lock.lock();
        try {
            return states.getOrDefault(account, ChatState.NEW).copy();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void save(ChatAccount account, ChatState state) {
        lock.lock();
        try {
            ChatState before = states.put(account, state.copy());
            if (before != null) {
                before.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            states.values().forEach(ChatState::close);
            states.clear();
        } finally {
            lock.unlock();
        }
    }
}
