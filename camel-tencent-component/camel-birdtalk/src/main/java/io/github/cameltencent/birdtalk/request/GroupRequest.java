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

import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.protocol.GroupOpResult;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.function.Function;

/**
 * A request about groups. Results go to all members with the send id of the requester, so that they are matched by
 * the user as well. Some results have another operation than the request.
 */
public final class GroupRequest extends ChatRequest<GroupOpResult> {

    private final GroupOperationType expected;
    private final Function<RequestContext, ChatFrame> factory;
    private long sendId;
    private long ownId;
    private GroupOpResult result;

    /**
     * A request.
     *
     * @param expected the operation of the result
     */
    public GroupRequest(
            String operation, boolean read, GroupOperationType expected, Function<RequestContext, ChatFrame> factory) {
        super(operation, read);
        this.expected = expected;
        this.factory = factory;
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        sendId = context.sendId();
        ownId = context.ownId();
        return factory.apply(context);
    }

    @Override
    public Match accept(MsgPlain body) {
        GroupOpResult answer = body.getGroupOpRet();
        boolean matches = body.hasGroupOpRet()
                && answer.getOperation() == expected
                && answer.getSendId() == sendId
                && (answer.getReqMem().getUserId() == ownId || isJoined(answer));
        if (!matches) {
            return Match.UNRELATED;
        }
        result = answer;
        return Match.COMPLETE;
    }

    /** In the result of a join the user is the first member; in other results, members are the targets. */
    private boolean isJoined(GroupOpResult answer) {
        return expected == GroupOperationType.GroupJoinAnswer
                && answer.getMembersCount() > 0
                && answer.getMembers(0).getUserId() == ownId;
    }

    @Override
    public GroupOpResult result() {
        return result;
    }
}
