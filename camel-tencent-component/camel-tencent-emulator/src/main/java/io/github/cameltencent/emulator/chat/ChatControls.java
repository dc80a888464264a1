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
package io.github.cameltencent.emulator.chat;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.ComMsgType;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.emulator.chat.handler.ChatMessageHandler;
import io.github.cameltencent.emulator.chat.handler.UserHandler;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatGroup;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ChatUser;
import io.github.cameltencent.emulator.chat.state.SharedKey;
import io.github.cameltencent.emulator.chat.state.StoredFile;
import io.github.cameltencent.emulator.chat.state.Upload;
import io.netty.channel.group.ChannelGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Controls the emulated chat: accounts, groups, messages, connections and limits, and lists what would have crashed the
 * real server.
 */
public final class ChatControls {

    private static final int MAX_CRASHES = 1000;

    private final ChatServerState state;
    private final Map<Long, String> accounts;
    private final ChannelGroup channels;
    private final ChatMessageHandler messages;
    private final List<String> crashes = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile long pingMillis = 20_000;
    private volatile int queue = 100_000;

    ChatControls(ChatServerState state, Map<Long, String> accounts, ChannelGroup channels) {
        this.state = state;
        this.messages = new ChatMessageHandler(state);
        this.accounts = accounts;
        this.channels = channels;
    }

    /** Adds an account or replaces the one with the same id. Its e-mail address is name@example.com. */
    public void addUser(long id, String name, String password) {
        locked(() -> {
            ChatUser user = new ChatUser(id, name, password);
            user.email = name + "@example.com";
            state.addUser(user);
        });
    }

    /** Makes one user follow another, who may then write to the first. */
    public void follow(long who, long whom) {
        locked(() -> state.follow(state.users.get(who), state.users.get(whom)));
    }

    /** Creates a group and returns its id. */
    public long addGroup(String name, long owner, List<Long> members) {
        AtomicLong id = new AtomicLong();
        locked(() -> {
            ChatGroup group = state.addGroup();
            group.name = name;
            group.roles.put(owner, ChatGroup.OWNER);
            members.forEach(member -> group.roles.put(member, ChatGroup.MEMBER));
            id.set(group.id);
        });
        return id.get();
    }

    /**
     * Sends a message from one user to another without a connection.
     *
     * @throws IllegalArgumentException if the sender may not write to the recipient
     */
    public void write(long from, long to, String text) {
        Scribe author = new Scribe();
        locked(() -> {
            ChatClient client = new ChatClient(author);
            client.userId = from;
            long sendId = state.nextId();
            MsgChat chat = MsgChat.newBuilder()
                    .setMsgId(sendId)
                    .setSendId(sendId)
                    .setUserId(from)
                    .setFromId(from)
                    .setToId(to)
                    .setTm(state.now())
                    .setChatType(ChatType.ChatTypeP2P)
                    .setData(ByteString.copyFromUtf8(text))
                    .build();
            messages.message(
                    client,
                    state.message(ComMsgType.MsgTChatMsg, MsgPlain.newBuilder().setChatData(chat)));
        });
        if (author.refused) {
            throw new IllegalArgumentException("The user " + from + " may not write to " + to);
        }
    }

    /** Drops the next messages pushed to a user, as the server does for slow readers; they stay in the history. */
    public void loseNext(long userId, int messages) {
        locked(() -> state.messagesToDrop.put(userId, messages));
    }

    /** Disables an account: its log-ins are refused. */
    public void disable(long id) {
        locked(() -> state.users.get(id).disabled = true);
    }

    /** The verification code that every e-mail contains. */
    public String code() {
        return UserHandler.CODE;
    }

    /** The messages with other users in a user's history, oldest first. */
    public List<MsgChat> messages(long userId) {
        List<MsgChat> all = new ArrayList<>();
        locked(() -> state.users.get(userId).history.values().forEach(message -> all.add(message.entry(userId))));
        return all;
    }

    /** The messages in a group's history, oldest first. */
    public List<MsgChat> groupMessages(long groupId) {
        List<MsgChat> all = new ArrayList<>();
        locked(() -> state.groups.get(groupId).history.values().forEach(message -> all.add(message.entry(0))));
        return all;
    }

