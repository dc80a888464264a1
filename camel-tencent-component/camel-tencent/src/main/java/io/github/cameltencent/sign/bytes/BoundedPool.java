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
 * Keeps a few things that are dear to make and cannot be shared. Taking never waits: an empty pool makes a new one, a full
 * one lets go of what is given back. Thread-safe; it holds on to no thread, so virtual threads may use it.
 */
public final class BoundedPool<T> {

    static final int SIZE = 8;

    private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(SIZE);
    private final Supplier<T> maker;
    private final Consumer<T> disposer;

    public BoundedPool(Supplier<T> maker, Consumer<T> disposer) {
        this.maker = maker;
        this.disposer = disposer;
    }

    public T take() {
        int start = start();
        for (int i = 0; i < SIZE; i++) {
            int slot = (start + i) % SIZE;
            T kept = slots.getPlain(slot) == null ? null : slots.getAndSet(slot, null);
            if (kept != null) {
                return kept;
            }
        }
        return maker.get();
    }

    public void give(T thing) {
        int start = start();
        for (int i = 0; i < SIZE; i++) {
            int slot = (start + i) % SIZE;
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, thing)) {
                return;
            }
        }
        disposer.accept(thing);
    }

    // threads begin at different slots, so that they seldom fight for the same one
    private static int start() {
        return (int) (Thread.currentThread().getId() % SIZE);
    }
}
