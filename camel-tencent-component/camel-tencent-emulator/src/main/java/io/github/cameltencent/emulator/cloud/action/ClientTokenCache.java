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
package io.github.cameltencent.emulator.cloud.action;

import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Returns the first result again for a request with a known ClientToken. */
final class ClientTokenCache {

    private static final int KEPT = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, CloudResult> results = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CloudResult> eldest) {
            return size() > KEPT;
        }
    };

    CloudResult computeOnce(CloudContext context, Supplier<CloudResult> work) {
        String token = context.parameters().text("ClientToken");
        if (token.isEmpty()) {
            return work.get();
        }
        if (token.length() > 64) {
            throw new CloudErrorException("InvalidClientToken.TooLong", "ClientToken must have at most 64 characters");
        }
        lock.lock();
        try {
            String name = context.operation() + ' ' + token;
            CloudResult known = results.get(name);
            if (known == null) {
                known = work.get();
                results.put(name, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            results.clear();
        } finally {
            lock.unlock();
        }
    }
}
