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
package io.github.cameltencent.emulator.im;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** A group with its members and its last messages. Changes under the lock of the state. */
final class Group {

    private static final int MOST_POSTS = 1000;

    final String id;
    final String type;
    final long created;
    final ObjectNode information;
    final Map<String, Member> members = new LinkedHashMap<>();
    final Deque<Post> posts = new ArrayDeque<>();
    String owner;
    private long nextSeq = 1;

    Group(String id, String type, String owner, long created, ObjectNode information) {
        this.id = id;
        this.type = type;
        this.owner = owner;
        this.created = created;
        this.information = information;
    }

    String role(String user) {
        if (user.equals(owner)) {
            return "Owner";
        }
        Member member = members.get(user);
        return member == null ? "NotMember" : member.role;
    }

    /** Live rooms keep no list of members, and let everybody speak. */
    boolean isLiveRoom() {
        return type.equals("AVChatRoom");
    }

    Post post(String from, long random, long time, ArrayNode elements, String custom) {
        Post post = new Post(nextSeq++, from, random, time, elements, custom);
        if (posts.size() == MOST_POSTS) {
            posts.removeFirst();
        }
        posts.addLast(post);
        return post;
    }

    /** Somebody in a group. */
    static final class Member {

        final long joined;
        String role = "Member";
        String nameCard = "";
        long mutedUntil;

        Member(long joined) {
            this.joined = joined;
        }
    }

    /** A message in a group. */
    static final class Post {

        final long seq;
        final String from;
        final long random;
        final long time;
        ArrayNode elements;
        String custom;
        boolean recalled;

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