    /** Deletes all agreed keys, as a server that has lost its data. */
    public void forgetKeys() {
        locked(state.keys::clear);
    }

    /** Sets the server's ping interval for new connections; 20 seconds by default. */
    public void pingEvery(Duration time) {
        pingMillis = Math.max(1, time.toMillis());
    }

    /** Limits the unsent messages of a connection; more are dropped. The real server has a limit of 128. */
    public void queueLimit(int messages) {
        queue = messages;
    }

    /**
     * Limits each user's and each group's history to a number of messages and a total size; the newest are kept.
     * 100,000 messages and 64 MiB by default.
     */
    public void historyLimit(int messages, long bytes) {
        locked(() -> {
            state.maxMessages = messages;
            state.maxBytes = bytes;
        });
    }

    /**
     * Limits the stored files to a number and a total size; the newest are kept. Uploads in progress may use the same
     * size again. By default 1,000 files and 256 MiB or an eighth of the heap.
     */
    public void fileLimit(int files, long bytes) {
        locked(() -> state.files.limit(files, bytes));
    }

    /** Stores a file under the given name. */
    public void putFile(String storedName, byte[] bytes) {
        String hash = HexFormat.of().formatHex(Upload.md5().digest(bytes));
        locked(() -> state.files.put(new StoredFile(storedName, hash, bytes.clone())));
    }

    /** The bytes of a stored file; empty if there is no such file. */
    public Optional<byte[]> file(String storedName) {
        AtomicReference<StoredFile> found = new AtomicReference<>();
        locked(() -> found.set(state.files.get(storedName)));
        return Optional.ofNullable(found.get()).map(file -> file.bytes().clone());
    }

    /** Adds a 32-byte key as if a user had agreed on it and logged in. */
    public void addKey(long userId, byte[] key, String encType) {
        SharedKey shared = new SharedKey(key.clone(), encType);
        shared.bind(userId);
        locked(() -> state.keys.put(shared.print(), shared));
    }

    /** Resets every connection. */
    public void disconnectAll() {
        channels.forEach(FaultInjectingSender::reset);
    }

    /** The number of open connections. */
    public int connections() {
        return channels.size();
    }

    /** Whether a user is logged in. */
    public boolean isOnline(long userId) {
        AtomicInteger clients = new AtomicInteger();
        locked(() -> clients.set(state.clients(userId).size()));
        return clients.get() > 0;
    }

    /** The number of users that are logged in. */
    public int online() {
        AtomicInteger users = new AtomicInteger();
        locked(() -> users.set(state.online.size()));
        return users.get();
    }

    /** The actions of clients that would have crashed the real server, oldest first. */
    public List<String> crashes() {
        return List.copyOf(crashes);
    }

    /** The number of messages dropped because a client read too slowly. */
    public long dropped() {
        return dropped.get();
    }

    /** Restores the initial state: the configured accounts, which follow each other. */
    public void reset() {
        disconnectAll();
        crashes.clear();
        dropped.set(0);
        locked(() -> {
            state.clear();
            accounts.forEach((id, password) -> {
                ChatUser user = new ChatUser(id, "user" + id, password);
                user.email = user.name + "@example.com";
                state.addUser(user);
            });
            for (ChatUser one : state.users.values()) {
                state.users.values().stream().filter(other -> other != one).forEach(other -> state.follow(one, other));
            }
        });
    }

    void crash(String why) {
        if (crashes.size() < MAX_CRASHES) {
            crashes.add(why);
        }
        disconnectAll();
    }

    long pingMillis() {
        return pingMillis;
    }

    int queue() {
        return queue;
    }

    void drop() {
        dropped.incrementAndGet();
    }

    private void locked(Runnable change) {
        state.lock.lock();
        try {
            change.run();
        } finally {
            state.lock.unlock();
        }
    }

    /** Captures the reply to a sender without a connection. */
    private static final class Scribe implements ChatClient.FrameSender {

        private boolean refused;

        @Override
        public void send(Msg msg) {
            refused |= msg.getPlainMsg().getChatReply().getExtraMsg().equals("fail");
        }

        @Override
        public void drop(String word) {
            refused = true;
        }
    }
}
