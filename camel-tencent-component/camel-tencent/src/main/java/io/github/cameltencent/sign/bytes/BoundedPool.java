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

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Pools a few objects that are expensive to create and not thread-safe. Acquiring never waits: an empty pool creates an
 * object, a full one disposes of what is released. Thread-safe; it uses no thread-locals, so it suits virtual threads.
 */
public final class BoundedPool<T> {

    static final int SIZE = 8;

    private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(SIZE);
    private final Supplier<T> factory;
    private final Consumer<T> disposer;

    public BoundedPool(Supplier<T> factory, Consumer<T> disposer) {
        this.factory = factory;
        this.disposer = disposer;
    }

    public T acquire() {
        int start = start();
        for (int i = 0; i < SIZE; i++) {
            int slot = (start + i) % SIZE;
            T pooled = slots.getPlain(slot) == null ? null : slots.getAndSet(slot, null);
            if (pooled != null) {
                return pooled;
            }
        }
        return factory.get();
    }

    public void release(T object) {
        int start = start();
        for (int i = 0; i < SIZE; i++) {
            int slot = (start + i) % SIZE;
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, object)) {
                return;
            }
        }
        disposer.accept(object);
    }

    // threads start at different slots to reduce contention
    private static int start() {
        return (int) (Thread.currentThread().getId() % SIZE);
    }
}
