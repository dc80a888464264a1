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
import io.github.cameltencent.birdtalk.protocol.GroupInfo;
import io.github.cameltencent.birdtalk.protocol.GroupOperationType;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.List;

/** Requests the groups of the account. */
public final class GroupListRequest extends ChatRequest<List<GroupInfo>> {

    private List<GroupInfo> groups;

    public GroupListRequest() {
        super("group/list", true);
    }

    @Override
    public ChatFrame frame(RequestContext context) {
        return context.groups().own(context.now(), context.sendId());
    }

    @Override
    public Match accept(MsgPlain body) {
        if (!body.hasGroupOpRet() || body.getGroupOpRet().getOperation() != GroupOperationType.GroupListIn) {
            return Match.UNRELATED;
        }
        groups = body.getGroupOpRet().getGroupsList();
        return Match.COMPLETE;
    }

    @Override
    public List<GroupInfo> result() {
        return groups;
    }
}
