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
package io.github.cameltencent.birdtalk.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.birdtalk.frame.FriendFrames;
import io.github.cameltencent.birdtalk.protocol.FriendOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupMember;
import io.github.cameltencent.birdtalk.protocol.GroupOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOpResult;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.birdtalk.request.ChatRequest.Match;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which frames are the answer to a request: actions of other devices and users cause the same kinds. */
class RequestMatchingTest {

    private static final long OWN = 10001;
    private static final long OTHER = 10002;
    private static final RequestContext AS = new RequestContext(1, 7, OWN, "device");

    @Test
    void aKickByAnotherAdministratorIsUnrelated() {
        GroupRequest kick = asked(
                new GroupRequest("group/kick", false, GroupOperationType.GroupKickMember, context -> context.groups()
                        .members(
                                context.now(),
                                context.sendId(),
                                GroupOperationType.GroupKickMember,
                                5,
                                List.of(OTHER))));
        assertThat(take(kick, group(GroupOperationType.GroupKickMember, 7, OTHER, OWN)))
                .isEqualTo(Match.UNRELATED);
        assertThat(take(kick, group(GroupOperationType.GroupKickMember, 8, OWN, OTHER)))
                .isEqualTo(Match.UNRELATED);
        assertThat(take(kick, group(GroupOperationType.GroupQuit, 7, OWN, OTHER)))
                .isEqualTo(Match.UNRELATED);
        assertThat(take(kick, group(GroupOperationType.GroupKickMember, 7, OWN, OTHER)))
                .isEqualTo(Match.COMPLETE);
    }

    @Test
    void aJoinIsMatchedByItsMember() {
        GroupRequest join = asked(
                new GroupRequest("group/join", false, GroupOperationType.GroupJoinAnswer, context -> context.groups()
                        .own(context.now(), context.sendId())));
        assertThat(take(join, group(GroupOperationType.GroupJoinAnswer, 7, OTHER, OTHER)))
                .isEqualTo(Match.UNRELATED);
        assertThat(take(join, group(GroupOperationType.GroupJoinAnswer, 7, 0, OWN)))
                .isEqualTo(Match.COMPLETE);
    }

    @Test
    void actionsOfOthersAreUnrelated() {
        FriendRequest add = asked(new FriendRequest(
                "friend/add",
                false,
                UserOperationType.AddFriend,
                context -> FriendFrames.add(context.now(), context.sendId(), OTHER, "")));
        assertThat(take(add, friend("notice", 7))).isEqualTo(Match.UNRELATED);
        assertThat(take(add, friend("ok", 6))).isEqualTo(Match.UNRELATED);
        assertThat(take(add, friend("ok", 7))).isEqualTo(Match.COMPLETE);
    }

    @Test
    void resultsAboutTheAccountAreMatchedByStatus() {
        UserRequest leave = asked(new UserRequest(
                "user/unregister",
                UserOpReq.newBuilder().setOperation(UserOperationType.UnregisterUser),
                Set.of("unregok")));
        assertThat(take(leave, user("ok"))).isEqualTo(Match.UNRELATED);
        assertThat(take(leave, user("unregok"))).isEqualTo(Match.COMPLETE);
    }

    private static <T extends ChatRequest<?>> T asked(T request) {
        request.frame(AS);
        return request;
    }

    private static Match take(ChatRequest<?> request, MsgPlain.Builder body) {
        return request.accept(body.build());
    }

    private static MsgPlain.Builder group(GroupOperationType operation, long sendId, long actor, long member) {
        return MsgPlain.newBuilder()
                .setGroupOpRet(GroupOpResult.newBuilder()
                        .setOperation(operation)
                        .setResult("ok")
                        .setSendId(sendId)
                        .setReqMem(GroupMember.newBuilder().setUserId(actor))
                        .addMembers(GroupMember.newBuilder().setUserId(member)));
    }

    private static MsgPlain.Builder friend(String result, long sendId) {
        return MsgPlain.newBuilder()
                .setFriendOpRet(FriendOpResult.newBuilder()
                        .setOperation(UserOperationType.AddFriend)
                        .setResult(result)
                        .setSendId(sendId));
    }

    private static MsgPlain.Builder user(String status) {
        return MsgPlain.newBuilder()
                .setUserOpRet(UserOpResult.newBuilder().setResult("ok").setStatus(status));
    }
}
