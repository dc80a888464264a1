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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an account must not forget: its key, how far its messages were handled, its send ids. Changes are made by the
 * connection's thread, and saved by another: never more than one save is under way, and what changes meanwhile is in the
 * next.
 */
public final class ChatMemory {

    private static final Logger LOG = LoggerFactory.getLogger(ChatMemory.class);
    private static final long SAVE_MILLIS = 1000;

    private final ChatAccount account;
    private final ChatStateStore store;
    private final Executor saver;
    private final Executor loop;
    private final Runnable idsCame;
    private final HandledMessages handled;
    private final SendIds ids;
    /** Null where there is none. */
    private ChatKey key;

    private long counter;
    private boolean saving;
    private boolean changed;
    private boolean closed;
    private long nextSave;

    private ChatMemory(
            ChatAccount account,
            ChatStateStore store,
            ChatState state,
            Executor saver,
            Executor loop,
            Runnable idsCame) {
        this.account = account;
        this.store = store;
        this.saver = saver;
        this.loop = loop;
        this.idsCame = idsCame;
        this.key = state.key();
        this.handled = new HandledMessages(state);
        this.counter = state.sendCounter();
        this.ids = new SendIds(counter, this::reserve);
    }

    /**
     * Reads what is stored.
     *
     * @param saver one thread, which may wait for the store
     * @param loop the connection's thread
     * @param idsCame run there when send ids can be had again
     * @throws IOException if it cannot be read; then nothing is overwritten
     */
    public static ChatMemory load(
            ChatAccount account, ChatStateStore store, Executor saver, Executor loop, Runnable idsCame)
            throws IOException {
        return new ChatMemory(account, store, store.load(account), saver, loop, idsCame);
    }

    /**
     * Reads again how far messages were handled, which another node may have done meanwhile. Waits for the store.
     *
     * @throws IOException if it cannot be read
     */
    public void refresh() throws IOException {
        try (ChatState stored = store.load(account)) {
            loop.execute(() -> changed |= handled.join(stored));
        }
    }

    /** A copy of the key, which the caller closes; null where there is none. */
    public ChatKey key() {
        return key == null ? null : key.copy();
    }

    /** Remembers a key, which now belongs to the memory; null for none. */
    public void key(ChatKey agreed) {
        if (key != null) {
            key.close();
        }
        key = agreed;
        save();
    }

    /** Up to which message of a stream everything was handled, 0 if nothing ever was. */
    public long mark(long stream) {
        return handled.mark(stream);
    }

    /** The messages of a stream that were handled beyond the mark. */
    public Set<Long> beyond(long stream) {
        return handled.beyond(stream);
    }

    /** The highest message that was seen while all groups were known; ids grow with time over all streams. */
    public long lastSeen() {
        return handled.lastSeen();
    }

    /** A message was seen, and all groups are known. Saved with the next tick. */
    public void seen(long msgId) {
        changed |= handled.seen(msgId);
    }

    /** Everything of a stream was handled up to a message. Saved with the next tick. */
    public void reached(long stream, long msgId) {
        changed |= handled.reached(stream, msgId);
    }

    /** A message was handled, though others before it may not be. Saved with the next tick. */
    public void handled(long stream, long msgId) {
        changed |= handled.handled(stream, msgId);
    }

    /** A send id, or 0 while none can be had. */
    public long sendId() {
        return ids.take();
    }

    private void reserve(long upTo) {
        counter = upTo;
        save();
    }

    /** Saves everything soon. */
    public void save() {
        changed = true;
        if (saving || closed) {
            return;
        }
        saving = true;
        changed = false;
        ChatState state = snapshot();
        try {
            saver.execute(() -> write(state));
        } catch (RejectedExecutionException e) {
            failed(); // the component is being stopped, and closes this
            state.close();
        }
    }

    /** Saves everything; the future completes when that is done. From any thread. */
    public CompletableFuture<Void> saved() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            save();
            try {
                saver.execute(() -> done.complete(null)); // behind the save: the saver is one thread
            } catch (RejectedExecutionException e) {
                done.complete(null);
            }
        });
        return done;
    }

    private ChatState snapshot() {
        return handled.state(key(), counter);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the next save must be tried whatever is thrown
    private void write(ChatState state) {
        try (state) {
            store.save(account, state);
            loop.execute(() -> saved(state.sendCounter()));
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("The state of a chat account cannot be saved, and is tried again: {}", e.toString());
            loop.execute(this::failed);
        }
    }

    private void saved(long reserved) {
        saving = false;
        ids.reserved(reserved);
        idsCame.run();
        if (changed) {
            save();
        }
    }

    private void failed() {
        saving = false;
        changed = true; // by the next save
        ids.failed();
    }

    /** Saves what has changed, at most once a second: so much is handled again after a crash. */
    public void tick(long ticks) {
        if (changed && ticks >= nextSave) {
            nextSave = ticks + SAVE_MILLIS;
            save();
        }
    }

    /** Saves what is left by the saver's thread, and wipes the key; the future completes when that is done. */
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (closed) {
            done.complete(null);
            return done;
        }
        closed = true;
        ChatState last = snapshot();
        if (key != null) {
            key.close();
            key = null;
        }
        try {
            saver.execute(() -> {
                try (last) {
                    store.save(account, last);
                } catch (IOException | RuntimeException e) {
                    LOG.warn("The last state of a chat account cannot be saved: {}", e.toString());
                } finally {
                    done.complete(null);
                }
            });
        } catch (RejectedExecutionException e) {
            last.close();
            done.complete(null);
        }
        return done;
    }
}
