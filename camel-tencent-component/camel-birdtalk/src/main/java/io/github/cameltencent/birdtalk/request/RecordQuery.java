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
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.MsgQuery;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.QueryDataType;

/** A query for receipts of own messages, or for records of friend and group operations. */
public final class RecordQuery extends ChatRequest<MsgQueryResult> {

    private final MsgQuery query;
    private MsgQueryResult result;

    public RecordQuery(String operation, MsgQuery.Builder query) {
        super(operation, true);
        this.query = query.build();
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        if (query.getQueryType() == QueryDataType.QueryDataTypeChatReply) {
            return context.chat()
                    .receiptStates(context.now(), query.getSynType(), query.getLittleId(), query.getBigId());
        }
        return ChatFrame.of(context.now(), MsgPlain.newBuilder().setCommonQuery(query));
    }

    @Override
    public Match accept(MsgPlain body) {
        MsgQueryResult answer = body.getCommonQueryRet();
        boolean matches = body.hasCommonQueryRet()
                && answer.getQueryType() == query.getQueryType()
                && answer.getSynType() == query.getSynType()
                && answer.getGroupId() == query.getGroupId()
                && !answer.getResult().equals("fail");
        if (!matches) {
            return Match.UNRELATED;
        }
        result = answer;
        return Match.COMPLETE;
    }

    @Override
    public MsgQueryResult result() {
        return result;
    }
}
