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
 * An LRU cache with a maximum size, for keys that come from outside, such as the URIs of dynamic endpoints.
 * Thread-safe.
 */
public final class BoundedCache<K, V> {

    private final int maxSize;
    private final Predicate<V> evictable;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; in access order. */
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    public BoundedCache(int maxSize) {
        this(maxSize, any -> true);
    }

    /**
     * Creates a cache whose values may be in use.
     *
     * @param evictable whether a value may be evicted; one that may not stays, even above the maximum size
     */
    public BoundedCache(int maxSize, Predicate<V> evictable) {
        this.maxSize = maxSize;
        this.evictable = evictable;
    }

    /** Returns the value of a key, or null. */
    public V get(K key) {
        lock.lock();
        try {
            return values.get(key);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the value of a key and creates it if it is missing. {@code factory} runs under the lock: it must be fast
     * and must not use this cache.
     */
    public V get(K key, Function<? super K, ? extends V> factory) {
        lock.lock();
        try {
            V value = values.get(key);
            if (value == null) {
                value = factory.apply(key);
                values.put(key, value);
                shrink(key);
            }
            return value;
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

    /** Returns a copy of the current values. */
    public List<V> values() {
        lock.lock();
        try {
            return new ArrayList<>(values.values());
        } finally {
            lock.unlock();
        }
    }

    /** Returns a copy of the current entries. */
    public Map<K, V> copy() {
        lock.lock();
        try {
            return new LinkedHashMap<>(values);
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
        while (values.size() > maxSize && oldest.hasNext()) {
            Map.Entry<K, V> entry = oldest.next();
            if (!entry.getKey().equals(newest) && evictable.test(entry.getValue())) {
                oldest.remove();
            }
        }
    }
}
