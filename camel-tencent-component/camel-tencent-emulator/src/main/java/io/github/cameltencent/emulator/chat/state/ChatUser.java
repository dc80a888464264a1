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

import io.github.cameltencent.birdtalk.protocol.UserInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** An account. */
public final class ChatUser {

    public final long id;
    public String name;
    public String nick;
    public String email = "";
    public String phone = "";
    public String password;
    public boolean disabled;
    public boolean deleted;
    public final TreeSet<Long> follows = new TreeSet<>();
    public final TreeSet<Long> followers = new TreeSet<>();
    /** The permissions granted to other users. */
    public final Map<Long, Integer> permissions = new HashMap<>();
    /** The messages between this user and others. */
    public final ChatHistory history = new ChatHistory();
    /** The follow operations and group invitations of this user. */
    public final OperationLog operations = new OperationLog();

    public ChatUser(long id, String name, String password) {
        this.id = id;
        this.name = name;
        this.nick = name;
        this.password = password;
    }

    /** The account as its user sees it. */
    public UserInfo.Builder own() {
        return UserInfo.newBuilder()
                .setUserId(id)
                .setUserName(name)
                .setNickName(nick)
                .setEmail(email)
                .setPhone(phone)
                .setFollows(follows.size())
                .setFans(followers.size());
    }

    /** The account as others see it. */
    public UserInfo.Builder foreign() {
        return UserInfo.newBuilder()
                .setUserId(id)
                .setUserName(name)
                .setNickName(nick)
                .setEmail("*")
                .setPhone("*");
    }
}
