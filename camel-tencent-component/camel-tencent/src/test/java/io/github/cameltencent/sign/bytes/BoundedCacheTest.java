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

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cache never grows beyond its bound, keeps what is used, and loses nothing that is in use. */
class BoundedCacheTest {

    @Test
    void itNeverGrowsBeyondItsBound() {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(10);
        IntStream.range(0, 10_000).forEach(i -> cache.get(i, key -> key));
        assertThat(cache.size()).isEqualTo(10);
        IntStream.range(0, 10_000).forEach(i -> cache.put(i, i));
        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.values()).contains(9_999).doesNotContain(0);
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(3);
        for (int i : List.of(1, 2, 3, 1, 4)) {
            cache.get(i, key -> key);
        }
        assertThat(cache.get(2)).isNull();
        assertThat(cache.values()).containsExactly(3, 1, 4);
    }

    @Test
    void aValueIsMadeOnce() {
        BoundedCache<Integer, Object> cache = new BoundedCache<>(3);
        assertThat(cache.get(1, key -> new Object())).isSameAs(cache.get(1, key -> new Object()));
    }

    @Test
    void oneThreadSeesWhatAnotherDid() {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(3);

        assertThat(elsewhere(() -> cache.get(1, key -> 7))).isEqualTo(7);
        assertThat(elsewhere(() -> cache.get(1))).isEqualTo(7);
        elsewhere(() -> {
            cache.put(2, 8);
            return null;
        });
        assertThat(elsewhere(cache::values)).containsExactly(7, 8);
        assertThat(elsewhere(cache::copy)).isEqualTo(Map.of(1, 7, 2, 8));
        assertThat(elsewhere(cache::size)).isEqualTo(2);
        assertThat(cache.get(3)).isNull();
    }

    /** Runs in a thread of its own, which ends before this one goes on. */
    private static <T> T elsewhere(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        new Thread(task).start();
        return assertDoesNotThrow(() -> task.get(5, TimeUnit.SECONDS));
    }

    @Test
    void whatIsInUseStays() {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(3, value -> value > 2);
        IntStream.range(0, 100).forEach(i -> cache.get(i, key -> key));
        assertThat(cache.values()).containsExactly(0, 1, 2, 99);
    }
}
