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
 * A request about groups. Results are told to all members, with the send id of who asked, so that it takes the user as well
 * to find one's own; and some results go by another name than the request.
 */
public final class GroupRequest extends ChatRequest<GroupOpResult> {

    private final GroupOperationType answered;
    private final Function<Asking, ChatFrame> maker;
    private long sendId;
    private long ownId;
    private GroupOpResult result;

    /**
     * A request.
     *
     * @param answered the operation of the result
     */
    public GroupRequest(
            String operation, boolean read, GroupOperationType answered, Function<Asking, ChatFrame> maker) {
        super(operation, read);
        this.answered = answered;
        this.maker = maker;
    }

    @Override
    public ChatFrame frame(Asking as) {
        sendId = as.sendId();
        ownId = as.ownId();
        return maker.apply(as);
    }

    @Override
    public Part take(MsgPlain body) {
        GroupOpResult came = body.getGroupOpRet();
        boolean mine = body.hasGroupOpRet()
                && came.getOperation() == answered
                && came.getSendId() == sendId
                && (came.getReqMem().getUserId() == ownId || isJoined(came));
        if (!mine) {
            return Part.NOT_MINE;
        }
        result = came;
        return Part.LAST;
    }

    /** Who joins is told as a member; in other results the members are those that something is done to. */
    private boolean isJoined(GroupOpResult came) {
        return answered == GroupOperationType.GroupJoinAnswer
                && came.getMembersCount() > 0
                && came.getMembers(0).getUserId() == ownId;
    }

    @Override
    public GroupOpResult answer() {
        return result;
    }
}
