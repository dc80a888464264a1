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
import io.github.cameltencent.birdtalk.protocol.FriendOpResult;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.util.function.Function;

/**
 * A request about friends. Its result has the same operation and send id; notices about actions of others do not
 * count.
 */
public final class FriendRequest extends ChatRequest<FriendOpResult> {

    private final UserOperationType type;
    private final Function<RequestContext, ChatFrame> factory;
    private long sendId;
    private FriendOpResult result;

    public FriendRequest(
            String operation, boolean read, UserOperationType type, Function<RequestContext, ChatFrame> factory) {
        super(operation, read);
        this.type = type;
        this.factory = factory;
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        sendId = context.sendId();
        return factory.apply(context);
    }

    @Override
    public Match accept(MsgPlain body) {
        FriendOpResult answer = body.getFriendOpRet();
        boolean matches = body.hasFriendOpRet()
                && answer.getOperation() == type
                && answer.getSendId() == sendId
                && !answer.getResult().equals("notice");
        if (!matches) {
            return Match.UNRELATED;
        }
        result = answer;
        return Match.COMPLETE;
    }

    @Override
    public FriendOpResult result() {
        return result;
    }
}
