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
package io.github.cameltencent.birdtalk.frame;

import io.github.cameltencent.birdtalk.protocol.FriendOpReq;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.util.Set;

/** Builds requests about friends: users that the account follows, or that follow it. */
public final class FriendFrames {

    private static final Set<String> FIND_BY = Set.of("id", "name", "email", "phone");
    private static final Set<String> LISTS = Set.of("follows", "fans", "friends");
    private static final Set<String> MEMOS = Set.of("follows", "fans");

    private FriendFrames() {}

    public static ChatFrame find(long now, long sendId, String mode, String value) {
        return frame(
                now,
                request(sendId, UserOperationType.FindUser)
                        .putParams("mode", oneOf(FIND_BY, mode, "mode"))
                        .putParams("value", value));
    }

    public static ChatFrame add(long now, long sendId, long userId, String remark) {
        return frame(
                now,
                request(sendId, UserOperationType.AddFriend)
                        .setUser(user(userId).setNickName(remark)));
    }

    public static ChatFrame remove(long now, long sendId, long userId) {
        return userRequest(now, sendId, UserOperationType.RemoveFriend, userId);
    }

    public static ChatFrame block(long now, long sendId, long userId) {
        return userRequest(now, sendId, UserOperationType.BlockFriend, userId);
    }

    public static ChatFrame unblock(long now, long sendId, long userId) {
        return userRequest(now, sendId, UserOperationType.UnBlockFriend, userId);
    }

    /** Sets what a user may do, as a bit mask. */
    public static ChatFrame permission(long now, long sendId, long userId, int bits) {
        if (bits < Short.MIN_VALUE || bits > Short.MAX_VALUE) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.OPERATION, "The permission must be -32768 to 32767");
        }
        return frame(
                now,
                request(sendId, UserOperationType.SetFriendPermission)
                        .setUser(user(userId))
                        .putParams("permission", Integer.toString(bits)));
    }

    public static ChatFrame remark(long now, long sendId, long userId, String remark, String mode) {
        if (remark.isEmpty()) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.OPERATION,
                    "The remark must not be empty: the server does not answer such a request");
        }
        return frame(
                now,
                request(sendId, UserOperationType.SetFriendMemo)
                        .setUser(user(userId).setNickName(remark))
                        .putParams("mode", oneOf(MEMOS, mode, "mode")));
    }

    /**
     * Requests a page of a list.
     *
     * @param afterId the last id of the page before, 0 for the first page
     */
    public static ChatFrame list(long now, long sendId, String mode, long afterId) {
        return frame(
                now,
                request(sendId, UserOperationType.ListFriends)
                        .setUser(UserInfo.newBuilder().setUserId(afterId))
                        .putParams("mode", oneOf(LISTS, mode, "mode")));
    }

    private static ChatFrame userRequest(long now, long sendId, UserOperationType operation, long userId) {
        return frame(now, request(sendId, operation).setUser(user(userId)));
    }

    private static FriendOpReq.Builder request(long sendId, UserOperationType operation) {
        return FriendOpReq.newBuilder().setOperation(operation).setSendId(FrameRules.positive(sendId, "the send id"));
    }

    private static UserInfo.Builder user(long id) {
        return UserInfo.newBuilder().setUserId(FrameRules.positive(id, "the user id"));
    }

    private static ChatFrame frame(long now, FriendOpReq.Builder request) {
        return ChatFrame.of(now, MsgPlain.newBuilder().setFriendOp(request));
    }

    private static String oneOf(Set<String> known, String value, String name) {
        if (!known.contains(value)) {
            throw new ForbiddenFrameException(
                    ForbiddenFrameException.Rule.OPERATION, name + " must be one of " + known);
        }
        return value;
    }
}
