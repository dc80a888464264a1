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

/** Steers the emulated chat: who is there, who follows whom, and what would have ended the real server. */
public final class ChatControls {

    private static final int MOST_CRASHES = 1000;

    private final ChatServerState world;
    private final Map<Long, String> accounts;
    private final ChannelGroup channels;
    private final ChatMessageHandler messages;
    private final List<String> crashes = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile long pingMillis = 20_000;
    private volatile int queue = 100_000;

    ChatControls(ChatServerState world, Map<Long, String> accounts, ChannelGroup channels) {
        this.world = world;
        this.messages = new ChatMessageHandler(world);
        this.accounts = accounts;
        this.channels = channels;
    }

    /** An account, in the place of one with the same id. Its e-mail address is name@example.com. */
    public void addUser(long id, String name, String password) {
        locked(() -> {
            ChatUser user = new ChatUser(id, name, password);
            user.email = name + "@example.com";
            world.addUser(user);
        });
    }

    /** Lets one user follow another, who then may write to the first. */
    public void follow(long who, long whom) {
        locked(() -> world.follow(world.users.get(who), world.users.get(whom)));
    }

    /** Makes a group, and tells its id. */
    public long addGroup(String name, long owner, List<Long> members) {
        AtomicLong id = new AtomicLong();
        locked(() -> {
            ChatGroup group = world.addGroup();
            group.name = name;
            group.roles.put(owner, ChatGroup.OWNER);
            members.forEach(member -> group.roles.put(member, ChatGroup.MEMBER));
            id.set(group.id);
        });
        return id.get();
    }

    /**
     * A user writes to another, without a connection of his own.
     *
     * @throws IllegalArgumentException if he may not
     */
    public void write(long from, long to, String text) {
        Scribe scribe = new Scribe();
        locked(() -> {
            ChatClient terminal = new ChatClient(scribe);
            terminal.userId = from;
            long sendId = world.nextId();
            MsgChat chat = MsgChat.newBuilder()
                    .setMsgId(sendId)
                    .setSendId(sendId)
                    .setUserId(from)
                    .setFromId(from)
                    .setToId(to)
                    .setTm(world.now())
                    .setChatType(ChatType.ChatTypeP2P)
                    .setData(ByteString.copyFromUtf8(text))
                    .build();
            messages.message(
                    terminal,
                    world.message(ComMsgType.MsgTChatMsg, MsgPlain.newBuilder().setChatData(chat)));
        });
        if (scribe.refused) {
            throw new IllegalArgumentException("The user " + from + " may not write to " + to);
        }
    }

    /** Loses the next messages that are pushed to a user, as happens to one who reads slowly; the history has them. */
    public void loseNext(long userId, int messages) {
        locked(() -> world.losing.put(userId, messages));
    }

    /** Disables an account: its logins are refused. */
    public void disable(long id) {
        locked(() -> world.users.get(id).disabled = true);
    }

    /** The code that a mail would hold. */
    public String code() {
        return UserHandler.CODE;
    }

    /** The messages between users that the history of one holds, oldest first. */
    public List<MsgChat> messages(long userId) {
        List<MsgChat> all = new ArrayList<>();
        locked(() -> world.users.get(userId).history.values().forEach(message -> all.add(message.entry(userId))));
        return all;
    }

    /** The messages that the history of a group holds, oldest first. */
    public List<MsgChat> groupMessages(long groupId) {
        List<MsgChat> all = new ArrayList<>();
        locked(() -> world.groups.get(groupId).history.values().forEach(message -> all.add(message.entry(0))));
        return all;
    }

    /** Forgets all agreed keys, as a server does that has lost its data. */
    public void forgetKeys() {
        locked(world.keys::clear);
    }

    /** How often the server pings; 20 seconds by default. For connections that are made after this. */
    public void pingEvery(Duration time) {
        pingMillis = Math.max(1, time.toMillis());
    }

    /** How many unsent messages a connection may have, beyond which the server drops them, as the real one does with 128. */
    public void queueLimit(int messages) {
        queue = messages;
    }

    /**
     * How much a history holds, of each user and each group: the newest messages, as long as their contents fit; 100,000
     * and 64 MiB by default.
     */
    public void historyLimit(int messages, long bytes) {
        locked(() -> {
            world.mostMessages = messages;
            world.mostBytes = bytes;
        });
    }

    /**
     * How much is stored: the newest files, as long as they fit. Uploads in progress may have as much again. 1,000 files of
     * together 256 MiB or an eighth of the heap by default.
     */
    public void fileLimit(int files, long bytes) {
        locked(() -> world.files.limit(files, bytes));
    }

    /** Stores a file under a name of one's own choice. */
    public void putFile(String storedName, byte[] bytes) {
        String hash = HexFormat.of().formatHex(Upload.md5().digest(bytes));
        locked(() -> world.files.put(new StoredFile(storedName, hash, bytes.clone())));
    }

    /** The bytes of a stored file; empty where there is none of this name. */
    public Optional<byte[]> file(String storedName) {
        AtomicReference<StoredFile> found = new AtomicReference<>();
        locked(() -> found.set(world.files.get(storedName)));
        return Optional.ofNullable(found.get()).map(file -> file.bytes().clone());
    }

    /** A key of 32 bytes, as if a user had agreed on it and logged in. */
    public void addKey(long userId, byte[] key, String encType) {
        SharedKey shared = new SharedKey(key.clone(), encType);
        shared.bind(userId);
        locked(() -> world.keys.put(shared.print(), shared));
    }

    /** Resets every connection. */
    public void disconnectAll() {
        channels.forEach(FaultyOutlet::reset);
    }

    /** How many connections there are. */
    public int connections() {
        return channels.size();
    }

    /** Whether a user is logged in. */
    public boolean isOnline(long userId) {
        AtomicInteger terminals = new AtomicInteger();
        locked(() -> terminals.set(world.terminals(userId).size()));
        return terminals.get() > 0;
    }

    /** How many users are logged in. */
    public int online() {
        AtomicInteger users = new AtomicInteger();
        locked(() -> users.set(world.online.size()));
        return users.get();
    }

    /** What clients did that would have ended the real server, oldest first. */
    public List<String> crashes() {
        return List.copyOf(crashes);
    }

    /** How many messages were dropped because a connection did not read. */
    public long dropped() {
        return dropped.get();
    }

    /** Begins anew: with the accounts of the beginning, of which each follows the others. */
    public void reset() {
        disconnectAll();
        crashes.clear();
        dropped.set(0);
        locked(() -> {
            world.clear();
            accounts.forEach((id, password) -> {
                ChatUser user = new ChatUser(id, "user" + id, password);
                user.email = user.name + "@example.com";
                world.addUser(user);
            });
            for (ChatUser one : world.users.values()) {
                world.users.values().stream().filter(other -> other != one).forEach(other -> world.follow(one, other));
            }
        });
    }

    void crash(String why) {
        if (crashes.size() < MOST_CRASHES) {
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
        world.lock.lock();
        try {
            change.run();
        } finally {
            world.lock.unlock();
        }
    }

    /** Reads the reply to one who has no connection. */
    private static final class Scribe implements ChatClient.Outlet {

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
