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
package io.github.cameltencent.emulator.cloud.signing;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers nonces while their timestamps are valid, bounded in number: two generations, of which the older is dropped
 * when the younger is full.
 */
public final class NonceCache {

    private static final int GENERATION = 250_000;

    private final ReentrantLock lock = new ReentrantLock();
    private Set<String> younger = new HashSet<>();
    private Set<String> older = new HashSet<>();

    boolean first(String secretId, String nonce, String timestamp) {
        String text = secretId + ' ' + timestamp + ' ' + nonce;
        lock.lock();
        try {
            if (older.contains(text) || !younger.add(text)) {
                return false;
            }
            if (younger.size() >= GENERATION) {
                older = younger;
                younger = new HashSet<>();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        lock.lock();
        try {
            younger = new HashSet<>();
            older = new HashSet<>();
        } finally {
            lock.unlock();
        }
    }
}
