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
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.QueryDataType;
import io.github.cameltencent.birdtalk.protocol.SynType;

/** A hundred messages of the history at most. */
public final class HistoryPage extends ChatRequest<MsgQueryResult> {

    /** How many the server gives at once; fewer are the last. */
    public static final int SIZE = 100;

    private final ChatType type;
    private final long peerOrGroup;
    private final SynType direction;
    private final long littleId;
    private final long bigId;
    private MsgQueryResult result;

    /**
     * A page; both bounds belong to it.
     *
     * @param peerOrGroup the group; between users the other one, or 0 for all of them
     * @param bigId the highest id where the direction looks at one, 0 for no bound
     */
    public HistoryPage(ChatType type, long peerOrGroup, SynType direction, long littleId, long bigId) {
        super("query/messages", true);
        this.type = type;
        this.peerOrGroup = peerOrGroup;
        this.direction = direction;
        this.littleId = littleId;
        this.bigId = bigId;
    }

    /** The oldest of all from an id on. */
    public static HistoryPage from(ChatType type, long peerOrGroup, long littleId) {
        return new HistoryPage(type, peerOrGroup, SynType.SynTypeForward, littleId, 0);
    }

    /** The newest of all up to an id, newest first; 0 for the newest there are. */
    public static HistoryPage before(ChatType type, long peerOrGroup, long bigId) {
        return new HistoryPage(type, peerOrGroup, SynType.SynTypeBackward, 0, bigId);
    }

    @Override
    public ChatFrame frame(Asking as) {
        return as.chat().history(as.now(), type, peerOrGroup, direction, littleId, bigId);
    }

    @Override
    public Part take(MsgPlain body) {
        MsgQueryResult came = body.getCommonQueryRet();
        boolean mine = body.hasCommonQueryRet()
                && came.getQueryType() == QueryDataType.QueryDataTypeChatData
                && came.getChatType() == type
                && came.getSynType() == direction
                && (type == ChatType.ChatTypeP2P ? isOfPeer(came) : came.getGroupId() == peerOrGroup)
                // a refusal comes as an error before it: this is the rest of an earlier one
                && !came.getResult().equals("fail");
        if (!mine) {
            return Part.NOT_MINE;
        }
        result = came;
        return Part.LAST;
    }

    private boolean isOfPeer(MsgQueryResult came) {
        return peerOrGroup == 0 || came.getUserId() == peerOrGroup;
    }

    @Override
    public MsgQueryResult answer() {
        return result;
    }
}
