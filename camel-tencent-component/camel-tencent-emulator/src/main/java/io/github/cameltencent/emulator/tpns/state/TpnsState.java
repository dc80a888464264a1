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
package io.github.cameltencent.emulator.tpns.state;

import io.github.cameltencent.emulator.engine.BoundedMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The state of one TPNS application. Every map is bounded; every access holds one lock for a short time. */
public final class TpnsState {

    private static final int MAX_ENTRIES = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong pushIds;
    private final Predicate<String> dead;

    public final AcceptedPushes pushes = new AcceptedPushes();
    public final BroadcastLimiter broadcasts = new BroadcastLimiter();
    public final CallQuotas quotas = new CallQuotas();
    public final TpnsTags tags = new TpnsTags(MAX_ENTRIES);
    public final TpnsAccounts accounts = new TpnsAccounts(MAX_ENTRIES);
    public final Map<String, Map<String, String>> attributes = new BoundedMap<>(MAX_ENTRIES);
    public final Map<Long, String> uploads = new BoundedMap<>(1000);
    public final Map<String, String> plans = new BoundedMap<>(1000);

    public TpnsState(AtomicLong pushIds, Predicate<String> dead) {
        this.pushIds = pushIds;
        this.dead = dead;
    }

    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public String nextPushId() {
        return Long.toString(pushIds.incrementAndGet());
    }

    /** Whether a device with this token exists: the token is well-formed and not declared dead. */
    public boolean isDevice(String token) {
        int length = token.length();
        if (length == 0 || length > 36 || dead.test(token)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
