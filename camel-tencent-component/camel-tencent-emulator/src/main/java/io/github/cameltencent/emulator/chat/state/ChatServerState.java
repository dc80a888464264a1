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
package io.github.cameltencent.emulator.chat.state;

import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.emulator.engine.BoundedMap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** The state of the chat server. Its lock is held while a frame is handled: one frame at a time for all connections. */
public final class ChatServerState {

    private static final long EPOCH = 1_546_300_800_000L;
    private static final int MAX_KEYS = 100_000;
    private static final int MAX_MESSAGES = 100_000;
    private static final long MAX_BYTES = 64L << 20;

    /** The number of next messages to drop, by user. */
    public final Map<Long, Integer> messagesToDrop = new HashMap<>();

    public final ReentrantLock lock = new ReentrantLock();
    public final Map<Long, SharedKey> keys = new BoundedMap<>(MAX_KEYS);
    public final TreeMap<Long, ChatUser> users = new TreeMap<>();
    public final TreeMap<Long, ChatGroup> groups = new TreeMap<>();
    public final Map<Long, Set<ChatClient>> online = new HashMap<>();
    public final UploadedFiles files = new UploadedFiles();
    /** The limits of a history. */
    public int maxMessages = MAX_MESSAGES;

    public long maxBytes = MAX_BYTES;
    private final Clock clock;
    private long nextUser = 10001;
    private long nextGroup = 10001;
    private long lastId;

    public ChatServerState(Clock clock) {
        this.clock = clock;
    }

    public long now() {
        return clock.millis();
    }

    /** Creates a message id: the time in the upper bits, and always greater than the previous id. */
    public long nextId() {
        long id = ((now() - EPOCH) << 22) | (1L << 17) | (1L << 12);
        lastId = Math.max(lastId + 1, id);
        return lastId;
    }

    public ChatUser addUser(String name, String password) {
        ChatUser user = new ChatUser(nextUser++, name.isEmpty() ? "momo" : name, password);
        users.put(user.id, user);
        return user;
    }

    public void addUser(ChatUser user) {
        users.put(user.id, user);
        nextUser = Math.max(nextUser, user.id + 1);
    }

    public ChatGroup addGroup() {
        ChatGroup group = new ChatGroup(nextGroup++);
        groups.put(group.id, group);
        return group;
    }

    public ChatUser byEmail(String email) {
        return users.values().stream()
                .filter(user -> !user.deleted && !email.isEmpty() && user.email.equals(email))
                .findFirst()
                .orElse(null);
    }

    public void follow(ChatUser who, ChatUser whom) {
        who.follows.add(whom.id);
        whom.followers.add(who.id);
    }

    public void keep(ChatHistory history, StoredMessage message) {
        history.keep(message, maxMessages, maxBytes);
    }

    public void logIn(ChatClient client, long userId) {
        logOut(client);
        client.userId = userId;
        online.computeIfAbsent(userId, id -> new LinkedHashSet<>()).add(client);
    }

    public void logOut(ChatClient client) {
        Set<ChatClient> own = online.get(client.userId);
        if (own != null && own.remove(client) && own.isEmpty()) {
            online.remove(client.userId);
        }
        client.userId = 0;
    }

    /** The connections of a user. */
    public List<ChatClient> clients(long userId) {
        return new ArrayList<>(online.getOrDefault(userId, Set.of()));
    }

    public void deliver(long userId, ChatClient but, Msg msg) {
        if (messagesToDrop.merge(userId, -1, Integer::sum) >= 0) {
            return;
        }
        messagesToDrop.remove(userId);
        for (ChatClient client : clients(userId)) {
            if (client != but) {
                client.send(msg);
            }
        }
    }

    public Msg message(ComMsgType type, MsgPlain.Builder body) {
        return Msg.newBuilder()
                .setVersion(1)
                .setTm(now())
                .setMsgType(type)
                .setPlainMsg(body)
                .build();
    }

    public void clear() {
        keys.clear();
        users.clear();
        groups.clear();
        online.clear();
        messagesToDrop.clear();
        files.clear();
        maxMessages = MAX_MESSAGES;
        maxBytes = MAX_BYTES;
        nextUser = 10001;
        nextGroup = 10001;
    }
}
