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

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The persistent state of an account: its key, the progress of its messages and its send ids. Changed on the
 * connection's thread and saved by another, one save at a time; changes during a save are part of the next.
 */
public final class AccountState {

    private static final Logger LOG = LoggerFactory.getLogger(AccountState.class);
    private static final long SAVE_MILLIS = 1000;

    private final ChatAccount account;
    private final ChatStateStore store;
    private final Executor saver;
    private final Executor loop;
    private final Runnable sendIdsAvailable;
    private final HandledMessages handled;
    private final SendIdAllocator ids;

    /** Completed by the next save that begins. */
    private final List<CompletableFuture<Void>> waitingForSave = new ArrayList<>();

    /** Completed by the save of {@link #close()}. */
    private final CompletableFuture<Void> lastSave = new CompletableFuture<>();

    /** Null for none. */
    private ChatKey key;

    private long counter;
    private boolean saving;
    private boolean changed;
    private boolean closed;
    private long nextSave;

    private AccountState(
            ChatAccount account,
            ChatStateStore store,
            ChatState state,
            Executor saver,
            Executor loop,
            Runnable sendIdsAvailable) {
        this.account = account;
        this.store = store;
        this.saver = saver;
        this.loop = loop;
        this.sendIdsAvailable = sendIdsAvailable;
        this.key = state.key();
        this.handled = new HandledMessages(state);
        this.counter = state.sendCounter();
        this.ids = new SendIdAllocator(counter, this::reserve);
    }

    /**
     * Loads the stored state.
     *
     * @param saver runs one task after the other, in order; tasks may block
     * @param loop the connection's thread
     * @param sendIdsAvailable called on that thread when send ids are available again
     * @throws IOException if the state cannot be read; it is not overwritten then
     */
    public static AccountState load(
            ChatAccount account, ChatStateStore store, Executor saver, Executor loop, Runnable sendIdsAvailable)
            throws IOException {
        return new AccountState(account, store, store.load(account), saver, loop, sendIdsAvailable);
    }

    /**
     * Merges the stored progress again, which another node may have saved meanwhile. Blocks.
     *
     * @throws IOException if it cannot be read
     */
    public void refresh() throws IOException {
        try (ChatState stored = store.load(account)) {
            loop.execute(() -> changed |= handled.merge(stored));
        }
    }

    /** A copy of the key, closed by the caller; null for none. */
    public ChatKey key() {
        return key == null ? null : key.copy();
    }

    /** Replaces the key, which this object owns then; null for none. */
    public void key(ChatKey agreed) {
        if (key != null) {
            key.close();
        }
        key = agreed;
        save();
    }

    /** The id up to which all messages of a stream were handled, 0 for none. */
    public long mark(long stream) {
        return handled.mark(stream);
    }

    /** The ids of the handled messages of a stream above its mark. */
    public Set<Long> beyond(long stream) {
        return handled.beyond(stream);
    }

    /** The highest message id seen while all groups were known; ids increase over all streams. */
    public long lastSeen() {
        return handled.lastSeen();
    }

    /** Records a message that was seen while all groups were known. Saved by the next tick. */
    public void markSeen(long msgId) {
        changed |= handled.markSeen(msgId);
    }

    /** Records that all messages of a stream up to an id were handled. Saved by the next tick. */
    public void markHandledUpTo(long stream, long msgId) {
        changed |= handled.markHandledUpTo(stream, msgId);
    }

    /** Records a single handled message. Saved by the next tick. */
    public void markHandled(long stream, long msgId) {
        changed |= handled.markHandled(stream, msgId);
    }

    /** A new send id, or 0 while none is available. */
    public long sendId() {
        return ids.next();
    }

    private void reserve(long upTo) {
        counter = upTo;
        save();
    }

    /** Saves asynchronously. */
    public void save() {
        changed = true;
        if (saving || closed) {
            return;
        }
        saving = true;
        changed = false;
        List<CompletableFuture<Void>> waiting = takeWaiting();
        ChatState state = snapshot();
        try {
            saver.execute(() -> write(state, waiting));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            failed(); // the component is being stopped and closes this state, or no thread can be started
            state.close();
            complete(waiting);
        }
    }

    /** Saves what has happened until now, and completes when that is done or has failed. From any thread. */
    public CompletableFuture<Void> saved() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            if (closed) {
                lastSave.thenRun(() -> done.complete(null));
            } else {
                waitingForSave.add(done); // a save that is running has an earlier state
                save();
            }
        });
        return done;
    }

    private List<CompletableFuture<Void>> takeWaiting() {
        List<CompletableFuture<Void>> waiting = List.copyOf(waitingForSave);
        waitingForSave.clear();
        return waiting;
    }

    private static void complete(List<CompletableFuture<Void>> waiting) {
        waiting.forEach(done -> done.complete(null));
    }

    private ChatState snapshot() {
        return handled.state(key(), counter);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the next save must be possible whatever is thrown
    private void write(ChatState state, List<CompletableFuture<Void>> waiting) {
        long reserved = state.sendCounter();
        Runnable next = () -> saved(reserved);
        try (state) {
            store.save(account, state);
        } catch (Exception | Error e) {
            LOG.warn("The state of a chat account cannot be saved and is saved again later: {}", e.toString());
            next = this::failed;
        }
        try {
            loop.execute(next);
        } catch (RejectedExecutionException e) {
            LOG.debug("The connection of a saved state has ended", e);
        }
        complete(waiting);
    }

    private void saved(long reserved) {
        saving = false;
        ids.reserved(reserved);
        sendIdsAvailable.run();
        if (changed) {
            save();
        }
    }

    private void failed() {
        saving = false;
        changed = true; // to be saved next time
        ids.failed();
        complete(takeWaiting());
    }

    /** Saves changes at most once a second; messages handled since the last save are handled again after a crash. */
    public void tick(long ticks) {
        if (changed && ticks >= nextSave) {
            nextSave = ticks + SAVE_MILLIS;
            save();
        }
    }

    /** Saves a last time and wipes the key; the future completes when that is done. */
    @SuppressWarnings("checkstyle:IllegalCatch") // whoever waits must be notified whatever is thrown
    public CompletableFuture<Void> close() {
        if (closed) {
            return lastSave;
        }
        closed = true;
        List<CompletableFuture<Void>> waiting = takeWaiting();
        lastSave.thenRun(() -> complete(waiting));
        ChatState last = snapshot();
        if (key != null) {
            key.close();
            key = null;
        }
        try {
            saver.execute(() -> {
                try (last) {
                    store.save(account, last);
                } catch (Exception e) {
                    LOG.warn("The last state of a chat account cannot be saved: {}", e.toString());
                } finally {
                    lastSave.complete(null);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            last.close();
            lastSave.complete(null);
        }
        return lastSave;
    }
}
