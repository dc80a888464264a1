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
package io.github.cameltencent.emulator.im.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.BoundedMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A group with its members and recent messages. Guarded by the lock of the state. */
public final class Group {

    private static final int MAX_POSTS = 1000;

    public final String id;
    public final String type;
    public final long created;
    public final ObjectNode information;
    public final Map<String, Member> members = new LinkedHashMap<>();
    public final Deque<Post> posts = new ArrayDeque<>();
    public final Map<String, String> attributes = new LinkedHashMap<>();
    public final Map<String, Long> counters = new LinkedHashMap<>();
    public final Map<String, Long> banned = new BoundedMap<>(1000);
    public final Map<String, ObjectNode> topics = new BoundedMap<>(1000);

    /** The administrators of a live room, who need not be members. */
    public final Set<String> administrators = new LinkedHashSet<>();

    public String owner;
    private long nextSeq = 1;

    public Group(String id, String type, String owner, long created, ObjectNode information) {
        this.id = id;
        this.type = type;
        this.owner = owner;
        this.created = created;
        this.information = information;
    }

    public String role(String user) {
        if (user.equals(owner)) {
            return "Owner";
        }
        Member member = members.get(user);
        return member == null ? "NotMember" : member.role;
    }

    /** Whether this is a live room, which has no member list and lets everybody speak. */
    public boolean isLiveRoom() {
        return type.equals("AVChatRoom");
    }

    public Post post(String from, long random, long time, ArrayNode elements, String custom) {
        Post post = new Post(nextSeq++, from, random, time, elements, custom);
        if (posts.size() == MAX_POSTS) {
            posts.removeFirst();
        }
        posts.addLast(post);
        return post;
    }

    /** A member of a group. */
    public static final class Member {

        public final long joined;
        public String role = "Member";
        public String nameCard = "";
        public long mutedUntil;

        public Member(long joined) {
            this.joined = joined;
        }
    }

    /** A message in a group. */
    public static final class Post {

        public final long seq;
        public final String from;
        public final long random;
        public final long time;
        public ArrayNode elements;
        public String custom;
        public boolean recalled;

        Post(long seq, String from, long random, long time, ArrayNode elements, String custom) {
            this.seq = seq;
            this.from = from;
            this.random = random;
            this.time = time;
            this.elements = elements;
            this.custom = custom;
        }
    }
}
