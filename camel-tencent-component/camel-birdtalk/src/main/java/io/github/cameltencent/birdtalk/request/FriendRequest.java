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

/** A request about friends. Its result has its operation and its send id; what others did is told as a notice. */
public final class FriendRequest extends ChatRequest<FriendOpResult> {

    private final UserOperationType type;
    private final Function<Asking, ChatFrame> maker;
    private long sendId;
    private FriendOpResult result;

    public FriendRequest(String operation, boolean read, UserOperationType type, Function<Asking, ChatFrame> maker) {
        super(operation, read);
        this.type = type;
        this.maker = maker;
    }

    @Override
    public ChatFrame frame(Asking as) {
        sendId = as.sendId();
        return maker.apply(as);
    }

    @Override
    public Part take(MsgPlain body) {
        FriendOpResult came = body.getFriendOpRet();
        boolean mine = body.hasFriendOpRet()
                && came.getOperation() == type
                && came.getSendId() == sendId
                && !came.getResult().equals("notice");
        if (!mine) {
            return Part.NOT_MINE;
        }
        result = came;
        return Part.LAST;
    }

    @Override
    public FriendOpResult answer() {
        return result;
    }
}
