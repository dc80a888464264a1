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
import io.github.cameltencent.birdtalk.frame.SessionFrames;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOpResult;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.util.Set;

/** A request about the account itself, whose result can be matched by its status only. */
public final class UserRequest extends ChatRequest<UserOpResult> {

    private final UserOpReq request;
    private final Set<String> expected;
    private UserOpResult result;

    /**
     * A request.
     *
     * @param expected the possible statuses of the result
     */
    public UserRequest(String operation, UserOpReq.Builder request, Set<String> expected) {
        super(operation, false);
        this.request = request.build();
        this.expected = expected;
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        UserOpReq.Builder own = request.toBuilder();
        if (own.getUser().getUserId() == 0) {
            own.getUserBuilder().setUserId(context.ownId());
        }
        return SessionFrames.userOp(context.now(), own);
    }

    /** A mail is sent when the address is changed; the code has its own answer. */
    @Override
    public boolean matchesError(int code) {
        return super.matchesError(code) || request.getOperation() == UserOperationType.SetUserInfo;
    }

    @Override
    public Match accept(MsgPlain body) {
        if (!body.hasUserOpRet() || !expected.contains(body.getUserOpRet().getStatus())) {
            return Match.UNRELATED;
        }
        result = body.getUserOpRet();
        return Match.COMPLETE;
    }

    @Override
    public UserOpResult result() {
        return result;
    }
}
