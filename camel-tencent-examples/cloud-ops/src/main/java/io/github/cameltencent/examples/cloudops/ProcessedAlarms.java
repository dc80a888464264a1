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
package io.github.cameltencent.examples.cloudops;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps the keys of pushed alarms in a file. A key is written after the push: after a crash an alarm may be pushed twice, which is
 * better than not at all. Thread-safe.
 */
final class ProcessedAlarms extends ServiceSupport implements IdempotentRepository {

    static final String FILE = "alarms.processed";

    private static final int MAX_KEYS = 10_000;

    private final IdempotentRepository file;
    private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

    ProcessedAlarms(Path file) {
        this.file = FileIdempotentRepository.fileIdempotentRepository(file.toFile(), MAX_KEYS);
    }

    @Override
    public boolean add(String key) {
        return !file.contains(key) && inProgress.add(key);
    }

    @Override
    public boolean contains(String key) {
        return file.contains(key) || inProgress.contains(key);
    }

    @Override
    public boolean remove(String key) {
        return inProgress.remove(key);
    }

    @Override
    public boolean confirm(String key) {
        boolean first = file.add(key);
        inProgress.remove(key);
        return first;
    }

    @Override
    public void clear() {
        inProgress.clear();
        file.clear();
    }

    @Override
    protected void doStart() {
        file.start();
    }

    @Override
    protected void doStop() {
        file.stop();
        inProgress.clear();
    }
}
