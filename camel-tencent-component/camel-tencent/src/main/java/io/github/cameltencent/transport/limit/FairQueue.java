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
package io.github.cameltencent.transport.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A queue that serves its owners in turn, and the elements of an owner in order. Not thread-safe.
 *
 * @param <T> the type of the elements
 */
final class FairQueue<T> {

    private final Map<Object, Deque<T>> elements = new IdentityHashMap<>();

    /** The owners of elements, the next one first. */
    private final Deque<Object> turns = new ArrayDeque<>();

    private int size;

    void add(Object owner, T element) {
        Deque<T> own = elements.get(owner);
        if (own == null) {
            own = new ArrayDeque<>();
            elements.put(owner, own);
            turns.add(owner);
        }
        own.add(element);
        size++;
    }

    /** Returns the next element; null if there is none. */
    T peek() {
        return size == 0 ? null : elements.get(turns.peek()).peek();
    }

    /** Removes the next element and passes the turn on. */
    T poll() {
        Object owner = turns.poll();
        Deque<T> own = elements.get(owner);
        size--;
        T next = own.poll();
        if (own.isEmpty()) {
            elements.remove(owner);
        } else {
            turns.add(owner);
        }
        return next;
    }

    /** Removes the elements for which the predicate is true. */
    void removeIf(Predicate<T> predicate) {
        for (Iterator<Object> owners = turns.iterator(); owners.hasNext(); ) {
            Object owner = owners.next();
            Deque<T> own = elements.get(owner);
            size -= own.size();
            own.removeIf(predicate);
            size += own.size();
            if (own.isEmpty()) {
                elements.remove(owner);
                owners.remove();
            }
        }
    }

    void clear() {
        elements.clear();
        turns.clear();
        size = 0;
    }

    int size() {
        return size;
    }

    /** Returns the largest number of elements that are served before the next one of an owner. */
    int ahead(Object owner) {
        Deque<T> own = elements.get(owner);
        int before = own == null ? 0 : own.size();
        int owners = turns.size() + (own == null ? 1 : 0);
        return (int) Math.min(size, (before + 1L) * owners - 1);
    }
}
