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

/** Requests a page of at most a hundred messages of the history. */
public final class HistoryPageRequest extends ChatRequest<MsgQueryResult> {

    /** The page size of the server; a shorter page is the last. */
    public static final int SIZE = 100;

    private final ChatType type;
    private final long peerOrGroup;
    private final SynType direction;
    private final long littleId;
    private final long bigId;
    private MsgQueryResult result;

    /**
     * A page with inclusive bounds.
     *
     * @param peerOrGroup the group id; for users the id of the other user, or 0 for all
     * @param bigId the upper bound for directions that have one, 0 for none
     */
    public HistoryPageRequest(ChatType type, long peerOrGroup, SynType direction, long littleId, long bigId) {
        super("query/messages", true);
        this.type = type;
        this.peerOrGroup = peerOrGroup;
        this.direction = direction;
        this.littleId = littleId;
        this.bigId = bigId;
    }

    /** The oldest messages from an id on. */
    public static HistoryPageRequest from(ChatType type, long peerOrGroup, long littleId) {
        return new HistoryPageRequest(type, peerOrGroup, SynType.SynTypeForward, littleId, 0);
    }

    /** The newest messages up to an id, newest first; 0 for no bound. */
    public static HistoryPageRequest before(ChatType type, long peerOrGroup, long bigId) {
        return new HistoryPageRequest(type, peerOrGroup, SynType.SynTypeBackward, 0, bigId);
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        return context.chat().history(context.now(), type, peerOrGroup, direction, littleId, bigId);
    }

    @Override
    public Match accept(MsgPlain body) {
        MsgQueryResult answer = body.getCommonQueryRet();
        boolean matches = body.hasCommonQueryRet()
                && answer.getQueryType() == QueryDataType.QueryDataTypeChatData
                && answer.getChatType() == type
                && answer.getSynType() == direction
                && (type == ChatType.ChatTypeP2P ? isOfPeer(answer) : answer.getGroupId() == peerOrGroup)
                // a failure is reported by an error before; this belongs to an earlier request
                && !answer.getResult().equals("fail");
        if (!matches) {
            return Match.UNRELATED;
        }
        result = answer;
        return Match.COMPLETE;
    }

    private boolean isOfPeer(MsgQueryResult answer) {
        return peerOrGroup == 0 || answer.getUserId() == peerOrGroup;
    }

    @Override
    public MsgQueryResult result() {
        return result;
    }
}
