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
package io.github.cameltencent.birdtalk.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is saved when, with a store that takes its time. */
class AccountStateTest {

    private static final ChatAccount ALPHA = new ChatAccount("wss://chat.example:7817/ws", "10001", "device");
    private static final long USERS = 0;

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final ExecutorService saver = Executors.newSingleThreadExecutor();
    private final Semaphore mayFinish = new Semaphore(0);
    private final List<Long> begun = new CopyOnWriteArrayList<>();
    private final List<Long> saved = new CopyOnWriteArrayList<>();
    private volatile Exception failure;

    private final ChatStateStore store = new ChatStateStore() {
        @Override
        public ChatState load(ChatAccount account) {
            return ChatState.NEW;
        }

        @Override
        public void save(ChatAccount account, ChatState state) throws IOException {
            begun.add(state.lastUserMessage());
            mayFinish.acquireUninterruptibly();
            if (failure != null) {
                throw AccountStateTest.<RuntimeException>unchecked(failure);
            }
            saved.add(state.lastUserMessage());
        }
    };

    /** Throws checked exceptions as stores in Kotlin or Groovy do, which do not declare them. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(Exception any) throws E {
        throw (E) any;
    }

    @AfterEach
    void stop() {
        mayFinish.release(1_000);
        loop.shutdownNow();
        saver.shutdownNow();
    }

    private AccountState state() throws IOException {
        return AccountState.load(ALPHA, store, saver, loop, () -> {});
    }

    private void handled(AccountState state, long message) throws Exception {
        loop.submit(() -> state.markHandledUpTo(USERS, message)).get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoWaitsDuringASaveGetsOneThatBeganAfterwards() throws Exception {
        AccountState state = state();
        handled(state, 1);
        loop.submit(state::save).get(10, TimeUnit.SECONDS);
        await().until(() -> begun.size() == 1);
        handled(state, 2);
        CompletableFuture<Void> done = state.saved();

        mayFinish.release();
        await().until(() -> begun.size() == 2);
        assertThat(done).isNotDone();
        mayFinish.release();

        assertThat(done).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(saved).containsExactly(1L, 2L);
    }

    @Test
    void aFailedSaveReleasesWhoWaitsAndTheNextOneIsMade() throws Exception {
        AccountState state = state();
        failure = new Exception("a checked exception that is not declared");
        handled(state, 1);
        CompletableFuture<Void> first = state.saved();
        mayFinish.release();
        assertThat(first).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(saved).isEmpty();

        failure = null;
        CompletableFuture<Void> second = state.saved();
        mayFinish.release();
        assertThat(second).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(saved).containsExactly(1L);
    }

    @Test
    void theLastSaveReleasesAllThatWait() throws Exception {
        AccountState state = state();
        handled(state, 1);
        loop.submit(state::save).get(10, TimeUnit.SECONDS);
        await().until(() -> begun.size() == 1);
        handled(state, 2);
        CompletableFuture<Void> before = state.saved();
        CompletableFuture<CompletableFuture<Void>> closing = CompletableFuture.supplyAsync(state::close, loop);
        CompletableFuture<Void> after = closing.thenCompose(last -> state.saved());

        mayFinish.release(2);

        assertThat(before).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(after).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(saved).containsExactly(1L, 2L);
    }
}
