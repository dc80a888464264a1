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
package io.github.cameltencent.emulator.im.state;

import io.github.cameltencent.emulator.engine.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The recent push tasks and the push limits. */
public final class PushTasks {

    private static final int MAX = 20_000;

    public final DeduplicationWindow<Task> pushed = new DeduplicationWindow<>(Duration.ofDays(7));
    public final DeduplicationWindow<Task> pushedToMembers = new DeduplicationWindow<>(Duration.ofSeconds(1));
    private final Map<String, Task> tasks = new BoundedMap<>(MAX);
    private long number;

    public Task add(String prefix, String app, long random, Instant now, List<String> targets) {
        String id = prefix + app + "_" + random + "_" + now.getEpochSecond() + "_" + ++number;
        Task task = new Task(id, now, targets);
        tasks.put(id, task);
        return task;
    }

    public Task find(String id) {
        return tasks.get(id);
    }

    public List<Task> between(long from, long to) {
        return tasks.values().stream()
                .filter(task -> task.time.getEpochSecond() >= from && task.time.getEpochSecond() <= to)
                .toList();
    }

    /** A push task. Guarded by the lock of the state. */
    public static final class Task {

        public final String id;
        public final Instant time;
        public final List<String> targets;
        public boolean revoked;

        public Task(String id, Instant time, List<String> targets) {
            this.id = id;
            this.time = time;
            this.targets = targets;
        }
    }
}
