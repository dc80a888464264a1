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
package io.github.cameltencent.sign.bytes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps what was made for keys that come from outside, such as those of endpoints that a route makes as it goes: when there
 * are too many, those that were not used for longest go first. Thread-safe.
 */
public final class BoundedCache<K, V> {

    private final int most;
    private final Predicate<V> mayGo;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; in the order of their last use. */
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    public BoundedCache(int most) {
        this(most, any -> true);
    }

    /**
     * A cache whose values may be in use.
     *
     * @param mayGo whether a value can be made anew without any loss; one that cannot stays, beyond the bound if need be
     */
    public BoundedCache(int most, Predicate<V> mayGo) {
        this.most = most;
        this.mayGo = mayGo;
    }

    /** The value of a key, null for none. */
    public V get(K key) {
        lock.lock();
        try {
            return values.get(key);
        } finally {
            lock.unlock();
        }
    }

    /** The value of a key, made where there is none; {@code maker} must be quick and must not come back here. */
    public V get(K key, Function<? super K, ? extends V> maker) {
        lock.lock();
        try {
            V known = values.get(key);
            if (known == null) {
                known = maker.apply(key);
                values.put(key, known);
                shrink(key);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    public void put(K key, V value) {
        lock.lock();
        try {
            values.put(key, value);
            shrink(key);
        } finally {
            lock.unlock();
        }
    }

    /** What there is now. */
    public List<V> values() {
        lock.lock();
        try {
            return new ArrayList<>(values.values());
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return values.size();
        } finally {
            lock.unlock();
        }
    }

    private void shrink(K newest) {
        Iterator<Map.Entry<K, V>> oldest = values.entrySet().iterator();
        while (values.size() > most && oldest.hasNext()) {
            Map.Entry<K, V> each = oldest.next();
            if (!each.getKey().equals(newest) && mayGo.test(each.getValue())) {
                oldest.remove();
            }
        }
    }
}
